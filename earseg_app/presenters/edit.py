"""Correct: tools in the slices, work on whole parts, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

import numpy as np

from earseg_app.domain.editing.between import filled_between
from earseg_app.domain.editing.brush import Brush, brushed
from earseg_app.domain.editing.pieces import piece_relabelled, side_relabelled
from earseg_app.domain.editing.scope import Area, Subject
from earseg_app.domain.geometry import Triple
from earseg_app.domain.structures import is_structure
from earseg_app.presenters.edit_choices import EditChoices, structures_in
from earseg_app.presenters.edit_display import (
    EARS,
    HINTS,
    SENTENCES,
    BrushCursor,
    EditDisplay,
    EditSettings,
    Stroke,
    Tool,
)
from earseg_app.presenters.edit_whole import Edits, WholePartPresenter
from earseg_app.presenters.need import need_of
from earseg_app.presenters.ports import MessagePort, SegmenterPort, TaskPort
from earseg_app.session.session import Session, State, WorkStep


class EditView(Protocol):
    """The panel."""

    def show_edit(self, display: EditDisplay) -> None:
        """Show this; only what differs from the last display is touched."""


class EditPresenter(EditChoices):
    """Holds the tool in hand and turns what it does into steps of the session."""

    def __init__(
        self, session: Session, segmenter: SegmenterPort, tasks: TaskPort, messages: MessagePort, view: EditView
    ) -> None:
        self._session = session
        self._messages = messages
        self._edits = Edits(session, messages)
        self._view = view
        self.show_cursor: Callable[[BrushCursor | None], None] = lambda _cursor: None
        self._settings = EditSettings()
        self._display: EditDisplay | None = None
        self._last: tuple[Triple, Triple] | None = None
        self._first_slice: Triple | None = None
        self._strokes: list[tuple[int, list[Triple]]] = []
        self.whole = WholePartPresenter(
            self._edits, segmenter, tasks, lambda: self._settings, lambda: self._refresh(session.state)
        )
        session.changed.connect(self._on_changed)
        self._refresh(session.state)

    @property
    def settings(self) -> EditSettings:
        """The tool in hand."""
        return self._settings

    def choose_tool(self, tool: Tool) -> None:
        """Take a tool in hand; the one already there is put away."""
        chosen = Tool.NONE if tool is self._settings.tool else tool
        if self._session.state.step not in (WorkStep.CORRECT, WorkStep.MEASURE):
            self._session.enter(WorkStep.CORRECT)
        self._first_slice, self._strokes = None, []
        self._set(tool=chosen)

    def leave(self) -> bool:
        """Put the tool away; False when none is in hand."""
        if self._settings.tool is Tool.NONE:
            return False
        self.release()
        self.choose_tool(self._settings.tool)
        return True

    def set_tolerance(self, tolerance_hu: int) -> None:
        """How far, HU, a growing region may lie from its seed; the region just grown is grown again."""
        self._set(tolerance_hu=tolerance_hu)
        done = self._session.state.history.done
        if self._settings.tool is Tool.GROW and self._last is not None and done and done[-1].name == self._grow_name():
            self._session.undo()
            self._grow(self._last[0])

    def press(self, point_lps_mm: Triple, behind_lps: Triple) -> None:
        """The tool touches a point of a plane whose normal points behind the screen."""
        subject = self._edits.subject(self._settings)
        if subject is None:
            self._messages.notice(SENTENCES[need_of(self._session.state)])
            return
        settings, self._last = self._settings, (point_lps_mm, behind_lps)
        if settings.tool is Tool.SPLIT:
            self._strokes.append((settings.code, []))
            self.drag(point_lps_mm)
        elif settings.tool.paints:
            self._session.begin_stroke(f"{settings.tool.value}, {settings.words}")
            self.drag(point_lps_mm)
        elif settings.tool is Tool.GROW:
            self._grow(point_lps_mm)
        elif settings.tool is Tool.PIECE:
            name = f"Relabel a piece as {settings.words}"
            self._edits.apply(name, lambda: piece_relabelled(subject, point_lps_mm, settings.code))
        elif settings.tool is Tool.SIDE:
            self._relabel_side(subject, point_lps_mm, behind_lps)
        elif settings.tool is Tool.BETWEEN:
            self._fill_between(subject, point_lps_mm, behind_lps)

    def drag(self, point_lps_mm: Triple) -> None:
        """The pressed brush moves to a point."""
        subject, settings = self._edits.subject(self._settings), self._settings
        if self._last is None or subject is None or not settings.tool.paints:
            return
        (before, behind), self._last = self._last, (point_lps_mm, self._last[1])
        if settings.tool is Tool.SPLIT:
            self._strokes[-1][1].extend(_along(before, point_lps_mm, float(subject.grid.spacing.min())))
            self.show_cursor(self._cursor())
            return
        erases = settings.tool is Tool.ERASER
        if erases:
            keep = (EARS | {each.code for each in self._structures()}) - {settings.code}
            subject = replace(subject, scope=replace(subject.scope, locked=subject.scope.locked | keep))
        brush = Brush(settings.radius_mm, None if settings.sphere else behind)
        block = brushed(subject, brush, before, point_lps_mm, 0 if erases else settings.code)
        if block is not None:
            self._session.paint(block)

    def release(self) -> None:
        """The brush is lifted: the stroke is one step."""
        self._session.end_stroke()

    def share_out(self) -> None:
        """Share the piece under the strokes out between their parts."""
        # Builds a graph; its library is not needed to start the window.
        from earseg_app.domain.editing.grow import shared_out

        subject, strokes = self._edits.subject(self._settings), self._strokes
        if subject is not None:
            self._edits.apply("Split by strokes", lambda: shared_out(subject, strokes))
            self._strokes = []
            self.show_cursor(self._cursor())

    def undo(self) -> None:
        """Take the last step back."""
        self._say("Undone", self._session.undo())

    def redo(self) -> None:
        """Do the last undone step again."""
        self._say("Done again", self._session.redo())

    def go_to(self, number: int) -> None:
        """Go back or on until so many steps are done."""
        while len(self._session.state.history.done) > number and self._session.undo():
            pass
        while len(self._session.state.history.done) < number and self._session.redo():
            pass

    def _grow_name(self) -> str:
        return f"Grow region, {self._settings.words}"

    def _grow(self, point_lps_mm: Triple) -> None:
        from earseg_app.domain.editing.grow import grown

        subject, settings = self._edits.subject(self._settings), self._settings
        hu = subject.hu_at(point_lps_mm) if subject is not None else None
        if subject is None or hu is None:
            return
        within = (hu - settings.tolerance_hu, hu + settings.tolerance_hu)
        reach_mm, code = settings.reach_mm, settings.code
        self._edits.apply(self._grow_name(), lambda: grown(subject, point_lps_mm, within, reach_mm, code))

    def _relabel_side(self, subject: Subject, point_lps_mm: Triple, behind_lps: Triple) -> None:
        source, settings = subject.code_at(point_lps_mm), self._settings
        words = self._words_of(source)
        self._edits.apply(
            f"Relabel a side of the {words} as {settings.words}",
            lambda: side_relabelled(subject, source, point_lps_mm, behind_lps, settings.code),
        )

    def _fill_between(self, subject: Subject, point_lps_mm: Triple, behind_lps: Triple) -> None:
        first, self._first_slice = self._first_slice, None
        if first is None:
            self._first_slice = point_lps_mm
            self._messages.notice("Now click the same part in another slice.")
            return
        if is_structure(subject.code_at(point_lps_mm)):
            subject = replace(subject, scope=replace(subject.scope, locked=subject.scope.locked | EARS))
        axis = int(np.argmax(np.abs(subject.grid.axes @ np.array(behind_lps))))
        self._edits.apply("Fill between slices", lambda: filled_between(subject, axis, first, point_lps_mm))

    def _say(self, what: str, name: str) -> None:
        self._messages.notice(f"{what}: {name}." if name else "There is nothing more.")

    def _set(self, **changes: object) -> None:
        self._settings = replace(self._settings, **changes)  # type: ignore[arg-type]
        self.show_cursor(self._cursor())
        self._refresh(self._session.state)

    def _cursor(self) -> BrushCursor | None:
        """What the tool in hand shows in the slices."""
        settings = self._settings
        if settings.tool is Tool.NONE:
            return None
        radius_mm = settings.radius_mm if settings.tool.paints and settings.tool is not Tool.SPLIT else 0.0
        found = ((self._color_of(code), tuple(points)) for code, points in self._strokes)
        strokes = tuple(Stroke(color, points) for color, points in found if color)
        box_mm = settings.box_mm if settings.area is Area.BOX else 0.0
        return BrushCursor(radius_mm, self._color_of(settings.code), box_mm, strokes)

    def _on_changed(self, old: State, new: State) -> None:
        other_scan = (old.case and old.case.volume) is not (new.case and new.case.volume)
        if other_scan or new.step is not old.step:
            self._strokes, self._first_slice, self._last = [], None, None
            if self._settings.tool is not Tool.NONE:
                self._set(tool=Tool.NONE)
        if old.display.palette is not new.display.palette:
            self._set()
        if structures_in(old) is not structures_in(new) and not new.painting:
            self._settings = self._settings.following(structures_in(new))
            self.show_cursor(self._cursor())
        if not new.is_stroke_after(old) and (old.history is not new.history or new.has_other_case_than(old)):
            self._refresh(new)

    def _refresh(self, state: State) -> None:
        display = EditDisplay(
            need_of(state),
            self._settings,
            HINTS[self._settings.tool],
            tuple(change.name for change in state.history.done),
            tuple(change.name for change in state.history.undone),
            self.whole.progress,
            tuple(replace(each, voxels=0) for each in structures_in(state)),
        )
        if display != self._display:
            self._display = display
            self._view.show_edit(display)


def _along(start_lps_mm: Triple, end_lps_mm: Triple, step_mm: float) -> list[Triple]:
    """Points on a line no farther apart than a step, both ends included."""
    start, end = np.array(start_lps_mm), np.array(end_lps_mm)
    count = int(np.linalg.norm(end - start) / step_mm) + 2
    return [(float(x), float(y), float(z)) for x, y, z in np.linspace(start, end, count)]
