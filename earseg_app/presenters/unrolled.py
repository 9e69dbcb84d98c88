"""What the unrolled view shows of the measured ear, and where a click in it leads."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from earseg_app.domain.planes import SlabMode
from earseg_app.render.cochlear_view import slab_words
from earseg_app.render.unrolled_display import UnrolledDisplay, UnrolledPoint
from earseg_app.render.virtual_array import inserted_array
from earseg_app.session.session import Case, Display, Session, State, WorkStep

if TYPE_CHECKING:  # knows the lateral wall, which loads an optimiser; the start of the window does without
    from earseg_app.render.unrolled_picture import UnrolledEar

STEP_MM = 0.1
DEEPEST_MM = 2.0
# Where the organ of Corti is taken to lie.
USUAL_MM = 0.5
NO_WALL = "Too little of the lateral wall is seen to unroll this cochlea."


class UnrolledPane(Protocol):
    """The pane of the unrolled cochlea."""

    def show_unrolled(self, display: UnrolledDisplay | None, problem: str = "") -> None:
        """Show this picture, or a sentence why there is none."""


class UnrolledPresenter:
    """Keeps the unrolled picture true to the session; a drag of the crosshair paints nothing anew."""

    def __init__(self, session: Session, pane: UnrolledPane) -> None:
        self._session = session
        self._pane = pane
        self._inside_mm = USUAL_MM
        self._ear: tuple[object, UnrolledEar] | None = None
        self._drawn: tuple[tuple[object, ...], UnrolledDisplay] | None = None
        self._array: tuple[tuple[object, ...], tuple[UnrolledPoint, ...]] = ((), ())
        session.changed.connect(self._on_changed)
        self._refresh(session.state)

    def point_at(self, length_mm: float, height_mm: float) -> None:
        """Put the crosshair at a place of the picture: so far along the wall, so high above the lumen's middle."""
        if self._ear is not None:
            self._session.move_cursor(self._ear[1].place_at(length_mm, height_mm, self._inside_mm))

    def scroll(self, step: int) -> None:
        """Go `step` notches towards the modiolar axis."""
        self._inside_mm = min(max(self._inside_mm + step * STEP_MM, 0.0), DEEPEST_MM)
        self._refresh(self._session.state)

    def _on_changed(self, old: State, new: State) -> None:
        if old.display.measured_side is not new.display.measured_side:
            self._inside_mm = USUAL_MM
        same = old.case is new.case and old.step is new.step and old.measures is new.measures
        if not same or old.display != new.display:
            self._refresh(new)

    def _refresh(self, state: State) -> None:
        case, measures = state.case, state.measures.get(state.display.measured_side)
        wanted = state.step is WorkStep.MEASURE and state.display.cochlear_views
        if case is None or measures is None or not wanted:
            self._ear = self._drawn = None
            self._pane.show_unrolled(None)
            return
        if measures.wall is None:
            self._ear = self._drawn = None
            self._pane.show_unrolled(None, NO_WALL)
            return
        if self._ear is None or self._ear[0] is not measures.wall:
            from earseg_app.render.unrolled_picture import UnrolledEar

            self._ear = measures.wall, UnrolledEar(measures.wall, measures.landmarks.frame())
        ear = self._ear[1]
        display = self._picture(ear, case, state.display)
        cursor = ear.cursor_at(state.display.cursor_lps_mm)
        self._pane.show_unrolled(replace(display, cursor=cursor, contacts=self._contacts(ear, state)))

    def _picture(self, ear: UnrolledEar, case: Case, shown: Display) -> UnrolledDisplay:
        from earseg_app.render.unrolled_picture import PIXEL_MM

        slab = shown.slab_mm, shown.slab_mode
        looks = (shown.window, shown.parts, shown.overlay_opacity, shown.palette, shown.units, self._inside_mm, *slab)
        look = (ear, case.volume, case.segmentation, *looks)
        if self._drawn is None or self._drawn[0] != look:
            found = case.segmentation
            display = UnrolledDisplay(
                f"Unrolled along the lateral wall, {shown.measured_side.word} ear",
                _note(self._inside_mm, *slab),
                ear.pixels_of(case.volume, self._inside_mm, *slab, shown.window),
                PIXEL_MM,
                float(ear.unrolled.heights_mm[0]),
                ear.unrolled.angles_deg,
                ear.angle_ticks(shown.units),
                ear.length_ticks(),
                ear.seen(),
                outlines=ear.outlines_of(found, self._inside_mm, shown) if found else (),
                window=shown.window,
                warning=case.volume.mark,
                units=shown.units,
            )
            self._drawn = look, display
        return self._drawn[1]

    def _contacts(self, ear: UnrolledEar, state: State) -> tuple[UnrolledPoint, ...]:
        key = (ear, state.display.electrode, state.measures[state.display.measured_side].size)
        if self._array[0] != key:
            inserted = inserted_array(state)
            self._array = (
                key,
                tuple(
                    ear.point_of(contact.point_lps_mm, contact.angle_deg, str(contact.number))
                    for contact in (inserted.contacts if inserted else ())
                    if contact.point_lps_mm is not None and contact.angle_deg is not None
                ),
            )
        return self._array[1]


def _note(inside_mm: float, slab_mm: float, mode: SlabMode) -> str:
    from earseg_app.render.unrolled_picture import THICKEST_MM

    place = f"{inside_mm:.1f} mm inside the wall" if inside_mm >= STEP_MM / 2.0 else "on the wall"
    return " · ".join(filter(None, (place, slab_words(min(slab_mm, THICKEST_MM), mode))))
