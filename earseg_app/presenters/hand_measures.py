"""Measures drawn by hand: the pen, what it draws, and what becomes of what was drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from earseg_app.domain.anatomy import Side
from earseg_app.domain.geometry import Triple
from earseg_app.domain.measuring.guided_measures import GUIDED
from earseg_app.domain.measuring.guided_places import place_of
from earseg_app.domain.measuring.hand_measures import HandMeasure, Kind, free_name, next_number
from earseg_app.domain.measuring.whose_ear import ear_at, half_of_head
from earseg_app.domain.slicing import Plane
from earseg_app.presenters.hand_display import HandDisplay, KnownStatistics, hand_display
from earseg_app.presenters.hand_draft import Draft
from earseg_app.presenters.hand_edits import HandEdits
from earseg_app.presenters.hand_events import MarkAct, MarkEvent, Pen, PenAct, PenEvent
from earseg_app.presenters.hand_marks import hand_marks
from earseg_app.presenters.hand_place import HandPlace
from earseg_app.presenters.ports import MessagePort
from earseg_app.render.hand_marks import HandMark
from earseg_app.session.session import Session, State, WorkStep

NO_SCAN = "No scan is open. Open one first."
NOT_SEGMENTED = "The {side} ear is not segmented: go to the place yourself, then draw."
OTHER_EAR = (
    "This lies at the {there} ear, but the {wanted} one is measured. "
    "Choose the {there} ear, or draw at the {wanted} one."
)
ANEW = "A measure lies in one slice: it begins anew in this one."


class HandView(Protocol):
    """The group in the panel."""

    def show_hand(self, display: HandDisplay) -> None:
        """Show this; only what differs from the last display is touched."""


class HandMeasuresPresenter:
    """Holds the pen and turns what it does into steps of the session."""

    def __init__(
        self, session: Session, messages: MessagePort, view: HandView, visit: Callable[[Side, Triple], None]
    ) -> None:
        self._session = session
        self._edits = HandEdits(session)
        self._messages = messages
        self._view = view
        self._visit = visit
        self.place = HandPlace(session, messages)
        self.show_pen: Callable[[Kind | None], None] = lambda _kind: None
        self.show_marks: Callable[[tuple[HandMark, ...]], None] = lambda _marks: None
        self.make_room: Callable[[], object] = lambda: None
        self._pen: Pen | None = None
        self._draft: Draft | None = None
        self._began = False
        self._chosen: int | None = None
        self._display: HandDisplay | None = None
        self._marks: tuple[HandMark, ...] = ()
        self._known = KnownStatistics(session.state.volume)
        session.changed.connect(self._on_changed)
        self._refresh()

    def take(self, kind: Kind) -> None:
        """Take a pen in hand; the one already there is put away."""
        self._hold(None if self._pen == Pen(kind) else Pen(kind))

    def take_guided(self, key: str, *, again: bool = False) -> None:
        """Turn to the place of a guided measure of the shown ear and take its pen; to what was taken unless `again`."""
        case, side = self._session.state.case, self._session.state.display.measured_side
        taken = next((m for m in self._edits.measures if (m.guided, m.side) == (key, side)), None)
        if taken is not None and not again:
            self.jump(taken.number)
            return
        self._hold(Pen(Kind.DISTANCE, key, side))
        if case is None:
            return
        if GUIDED[key].plane != Plane.AXIAL.value.lower():
            self._session.show_cochlear_views(False)  # they stand in the place of the plane that is needed
        measured, found = case.measurements.get(side), case.segmentation
        landmarks = measured.landmarks if measured else None
        place = place_of(key, found, side, landmarks) if found is not None else None
        if place is not None:
            self._visit(side, place)
        else:
            self._messages.notice(NOT_SEGMENTED.format(side=side.word))

    def leave(self) -> bool:
        """Give up what is being drawn, else put the pen away, else turn a view back; False when there is none."""
        if self._draft is not None:
            self._drop_draft()
            return True
        if self._pen is None:
            return self.place.turn_back()
        self._hold(None)
        return True

    def put_away(self) -> None:
        """Put the pen away, whatever it is drawing."""
        if self._pen is not None:
            self._hold(None)

    def use_pen(self, event: PenEvent) -> None:
        """The mouse did something with the pen."""
        if event.act is PenAct.PRESS:
            self._press(event)
        elif self._draft is None:
            return
        elif event.act is PenAct.MOVE:
            self._move(event)
        elif event.act is PenAct.RELEASE:
            self._release(event)
        elif event.act is PenAct.BACK:
            self._draft = self._draft.without_last()
            self._refresh()
        else:
            self._end()

    def use_mark(self, event: MarkEvent) -> None:
        """The mouse or a key did something with a measure that is there."""
        measure = self._edits.find(event.number)
        if measure is None:
            return
        if event.act is MarkAct.DROP:
            self._edits.end_move()
            return
        self._chosen = measure.number
        if event.act is MarkAct.MOVE:
            self._edits.move(measure, event.handle, event.point_lps_mm)
        elif event.act is MarkAct.REMOVE:
            self._edits.remove(measure)
        self._refresh()

    def remove(self, number: int) -> None:
        """Remove a measure."""
        measure = self._edits.find(number)
        if measure is not None:
            self._edits.remove(measure)

    def rename(self, number: int, name: str) -> None:
        """Give a measure another name; an empty one changes nothing."""
        measure = self._edits.find(number)
        if measure is None or not self._edits.rename(measure, name):
            self._display = None  # the list shows what was typed until it is told the name again
            self._refresh()

    def jump(self, number: int) -> None:
        """Choose a measure and show the slice or the plane that it was drawn in."""
        measure = self._edits.find(number)
        if measure is None:
            return
        self._chosen = number
        self.place.show(measure)
        self._refresh()

    def _hold(self, pen: Pen | None) -> None:
        if pen is not None and self._session.state.case is None:
            self._messages.notice(NO_SCAN)
            return
        if pen is not None:
            self._chosen = None
            self.make_room()
            if self._session.state.step is not WorkStep.MEASURE:
                self._session.enter(WorkStep.MEASURE)
        self._pen, self._draft = pen, None
        self.show_pen(pen.kind if pen else None)
        self._refresh()

    def _drop_draft(self) -> None:
        self._draft = None
        self._refresh()

    def _press(self, event: PenEvent) -> None:
        draft, case = self._draft, self._session.state.case
        if self._pen is None or case is None:
            return
        self._began = draft is None or not draft.lies_in(event.display, event.point_lps_mm)
        if draft is not None and self._began:
            self._messages.notice(ANEW)
        if draft is None or self._began:
            self._chosen = None
            self._draft = Draft.begun(self._pen, event.display, case.volume.grid, event.point_lps_mm)
        else:
            self._draft = draft.at(event.point_lps_mm)
        self._refresh()

    def _move(self, event: PenEvent) -> None:
        draft = self._draft
        if draft is not None and draft.lies_in(event.display, event.point_lps_mm):
            self._draft = draft.at(event.point_lps_mm)
            self._refresh()

    def _release(self, event: PenEvent) -> None:
        draft = self._draft
        if draft is None or (self._began and not event.dragged):
            return
        if not draft.lies_in(event.display, event.point_lps_mm):
            return
        self._draft = draft.with_point(event.point_lps_mm)
        self._end() if self._draft.is_full else self._refresh()

    def _end(self) -> None:
        """Take over what was drawn."""
        draft, self._draft = self._draft, None
        made = None if draft is None else self._drawn(draft, live=False)
        if made is not None and not self._is_other_ear(made):
            self._chosen = made.number
            self._edits.add(made)
            if made.guided:
                self._hold(None)
        self._refresh()

    def _drawn(self, draft: Draft, *, live: bool) -> HandMeasure | None:
        pen, measures = draft.pen, self._edits.measures
        name = GUIDED[pen.guided].title if pen.guided else free_name(pen.kind, measures)
        side = pen.side or self._ear_at(draft.points_lps_mm[0])
        return draft.measure(next_number(measures), name, side, live=live)

    def _ear_at(self, point_lps_mm: Triple) -> Side | None:
        found = self._session.state.segmentation
        return ear_at(point_lps_mm, found.ears if found else ())

    def _is_other_ear(self, made: HandMeasure) -> bool:
        """Whether a guided measure of one ear was drawn at the other; says so."""
        volume = self._session.state.volume
        if not made.guided or made.side is None or volume is None:
            return False
        place = made.center_lps_mm
        side = self._ear_at(place) or half_of_head(place, volume)
        if side is None or side is made.side:
            return False
        self._messages.notice(OTHER_EAR.format(there=side.word, wanted=made.side.word))
        return True

    def _on_changed(self, old: State, new: State) -> None:
        if old.volume is not new.volume:
            self._known, self._chosen = KnownStatistics(new.volume), None
        pen, elsewhere = self._pen, old.volume is not new.volume or new.step is not WorkStep.MEASURE
        if pen is not None and (elsewhere or (pen.guided and pen.side is not new.display.measured_side)):
            self._hold(None)
        if _matters(old, new):
            self._refresh()

    def _refresh(self) -> None:
        state = self._session.state
        live = self._drawn(self._draft, live=True) if self._draft is not None else None
        display = hand_display(state, self._pen, self._chosen, self._known)
        if display != self._display:
            self._display = display
            self._view.show_hand(display)
        marks = hand_marks(state, live, self._pen, self._chosen, self._known)
        if marks != self._marks:
            self._marks = marks
            self.show_marks(marks)


def _matters(old: State, new: State) -> bool:
    """Whether list or marks depend on what changed; crosshair and window do not."""
    shows = (new.display.measured_side, new.display.cochlear_views, new.display.turned_to)
    showed = (old.display.measured_side, old.display.cochlear_views, old.display.turned_to)
    return old.case is not new.case or old.step is not new.step or shows != showed
