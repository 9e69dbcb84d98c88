"""Measures drawn by hand, joined to the window."""

from __future__ import annotations

from collections.abc import Callable

from earseg_app.domain.anatomy import Side
from earseg_app.domain.geometry import Triple
from earseg_app.domain.measuring.hand_measures import Kind
from earseg_app.presenters.hand_events import MarkEvent, PenEvent
from earseg_app.presenters.hand_measures import HandMeasuresPresenter
from earseg_app.presenters.ports import MessagePort
from earseg_app.session.session import Session
from earseg_app.ui.actions import PEN_KEYS
from earseg_app.ui.hand_measures_group import HandMeasuresGroup
from earseg_app.ui.views_area import ViewsArea
from earseg_app.wiring.correcting import Correcting


class MeasuringByHand:
    """The group in the panel, its pen in the views, and the keys of both."""

    def __init__(
        self, session: Session, messages: MessagePort, group: HandMeasuresGroup, visit: Callable[[Side, Triple], None]
    ) -> None:
        self.presenter = presenter = HandMeasuresPresenter(session, messages, group, visit)
        group.tool_requested.connect(presenter.take)
        group.measure_requested.connect(presenter.jump)
        group.name_requested.connect(presenter.rename)
        group.removal_requested.connect(presenter.remove)
        group.guided.removal_requested.connect(presenter.remove)
        group.cochlear_views_requested.connect(session.show_cochlear_views)
        group.usual_view_requested.connect(presenter.place.turn_back)
        group.guided.guided_requested.connect(presenter.take_guided)
        group.guided.ear_requested.connect(session.choose_ear)
        group.guided.again_requested.connect(lambda key: presenter.take_guided(key, again=True))

    def join(self, views: ViewsArea) -> None:
        """Draw in the views."""
        self.presenter.show_pen = views.show_pen
        self.presenter.show_marks = views.show_hand_marks
        views.hand_used.connect(self._use)

    def share_mouse(self, correcting: Correcting) -> None:
        """Only one of both has the left button: who takes it up, the other puts away."""
        self.presenter.make_room = correcting.edit.leave
        correcting.make_room = self.presenter.put_away

    def verbs(self) -> dict[str, Callable[[], object]]:
        """The actions of the window that this answers."""

        def take(kind: Kind) -> Callable[[], object]:
            return lambda: self.presenter.take(kind)

        return {kind.name.lower(): take(kind) for kind in PEN_KEYS}

    def _use(self, event: PenEvent | MarkEvent) -> None:
        if isinstance(event, PenEvent):
            self.presenter.use_pen(event)
        else:
            self.presenter.use_mark(event)
