"""The one immutable `State` of the program, and what it is made of; a picture depends on nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import Enum
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from earseg_app.domain.anatomy import Part, Side
from earseg_app.domain.cochlea.landmarks import EarLandmarks
from earseg_app.domain.electrodes.arrays import ElectrodeArray
from earseg_app.domain.geometry import Triple
from earseg_app.domain.measuring.hand_measures import HandMeasure
from earseg_app.domain.part_colors import LabelStyle, Palette
from earseg_app.domain.planes import SlabMode
from earseg_app.domain.reading import DEFAULT, ReadOptions
from earseg_app.domain.segmentation import EarFinding, EarShare, Provenance, Segmentation
from earseg_app.domain.slicing import Plane
from earseg_app.domain.structures import Structure
from earseg_app.domain.study import Catalog
from earseg_app.domain.units import METRIC, Units
from earseg_app.domain.volume import Volume
from earseg_app.session.history import History
from earseg_app.session.measurement import EarMeasurement
from earseg_app.session.model_preview import ModelPreview, PreviewDisplay

if TYPE_CHECKING:  # loads an optimiser, which the start of the window does without
    from earseg_app.domain.measuring.measure import EarMeasures


# Thick enough to quieten noise and to keep the whole tube of the basal turn in sight.
DEFAULT_SLAB_MM = 0.6
THICKEST_SLAB_MM = 5.0


class WorkStep(Enum):
    """The steps of the surgeon's path, in order; any can be entered at any time."""

    LOAD = "Load"
    SEGMENT = "Segment"
    CORRECT = "Correct"
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
class VirtualArray:
    """An electrode array with its tip `depth_mm` beyond the round window."""

    array: ElectrodeArray
    depth_mm: float


# What of the display is kept in the settings, never in a case.
OF_THE_USER = ("palette", "label_style", "units")


@dataclass(frozen=True)
class Display:
    """What the views show of a case, apart from its data.

    `cursor_lps_mm`: where the crosshair stands, LPS mm. `parts`, `structures`: deviations from the default
    display of parts, and of structures by their code.
    `measured_side`: the ear whose measures are shown. `uncertainty_visible`: slices show where the network is unsure
    instead of tinting the parts. `electrode`: the array that is drawn in the measured ear.
    `slab_mm`, `slab_mode`: how thick the cochlear views are cut, and how a slab is merged.
    `palette`, `label_style`: the colours of the parts, and how slices show them. `units`: in what figures are read.
    These belong to the user, not the case, see `OF_THE_USER`.
    `cochlear_views`: whether the step Measure shows the two cochlear views in the place of coronal and sagittal.
    `turned_to`: the number of the measure drawn by hand to whose plane one of them is turned, None where none is.
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
    electrode: VirtualArray | None = None
    slab_mm: float = DEFAULT_SLAB_MM
    slab_mode: SlabMode = "mean"
    palette: Palette = Palette.STANDARD
    cochlear_views: bool = True
    label_style: LabelStyle = LabelStyle.BOTH
    turned_to: int | None = None
    structures: Mapping[int, PartDisplay] = field(default_factory=lambda: MappingProxyType({}))
    units: Units = METRIC

    def part(self, side: Side, part: Part) -> PartDisplay:
        """How that part is shown now."""
        return self.parts.get((side, part), PartDisplay())

    def structure(self, code: int) -> PartDisplay:
        """How that structure is shown now."""
        return self.structures.get(code, PartDisplay())

    def of_user(self, other: Display) -> Display:
        """The same, as the user of the other one wants to read it."""
        return replace(self, **{name: getattr(other, name) for name in OF_THE_USER})


@dataclass(frozen=True, eq=False)
class Case:
    """An opened scan and what has been made of it so far.

    `measurements`: what was measured, by side. `unmeasured`: why an ear could not be measured, in a sentence.
    `exported`: files written from the current segmentation. `place`: the disc, folder or file the scan came from;
    `reading`: how its gaps and its size were dealt with.
    `outdated`: ears whose labels were changed since they were measured. `hand_measures`: what was drawn by hand, in the
    order in which it was drawn; it depends on no labels.
    """

    volume: Volume
    segmentation: Segmentation | None = None
    measurements: Mapping[Side, EarMeasurement] = field(default_factory=lambda: MappingProxyType({}))
    unmeasured: Mapping[Side, str] = field(default_factory=lambda: MappingProxyType({}))
    exported: tuple[Path, ...] = ()
    place: Path | None = None
    reading: ReadOptions = DEFAULT
    outdated: frozenset[Side] = frozenset()
    hand_measures: tuple[HandMeasure, ...] = ()


@dataclass(frozen=True, eq=False)
class CaseFacts:
    """A case without its label codes: what a step of the history puts back beside the changed block of labels.

    `case`: without a segmentation. `made`: that segmentation without codes, None where there was none.
    """

    case: Case
    made: SegmentationFacts | None

    @classmethod
    def of(cls, case: Case) -> CaseFacts:
        """Of a case."""
        found = case.segmentation
        made = SegmentationFacts.of(found) if found else None
        return cls(replace(case, segmentation=None, exported=()), made)


@dataclass(frozen=True, eq=False)
class SegmentationFacts:
    """All of a segmentation but its codes."""

    ears: tuple[EarFinding, ...]
    provenance: Provenance | None
    uncertainty: NDArray[np.uint8] | None
    shares: tuple[EarShare, ...] = ()
    structures: tuple[Structure, ...] = ()

    @classmethod
    def of(cls, found: Segmentation) -> SegmentationFacts:
        """Of a segmentation."""
        return cls(found.ears, found.provenance, found.uncertainty, found.shares, found.structures)

    def same_as(self, other: SegmentationFacts) -> bool:
        """Whether both say the same, uncertainty and shares in the same arrays."""
        return self.same_ears_as(other) and self.structures == other.structures

    def same_ears_as(self, other: SegmentationFacts) -> bool:
        """Whether both say the same of the ears, whatever else was painted."""
        same = (self.ears, self.provenance, self.shares) == (other.ears, other.provenance, other.shares)
        return same and self.uncertainty is other.uncertainty


@dataclass(frozen=True, eq=False)
class KnownUncertainty:
    """The ± of the values of one ear, mm by their names; it holds for these labels and landmarks alone."""

    segmentation: Segmentation
    landmarks: EarLandmarks
    plus_minus: Mapping[str, float]


@dataclass(frozen=True, eq=False)
class State:
    """Everything a picture of the program depends on.

    `model`: what will be written, once it was made, with `preview`, how it is looked at.
    `file`: the case file that the case was opened from or saved to. `saved`: the case as it was then; a scan just
    opened counts as saved, for nothing of it can be lost. `history`: what can be undone and redone; `saved_history`: as
    it stood when the case was saved. `painting`: a stroke is under way that the history does not hold yet.
    `measures`: everything that follows from the measurements of the case, `uncertainties`: how far they can be
    trusted, once it was found; computed, never saved.
    """

    step: WorkStep = WorkStep.LOAD
    catalog: Catalog | None = None
    case: Case | None = None
    display: Display = field(default_factory=Display)
    model: ModelPreview | None = None
    preview: PreviewDisplay = field(default_factory=PreviewDisplay)
    file: Path | None = None
    saved: Case | None = None
    history: History[CaseFacts] = field(default_factory=History)
    saved_history: History[CaseFacts] = field(default_factory=History)
    painting: bool = False
    measures: Mapping[Side, EarMeasures] = field(default_factory=lambda: MappingProxyType({}))
    uncertainties: Mapping[Side, KnownUncertainty] = field(default_factory=lambda: MappingProxyType({}))

    def uncertainty(self, side: Side) -> Mapping[str, float] | None:
        """The ± of an ear as it is measured now, None where it is not known."""
        known, case = self.uncertainties.get(side), self.case
        if known is None or case is None or side not in case.measurements:
            return None
        holds = (
            known.segmentation.has_ears_of(case.segmentation) and known.landmarks == case.measurements[side].landmarks
        )
        return known.plus_minus if holds else None

    @property
    def volume(self) -> Volume | None:
        """The open scan."""
        return None if self.case is None else self.case.volume

    @property
    def segmentation(self) -> Segmentation | None:
        """The labels of the open scan."""
        return None if self.case is None else self.case.segmentation

    @property
    def unsaved(self) -> bool:
        """Whether the case holds work that closing it would lose."""
        case, saved = self.case, self.saved
        if case is None or case is saved:
            return False
        if saved is None or not self._labels_as_saved(case, saved):
            return True
        apart = ("volume", "segmentation", "exported", "place", "reading")
        kept = [f.name for f in fields(Case) if f.name not in apart]
        return any(getattr(case, name) != getattr(saved, name) for name in kept)

    def is_stroke_after(self, old: State) -> bool:
        """Whether all that happened since is that a brush went on: what need not follow the hand waits for its end."""
        return self.painting and self.display is old.display and self.step is old.step

    def has_other_case_than(self, old: State) -> bool:
        """Whether the case is another, as far as it concerns who does not follow a brush."""
        return self.case is not old.case or old.painting

    def _labels_as_saved(self, case: Case, saved: Case) -> bool:
        if case.segmentation is saved.segmentation:
            return True
        return not self.painting and self.history.stands_where(self.saved_history)
