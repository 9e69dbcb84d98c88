"""What drawing by hand costs: from a move of the mouse to the painted window, in the real window at 1920×1080."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from tests.benchmarks.window import SETTLE_MS, measured_window, wait_ms

if TYPE_CHECKING:
    from earseg_app.ui.slice_canvas import SliceCanvas

STEPS = 60
LEFT = Qt.MouseButton.LeftButton
Row = tuple[str, float, str]


def measure_by_hand(_disc: Path) -> list[Row]:
    """A distance and an ellipse drawn in the axial slice, then one point of each dragged."""
    from earseg_app.domain.slicing import Plane

    _application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        program = measured_window(Path(folder))
        assert program.views is not None
        view = program.views.planes[Plane.AXIAL].canvas
        rows: list[Row] = []
        for tool, points in (("distance", 1), ("ellipse", 0)):
            program.window.actions_by_key[tool].trigger()
            rows += _drag(f"{tool} under the mouse", view, QPoint(200, 150), QPoint(380, 290))
            program.window.actions_by_key["leave"].trigger()
            case = program.session.state.case
            assert case is not None and view.shown is not None
            u, v, _ = view.shown.pose.uvw(case.hand_measures[-1].points_lps_mm[points])
            held = QPointF(*view.camera.px(float(u), float(v))).toPoint()
            rows += _drag(f"{tool} dragged", view, held, held + QPoint(60, 40))
        program.keeping.end()
        program.window.close()
    return rows


def _drag(name: str, view: SliceCanvas, start: QPoint, end: QPoint) -> Iterator[Row]:
    """Time on the clock, and how long of it the window's own thread worked: the rest went to other programs."""
    _mouse(view, QEvent.Type.MouseButtonPress, start)
    times, worked = [], []
    for share in np.linspace(0.0, 1.0, STEPS).tolist():
        begun, before = time.perf_counter(), time.thread_time()
        _mouse(view, QEvent.Type.MouseMove, start + (end - start) * share)
        QApplication.processEvents()
        times.append(1000.0 * (time.perf_counter() - begun))
        worked.append(1000.0 * (time.thread_time() - before))
    _mouse(view, QEvent.Type.MouseButtonRelease, end)
    wait_ms(SETTLE_MS)
    yield f"{name}, median", float(np.median(times)), "ms"
    yield "… 95th percentile", float(np.percentile(times, 95)), "ms"
    yield "… worked, median", float(np.median(worked)), "ms"


def _mouse(view: SliceCanvas, kind: QEvent.Type, at: QPoint) -> None:
    held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else LEFT
    place = QPointF(at)
    event = QMouseEvent(kind, place, QPointF(view.mapToGlobal(at)), LEFT, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view, event)
