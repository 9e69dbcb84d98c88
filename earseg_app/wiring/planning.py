"""Everything that measures and plans, joined to the window."""

from __future__ import annotations

from collections.abc import Callable

from earseg_app.adapters.electrode_library import electrode_arrays
from earseg_app.adapters.reports import Reports
from earseg_app.domain.anatomy import Side
from earseg_app.domain.geometry import Triple
from earseg_app.presenters.cochlea_views import CochleaViewsPresenter
from earseg_app.presenters.electrodes import ElectrodesPresenter
from earseg_app.presenters.measure import MeasurePresenter
from earseg_app.presenters.plane_marks import PlaneMarksPresenter
from earseg_app.presenters.ports import MessagePort, TaskPort
from earseg_app.presenters.report import ReportPresenter
from earseg_app.presenters.uncertainty import UncertaintyPresenter
from earseg_app.presenters.unrolled import UnrolledPresenter
from earseg_app.session.measurement import HANDLE_NAMES
from earseg_app.session.session import Session
from earseg_app.ui.drag_pace import DragPace
from earseg_app.ui.main_window import MainWindow
from earseg_app.ui.report_dialog import ReportDialog
from earseg_app.ui.task_runner import TaskRunner
from earseg_app.ui.views_area import ViewsArea
from earseg_app.ui.words import say
from earseg_app.wiring.by_hand import MeasuringByHand


class Planning:
    """The step Measure: its panel from the start, its marks over the views once there are views."""

    def __init__(
        self,
        session: Session,
        window: MainWindow,
        tasks: TaskPort,
        messages: MessagePort,
        visit: Callable[[Side, Triple], None],
        visit_closely: Callable[[Side, Triple], None],
    ) -> None:
        self._session = session
        self._pace = DragPace(frozenset(HANDLE_NAMES), window)
        panel = window.measure
        self.measure = MeasurePresenter(session, tasks, messages, panel, visit)
        panel.run_requested.connect(self.measure.run)
        panel.cancel_requested.connect(self.measure.cancel)
        panel.reset_requested.connect(self.measure.reset)
        panel.ear_requested.connect(self.measure.choose)
        self.beside = TaskRunner(window)
        self.uncertainty = UncertaintyPresenter(session, self.beside)
        self.electrodes = ElectrodesPresenter(session, electrode_arrays, messages, panel.electrodes)
        panel.electrodes.array_requested.connect(self.electrodes.choose)
        panel.electrodes.depth_requested.connect(self.electrodes.insert)
        self.by_hand = MeasuringByHand(session, messages, panel.by_hand, visit_closely)
        self.report_dialog = dialog = ReportDialog(window)
        self.report = ReportPresenter(session, Reports(say), tasks, messages, dialog)
        panel.report_requested.connect(self.report.open)
        dialog.write_requested.connect(self.report.write)
        dialog.cancel_requested.connect(self.report.cancel)

    def furnish(self, views: ViewsArea) -> None:
        """Draw over the views, and follow what is dragged in them."""
        self.cochlea = CochleaViewsPresenter(self._session, views)
        self.unrolled = UnrolledPresenter(self._session, views.unrolled)
        views.unrolled.place_requested.connect(self.unrolled.point_at)
        views.unrolled.scrolled.connect(self.unrolled.scroll)
        self.marks = PlaneMarksPresenter(self._session, views)
        self.by_hand.join(views)
        self.by_hand.presenter.place.show_depth = self.cochlea.show_depth
        views.oblique_scrolled.connect(self.cochlea.scroll)
        views.cochlear.bar.slab_requested.connect(self.cochlea.cut_slab)
        views.handle_moved.connect(self._pace.move)
        views.handle_released.connect(self._pace.release)
        self._pace.moved.connect(self.measure.move_handle)
