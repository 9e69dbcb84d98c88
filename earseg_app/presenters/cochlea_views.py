"""What the two cochlear views show of the session, while the user is measuring."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from earseg_app.domain.cochlea.landmarks import CochlearFrame
from earseg_app.domain.geometry import Triple
from earseg_app.domain.measuring.hand_measures import HandMeasure, MeasuringPlane
from earseg_app.domain.planes import PlanePose, SlabMode
from earseg_app.render.cochlear_view import (
    COCHLEAR,
    HEIGHT,
    annotations_of,
    cochlear_cut,
    height_cut,
    slab_words,
    title_of,
    turned_cut,
    turned_from_view_deg,
    view_of,
)
from earseg_app.render.oblique import ObliqueCut, ObliqueSource
from earseg_app.render.slice_display import Annotations, SliceDisplay, joined
from earseg_app.render.virtual_array import array_marks, inserted_array
from earseg_app.session.changes import shown_landmarks, turned_measure
from earseg_app.session.session import Case, Display, Session, State, WorkStep

SCROLL_STEP_MM = 0.2
CUTS = {COCHLEAR: cochlear_cut, HEIGHT: height_cut}
# The crosshair is drawn in a thin cochlear view when it lies within this of it.
NEAR_MM = 0.5


class ObliqueView(Protocol):
    """The views' area, as far as the cochlear views go."""

    def show_cochlear(self, on: bool) -> None:
        """Put the two cochlear views in the place of coronal and sagittal, or take them away."""

    def show_slab(self, thickness_mm: float, mode: SlabMode) -> None:
        """Show how thick the cochlear views are cut, and how a slab is merged."""

    def show_oblique(self, name: str, display: SliceDisplay | None, annotations: Annotations) -> None:
        """Show the `cochlear` or the `height` view with its handles."""


class CochleaViewsPresenter:
    """Turns the views into the cochlear view when there is something measured to see."""

    def __init__(self, session: Session, views: ObliqueView) -> None:
        self._session = session
        self._views = views
        self._sources = {name: ObliqueSource() for name in CUTS}
        self._offsets_mm = dict.fromkeys(CUTS, 0.0)
        self._pictures: dict[str, tuple[tuple[object, ...], SliceDisplay]] = {}
        session.changed.connect(self._on_changed)
        self._refresh(session.state)

    def show_depth(self, point_lps_mm: Triple, normal_lps: Triple) -> bool:
        """Move the view with this normal to the depth of a point, LPS mm; False when no view is turned like that."""
        state = self._session.state
        landmarks = shown_landmarks(state)
        for name, cut_of in CUTS.items():
            pose = cut_of(landmarks.frame()).pose if landmarks else None
            if pose is not None and MeasuringPlane("", normal_lps, pose.right_lps, 1.0).is_parallel_to(pose.behind_lps):
                self._offsets_mm[name] = float(pose.uvw(point_lps_mm)[2])
                self._refresh(state)
                return True
        return False

    def scroll(self, name: str, step: int) -> None:
        """Move a cochlear plane `step` notches towards the viewer."""
        self._offsets_mm[name] -= step * SCROLL_STEP_MM
        self._refresh(self._session.state)

    def cut_slab(self, thickness_mm: float, mode: SlabMode) -> None:
        """Cut both views this thick and merge the slab like this."""
        self._session.cut_slab(thickness_mm, mode)

    def _on_changed(self, old: State, new: State) -> None:
        if old.display.measured_side is not new.display.measured_side or _volume(old) is not _volume(new):
            self._offsets_mm = dict.fromkeys(CUTS, 0.0)
        for measure in (turned_measure(old), turned_measure(new)):
            if measure is not None and old.display.turned_to != new.display.turned_to:
                self._offsets_mm[view_of(measure.plane)] = 0.0
        if _matters(old, new):
            self._refresh(new)

    def _refresh(self, state: State) -> None:
        side, case = state.display.measured_side, state.case
        measured = case.measurements.get(side) if case else None
        shown = state.step is WorkStep.MEASURE and measured is not None and state.display.cochlear_views
        self._views.show_cochlear(shown)
        if case is None or measured is None or not shown:
            return
        slab = state.display.slab_mm, state.display.slab_mode
        self._views.show_slab(*slab)
        frame, array = measured.landmarks.frame(), array_marks(inserted_array(state))
        turned = turned_measure(state)
        for name, cut_of in CUTS.items():
            cut, aside = cut_of(frame, self._offsets_mm[name], *slab), _aside_words(self._offsets_mm[name])
            marks = joined(annotations_of(name, measured), array)
            if turned is not None and view_of(turned.plane) == name:
                # What stands in the usual plane would lie beside this one.
                cut, marks = turned_cut(turned, cut_of(frame, 0.0, *slab), self._offsets_mm[name]), Annotations()
                aside = _turned_words(turned, frame, self._offsets_mm[name])
            display = self._picture(name, case, cut, state.display, aside)
            self._views.show_oblique(name, display, marks)

    def _picture(self, name: str, case: Case, cut: ObliqueCut, shown: Display, aside: str) -> SliceDisplay:
        """The picture of a cut, made again only when it differs: a drag of a handle leaves it as it is."""
        note = " · ".join(filter(None, (aside, slab_words(cut.slab_mm, cut.mode))))
        look = (case.volume, case.segmentation, cut, _look(shown), note)
        known = self._pictures.get(name)
        if known is None or known[0] != look:
            title = title_of(name, shown.measured_side)
            display = self._sources[name].display(case.volume, case.segmentation, cut, shown, title, note)
            known = self._pictures[name] = (look, display)
        cursor = _cursor_uv_mm(shown.cursor_lps_mm, cut.pose, cut.slab_mm)
        if cursor != known[1].cursor_uv_mm:
            known = self._pictures[name] = (look, replace(known[1], cursor_uv_mm=cursor))
        return known[1]


def _cursor_uv_mm(cursor_lps_mm: Triple, pose: PlanePose, slab_mm: float) -> tuple[float, float] | None:
    """Where the crosshair lies in a plane, None when it lies before or behind what is cut."""
    u, v, w = (float(value) for value in pose.uvw(cursor_lps_mm))
    return (u, v) if abs(w) <= max(slab_mm / 2.0, NEAR_MM) else None


def _matters(old: State, new: State) -> bool:
    """Whether the cochlear views depend on what changed."""
    if new.measures is not old.measures or old.case is not new.case or old.step is not new.step:
        return True
    return any(getattr(old.display, name) != getattr(new.display, name) for name in SEEN)


# What of the display the cochlear views depend on.
SEEN = (
    "cursor_lps_mm",
    "window",
    "parts",
    "overlay_opacity",
    "measured_side",
    "electrode",
    "slab_mm",
    "slab_mode",
    "palette",
    "label_style",
    "cochlear_views",
    "turned_to",
)


def _look(display: Display) -> tuple[object, ...]:
    """How a picture is painted."""
    return display.window, display.parts, display.overlay_opacity, display.label_style, display.palette


def _volume(state: State) -> object:
    return state.case.volume if state.case else None


def _aside_words(offset_mm: float) -> str:
    where = _where(offset_mm)
    return f"{abs(offset_mm):.1f} mm {where} the measuring plane" if where else ""


def _turned_words(measure: HandMeasure, frame: CochlearFrame, offset_mm: float) -> str:
    where = _where(offset_mm)
    if where:
        return f"{abs(offset_mm):.1f} mm {where} the plane of {measure.name}"
    return f"turned {turned_from_view_deg(measure.plane, frame):.0f}° to {measure.name}"


def _where(offset_mm: float) -> str:
    aside = abs(offset_mm) >= SCROLL_STEP_MM / 2
    return ("behind" if offset_mm > 0 else "before") if aside else ""
