"""The step Segment, joined to the window; every step that needs its labels can start it and sees how far it is."""

from __future__ import annotations

from collections.abc import Callable

from earseg_app.presenters.model_choice import ModelChoicePresenter
from earseg_app.presenters.segment import SegmentDisplay, SegmentPresenter, SegmentView
from earseg_app.session.session import WorkStep
from earseg_app.ui.main_window import MainWindow


class SegmentViews:
    """All who show the segmentation, as one view."""

    def __init__(self, *views: SegmentView) -> None:
        self._views = views

    def show_segment(self, display: SegmentDisplay) -> None:
        """Show this everywhere."""
        for view in self._views:
            view.show_segment(display)


def segment_views(window: MainWindow) -> SegmentViews:
    """The panel of the step, and the buttons of the steps that come after it."""
    return SegmentViews(window.segment, window.edit.need_row, window.measure.need_row, window.export.need_row)


def join_segment(
    window: MainWindow, segment: SegmentPresenter, models: ModelChoicePresenter, enter: Callable[[WorkStep], None]
) -> None:
    """The button, the choice of model, and the way on."""
    window.scan.segment_requested.connect(lambda: enter(WorkStep.SEGMENT))
    window.segment.measure_requested.connect(lambda: enter(WorkStep.MEASURE))
    window.segment.models.model_requested.connect(models.choose)
    window.segment.models.file_requested.connect(models.add)
    window.segment.models.device_requested.connect(models.compute_on)
    window.segment.run_requested.connect(segment.run)
    window.segment.cancel_requested.connect(segment.cancel)
    window.segment.ear_requested.connect(segment.look_at)
    for panel in (window.edit, window.measure, window.export):
        panel.segment_requested.connect(segment.run)
        panel.need_row.cancel_requested.connect(segment.cancel)
