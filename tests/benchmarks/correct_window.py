"""How long a brush step takes in the whole window, and when 3D has followed, on a scan of 512 × 512 × 400 voxels."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import numpy as np

from earseg_app.domain.anatomy import Part, Side
from earseg_app.domain.geometry import Grid
from earseg_app.domain.segmentation import Segmentation, describe_ear
from earseg_app.domain.slicing import Plane
from earseg_app.domain.volume import Volume
from tests.benchmarks.correct import SHAPE, SPACING_MM, STEPS

STEP_PX, SETTLED_S, REST_S = 2, 30.0, 4.0


def correct_in_window(_disc: Path) -> list[tuple[str, float, str]]:
    """A stroke by mouse events in the axial view, everything painted after each; then until 3D shows it."""
    from PySide6.QtCore import QEvent, QPointF, Qt
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    from earseg_app.paths import Places
    from earseg_app.phantom.cases import small_case
    from earseg_app.program import Program
    from earseg_app.session.session import WorkStep
    from earseg_app.ui.theme import apply_theme

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    apply_theme(app)
    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder)
        program = Program(Places(own / "settings.json", own / "window.ini", own / "demo-cd", own / "earseg.log"))
        program.window.resize(1366, 768)
        program.window.show()
        ear = small_case(Side.RIGHT, 1).labels.labels
        labels = np.zeros(SHAPE, np.uint8)
        labels[tuple(slice(150, 150 + n) for n in ear.shape)] = ear
        grid = Grid(SHAPE, SPACING_MM, (0.0, 0.0, 0.0))
        hu = np.random.default_rng(0).integers(-1000, 3000, SHAPE, np.int16)
        found = describe_ear(labels, grid, Side.RIGHT)
        assert found is not None
        program.session.open_volume(Volume(hu, grid))
        program.session.accept_segmentation(Segmentation(labels, grid, (found,)))
        program.session.enter(WorkStep.CORRECT)
        assert program.view is not None and program.views is not None and program.volume is not None
        program.view.visit(found.centroid_lps_mm, 40.0)
        volume, canvas = program.volume, program.views.planes[Plane.AXIAL].canvas
        _wait(app, lambda: volume.settled)
        rested = time.monotonic() + REST_S
        _wait(app, lambda: time.monotonic() > rested)  # what is loaded in the background after the start
        program.correcting.edit.choose_part(Side.RIGHT, Part.SUPERIOR_CANAL)
        program.window.actions_by_key["brush"].trigger()
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        start = QPointF(canvas.width() / 2 - STEP_PX * STEPS / 2, canvas.height() / 2)

        def send(kind: QEvent.Type, place: QPointF, button: Qt.MouseButton, held: Qt.MouseButton) -> None:
            where = canvas.mapToGlobal(place)
            app.sendEvent(canvas, QMouseEvent(kind, place, where, button, held, Qt.KeyboardModifier.NoModifier))
            app.processEvents()

        send(QEvent.Type.MouseButtonPress, start, left, left)
        times_ms, own_ms, cpu_ms = [], [], []
        for step in range(1, STEPS + 1):
            begun, own_begun, cpu_begun = time.perf_counter(), time.thread_time(), time.process_time()
            send(QEvent.Type.MouseMove, start + QPointF(STEP_PX * step, step % 7), none, left)
            times_ms.append(1000.0 * (time.perf_counter() - begun))
            own_ms.append(1000.0 * (time.thread_time() - own_begun))
            cpu_ms.append(1000.0 * (time.process_time() - cpu_begun))
        released = time.perf_counter()
        send(QEvent.Type.MouseButtonRelease, start + QPointF(STEP_PX * STEPS, 0), left, none)
        _wait(app, lambda: volume.settled)
        settled_ms = 1000.0 * (time.perf_counter() - released)
        program.window.may_close = lambda: True
        program.window.close()
    return [
        ("brush step in the whole window, median", float(np.median(times_ms)), "ms"),
        ("… 95th percentile", float(np.percentile(times_ms, 95)), "ms"),
        ("… of the window's thread", float(np.percentile(own_ms, 95)), "ms"),
        ("… of the processor's time", float(np.percentile(cpu_ms, 95)), "ms"),
        ("from lifting the brush until 3D shows the stroke", settled_ms, "ms"),
    ]


def _wait(app: object, done: object) -> None:
    end = time.monotonic() + SETTLED_S
    while not done() and time.monotonic() < end:  # type: ignore[operator]
        app.processEvents()  # type: ignore[attr-defined]
        time.sleep(0.001)
