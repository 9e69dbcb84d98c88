"""How long a brush step and the surface of an edited part take, on a scan of 512 × 512 × 400 voxels."""

from __future__ import annotations

import time
from pathlib import Path
from unittest.mock import create_autospec

import numpy as np

from earseg_app.domain.anatomy import Part, Side
from earseg_app.domain.geometry import Grid, Triple
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.slicing import Plane
from earseg_app.domain.volume import Volume

SHAPE, SPACING_MM, STEPS, VIEW_PX = (400, 512, 512), (0.3, 0.3, 0.3), 120, 500


def correct(_disc: Path) -> list[tuple[str, float, str]]:
    """Steps of a brush of 1 mm with the three planes painted after each; then the surfaces that follow the stroke."""
    from PySide6.QtWidgets import QApplication

    from earseg_app.phantom.cases import small_case
    from earseg_app.presenters.edit import EditPresenter, EditView
    from earseg_app.presenters.edit_display import Tool
    from earseg_app.presenters.ports import MessagePort, SegmenterPort, TaskPort
    from earseg_app.presenters.view import ViewPresenter
    from earseg_app.render.surfaces import PartMakers
    from earseg_app.session.session import Session, WorkStep
    from earseg_app.ui.slice_view import SliceView

    application = QApplication.instance() or QApplication([])
    panes = {plane: SliceView(plane.name.lower()) for plane in Plane}
    views = create_autospec(_Views, instance=True)
    views.show_slice.side_effect = lambda plane, display: panes[plane].show_display(display)
    session = Session()
    presenter = ViewPresenter(session, views, _NoScene())
    ports = [create_autospec(port, instance=True) for port in (SegmenterPort, TaskPort, MessagePort, EditView)]
    edit = EditPresenter(session, *ports)
    ear = small_case(Side.RIGHT, 1).labels.labels
    labels = np.zeros(SHAPE, np.uint8)
    labels[tuple(slice(150, 150 + n) for n in ear.shape)] = ear
    grid = Grid(SHAPE, SPACING_MM, (0.0, 0.0, 0.0))
    hu = np.random.default_rng(0).integers(-1000, 3000, SHAPE, np.int16)
    session.open_volume(Volume(hu, grid))
    session.accept_segmentation(Segmentation(labels, grid))
    session.enter(WorkStep.CORRECT)
    points: list[Triple] = [(48.0 + 0.3 * n, 62.0, 62.0) for n in range(STEPS + 1)]
    presenter.move_cursor(points[STEPS // 2])
    for pane in panes.values():
        pane.resize(VIEW_PX, VIEW_PX)
        pane.show()
    application.processEvents()
    edit.choose_part(Side.RIGHT, Part.SUPERIOR_CANAL)
    edit.choose_tool(Tool.BRUSH)
    makers, before = PartMakers(), _labels(session)
    makers.of_all(before)
    edit.press(points[0], (0.0, 0.0, 1.0))
    times_ms, cpu_ms = [], []
    for point in points[1:]:
        start, cpu_start = time.perf_counter(), time.process_time()
        edit.drag(point)
        application.processEvents()  # paints what asked to be painted
        times_ms.append(1000.0 * (time.perf_counter() - start))
        cpu_ms.append(1000.0 * (time.process_time() - cpu_start))
    edit.release()
    start = time.perf_counter()
    box = tuple(slice(150, 150 + n) for n in ear.shape)
    for make in makers.of_changed(before, _labels(session), (box[0], box[1], box[2])).values():
        if make is not None:
            make()
    return [
        ("brush step with three planes painted, median", float(np.median(times_ms)), "ms"),
        ("… 95th percentile", float(np.percentile(times_ms, 95)), "ms"),
        ("… of the processor's time", float(np.percentile(cpu_ms, 95)), "ms"),
        ("surfaces that follow the stroke", 1000.0 * (time.perf_counter() - start), "ms"),
    ]


class _NoScene:
    """Keeps no state: a mock would, and with it every version of the labels."""

    def show_state(self, state: object) -> None: ...


class _Views:
    """What the view presenter asks of the planes."""

    def show_slice(self, plane: Plane, display: object) -> None: ...

    def fit(self) -> None: ...

    def center_on(self, point_lps_mm: Triple, width_mm: float) -> None: ...


def _labels(session: object) -> Segmentation:
    found = session.state.case.segmentation  # type: ignore[attr-defined]
    assert isinstance(found, Segmentation)
    return found
