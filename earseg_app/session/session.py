"""The one observable state of the program: an immutable `State`, and verbs that replace it.

Presenters listen to `Session.changed(old, new)`, compute what their view should show from `new`,
and touch only what differs. Nothing else in the program holds state that a picture depends on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import Enum
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from psygnal import Signal

from earseg_app.domain.anatomy import Part, Side
from earseg_app.domain.geometry import Triple
from earseg_app.domain.reading import DEFAULT, ReadOptions
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.slicing import Plane
from earseg_app.domain.study import Catalog
from earseg_app.domain.volume import Volume
from earseg_app.session.measurement import EarMeasurement

if TYPE_CHECKING:  # loads an optimiser, which the start of the window does without
    from earseg_app.domain.measure import EarMeasures

T = TypeVar("T")


class WorkStep(Enum):
    """The steps of the surgeon's path, in order; any can be entered at any time."""

    LOAD = "Load"
    SEGMENT = "Segment"
    MEASURE = "Measure"
    EXPORT = "Export"


@dataclass(frozen=True)
class Window:
    """How Hounsfield units become grey: black below `level_hu - width_hu / 2`, white above `+`."""

    width_hu: float
    level_hu: float


WINDOW_PRESETS: Mapping[str, Window] = MappingProxyType(
    {
        "Temporal bone": Window(4000.0, 700.0),
        "Bone": Window(2000.0, 500.0),
        "Soft tissue": Window(400.0, 40.0),
        "Brain": Window(80.0, 40.0),
    }
)


@dataclass(frozen=True)
class PartDisplay:
    """How one part of one ear is shown; `opacity` 0…1."""

    visible: bool = True
    opacity: float = 1.0


@dataclass(frozen=True)
class Display:
    """What the views show of a case, apart from its data.

    `cursor_lps_mm`: where the crosshair stands, LPS mm. `parts`: deviations from the default part display.
    `measured_side`: the ear whose measures are shown. `uncertainty_visible`: slices show where the network is unsure
    instead of tinting the parts.
    """

    cursor_lps_mm: Triple = (0.0, 0.0, 0.0)
    window: Window = WINDOW_PRESETS["Temporal bone"]
    parts: Mapping[tuple[Side, Part], PartDisplay] = field(default_factory=lambda: MappingProxyType({}))
    overlay_opacity: float = 0.45
    measured_side: Side = Side.RIGHT
    uncertainty_visible: bool = False
    bone_visible: bool = False
    clipping: bool = False
    clip_plane: Plane = Plane.AXIAL

    def part(self, side: Side, part: Part) -> PartDisplay:
        """How that part is shown now."""
        return self.parts.get((side, part), PartDisplay())


@dataclass(frozen=True, eq=False)
class Case:
    """An opened scan and what has been made of it so far.

    `measurements`: what was measured, by side. `unmeasured`: why an ear could not be measured, in a sentence.
    `exported`: files written from the current segmentation. `place`: the disc, folder or file the scan came from;
    `reading`: how its gaps and its size were dealt with.
    """

    volume: Volume
    segmentation: Segmentation | None = None
    measurements: Mapping[Side, EarMeasurement] = field(default_factory=lambda: MappingProxyType({}))
    unmeasured: Mapping[Side, str] = field(default_factory=lambda: MappingProxyType({}))
    exported: tuple[Path, ...] = ()
    place: Path | None = None
    reading: ReadOptions = DEFAULT


@dataclass(frozen=True, eq=False)
class State:
    """Everything a picture of the program depends on.

    `file`: the case file that the case was opened from or saved to. `saved`: the case as it was then; a scan just
    opened counts as saved, for nothing of it can be lost. `measures`: everything that follows from the measurements of
    the case; computed, never saved.
    """

    step: WorkStep = WorkStep.LOAD
    catalog: Catalog | None = None
    case: Case | None = None
    display: Display = field(default_factory=Display)
    file: Path | None = None
    saved: Case | None = None
    measures: Mapping[Side, EarMeasures] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def unsaved(self) -> bool:
        """Whether the case holds work that closing it would lose."""
        case, saved = self.case, self.saved
        if case is None or case is saved:
            return False
        kept = [f.name for f in fields(Case) if f.name not in ("volume", "exported", "place", "reading")]
        return saved is None or any(getattr(case, name) != getattr(saved, name) for name in kept)


class Session:
    """Holds the current `State` and emits `changed(old, new)` after each verb that altered it."""

    changed = Signal(State, State)

    def __init__(self) -> None:
        self._state = State()

    @property
    def state(self) -> State:
        """The current state; immutable."""
        return self._state

    def enter(self, step: WorkStep) -> None:
        """Go to a step of the path."""
        self._become(replace(self._state, step=step))

    def show_catalog(self, catalog: Catalog | None) -> None:
        """Put what was found on a disc before the user; an open case stays open."""
        self._become(replace(self._state, catalog=catalog))

    def open_volume(self, volume: Volume, place: Path | None = None, reading: ReadOptions = DEFAULT) -> None:
        """Start a new case on `volume`, read from `place`, the crosshair in its middle, the window kept."""
        x, y, z = volume.grid.center_lps_mm
        display = replace(Display(window=self._state.display.window), cursor_lps_mm=(float(x), float(y), float(z)))
        case = Case(volume, place=place, reading=reading)
        self._become(replace(self._state, case=case, display=display, file=None, saved=case))

    def close_case(self) -> None:
        """Forget the open case."""
        self._become(replace(self._state, case=None, file=None, saved=None))

    def restore(self, case: Case, display: Display, step: WorkStep, file: Path | None, saved: bool) -> None:
        """Take over a whole case; `file`: where it is kept; `saved`: whether that file holds it as it is."""
        new = replace(self._state, case=case, display=display, step=step, file=file)
        self._become(replace(new, saved=case if saved else None))

    def note_saved(self, case: Case, file: Path) -> None:
        """Remember that `case`, as it was when the saving began, lies in `file`."""
        if self._state.case is not None and self._state.case.volume is case.volume:
            self._become(replace(self._state, file=file, saved=case))

    def accept_segmentation(self, segmentation: Segmentation) -> None:
        """Take over labels made for the open volume.

        Raises:
            ValueError: if no volume is open or the labels lie on another grid.
        """
        case = self._state.case
        if case is None or not segmentation.grid.matches(case.volume.grid):
            raise ValueError("the segmentation does not belong to the open volume")
        self._become(replace(self._state, case=Case(case.volume, segmentation, place=case.place, reading=case.reading)))

    def accept_measurements(
        self,
        measurements: Mapping[Side, EarMeasurement],
        unmeasured: Mapping[Side, str] | None = None,
        measures: Mapping[Side, EarMeasures] | None = None,
    ) -> None:
        """Take over what was measured on the current segmentation, why an ear could not be, and what follows.

        A case that holds these measurements already stays the same, so that nothing needs saving.
        """
        case = self._state.case
        if case is None:
            return
        if dict(case.measurements) != dict(measurements) or dict(case.unmeasured) != dict(unmeasured or {}):
            case = _measured(case, measurements, unmeasured or {})
        self._become(replace(self._state, case=case, measures=_by_side(measures or {})))

    def measure(self, side: Side, measurement: EarMeasurement, measures: EarMeasures) -> None:
        """Replace the measurement of one ear, and what follows from it."""
        case = self._state.case
        if case is not None and case.measurements.get(side) != measurement:
            case = _measured(case, {**case.measurements, side: measurement}, case.unmeasured)
            self._become(replace(self._state, case=case, measures=_by_side({**self._state.measures, side: measures})))

    def choose_ear(self, side: Side) -> None:
        """Show the measures of this ear."""
        self._change_display(measured_side=side)

    def note_export(self, files: tuple[Path, ...]) -> None:
        """Remember the files written from the current segmentation."""
        if self._state.case is not None:
            self._become(replace(self._state, case=replace(self._state.case, exported=files)))

    def move_cursor(self, point_lps_mm: Triple) -> None:
        """Put the crosshair at an LPS point, mm, kept inside the volume by the caller."""
        self._change_display(cursor_lps_mm=point_lps_mm)

    def set_window(self, window: Window) -> None:
        """Set window width and level; the width is at least 1 HU."""
        self._change_display(window=Window(max(window.width_hu, 1.0), window.level_hu))

    def show_part(self, side: Side, part: Part, display: PartDisplay) -> None:
        """Change how one part is shown."""
        self._change_display(parts=MappingProxyType({**self._state.display.parts, (side, part): display}))

    def set_overlay_opacity(self, opacity: float) -> None:
        """How strongly the labels tint the slices, 0…1."""
        self._change_display(overlay_opacity=min(max(opacity, 0.0), 1.0))

    def show_uncertainty(self, visible: bool) -> None:
        """Show in the slices where the network is unsure, or the parts."""
        self._change_display(uncertainty_visible=visible)

    def show_bone(self, visible: bool) -> None:
        """Show or hide the bone surface in 3D."""
        self._change_display(bone_visible=visible)

    def clip(self, on: bool, plane: Plane | None = None) -> None:
        """Cut the 3D scene with a plane through the crosshair, or not; without `plane` the last one is kept."""
        self._change_display(clipping=on, clip_plane=plane or self._state.display.clip_plane)

    def _change_display(self, **changes: object) -> None:
        display = replace(self._state.display, **changes)  # type: ignore[arg-type]
        if display != self._state.display:
            self._become(replace(self._state, display=display))

    def _become(self, new: State) -> None:
        old = self._state
        if new.measures is old.measures and _is_measured_anew(old.case, new.case):
            new = replace(new, measures=MappingProxyType({}))
        self._state = new
        self.changed.emit(old, new)


def _measured(case: Case, measurements: Mapping[Side, EarMeasurement], unmeasured: Mapping[Side, str]) -> Case:
    return replace(case, measurements=_by_side(measurements), unmeasured=_by_side(unmeasured))


def _by_side(values: Mapping[Side, T]) -> Mapping[Side, T]:
    return MappingProxyType(dict(values))


def _is_measured_anew(old: Case | None, new: Case | None) -> bool:
    """Whether what followed from the measurements no longer does."""
    if old is None or new is None:
        return old is not new
    return old.segmentation is not new.segmentation or old.measurements is not new.measurements
