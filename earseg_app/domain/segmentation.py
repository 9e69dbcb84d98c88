"""A label map of both inner ears, what it was made with, and how far it can be trusted."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from weakref import ReferenceType

import numpy as np
from numpy.typing import NDArray

from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.geometry import Grid, Triple
from earseg_app.domain.structures import Structure, ears_alone

LabelArray = NDArray[np.uint8]


class Verdict(Enum):
    """How far the segmentation of one ear can be trusted."""

    GOOD = "good"
    CHECK = "check"
    POOR = "poor"


@dataclass(frozen=True)
class EarFinding:
    """One segmented ear.

    `centroid_lps_mm`: centre of all its voxels, LPS mm. `volumes_mm3`: of each part.
    `reasons`: sentences behind the verdict.
    `malformed`: why the shape is not taken for a usual ear's, in a sentence, or empty. Formulas found on usual
    cochleae, such as the duct length from A, do not hold for an ear that has it.
    `edited`: whether voxels were changed by hand since the verdict was given.
    """

    side: Side
    centroid_lps_mm: Triple
    volumes_mm3: dict[Part, float]
    verdict: Verdict
    reasons: tuple[str, ...] = ()
    malformed: str = ""
    edited: bool = False


@dataclass(frozen=True)
class Provenance:
    """What made a segmentation: a model and its version, or a person."""

    model: str
    version: str
    sha256: str = ""
    device: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, eq=False)
class Changed:
    """In which block labels differ from those of the segmentation before; `box`: slices along z, y, x."""

    before: ReferenceType[Segmentation]
    box: tuple[slice, slice, slice]


@dataclass(frozen=True, eq=False)
class EarShare:
    """How much of each voxel a network takes for ear, round one ear, in voxels of the network's own size.

    `share`: [z, y, x] uint8, 0 none … 255 all, made read-only. `grid`: where it lies; its axes are those of the labels.

    Raises:
        ValueError: if the array and the grid differ in shape.
    """

    share: NDArray[np.uint8]
    grid: Grid

    def __post_init__(self) -> None:
        if self.share.shape != self.grid.shape_zyx:
            raise ValueError(f"share {self.share.shape} does not fit grid {self.grid.shape_zyx}")
        self.share.setflags(write=False)


@dataclass(frozen=True, eq=False)
class Segmentation:
    """Labels of both ears on a grid.

    `labels`: [z, y, x] uint8, codes of `anatomy.label_code` and of `structures`, made read-only.
    `uncertainty`: None or [z, y, x] uint8, 0 sure … 255 unsure.
    `changed`: what differs from the segmentation that this one was edited from.
    `shares`: of each ear that a network found; edits leave them as they are, so where they and the labels disagree, the
    labels were changed since.
    `structures`: what else is labelled; never part of an ear.

    Raises:
        ValueError: if an array and the grid differ in shape.
    """

    labels: LabelArray
    grid: Grid
    ears: tuple[EarFinding, ...] = field(default=())
    provenance: Provenance | None = None
    uncertainty: NDArray[np.uint8] | None = None
    changed: Changed | None = None
    shares: tuple[EarShare, ...] = ()
    structures: tuple[Structure, ...] = ()

    def __post_init__(self) -> None:
        if self.labels.shape != self.grid.shape_zyx:
            raise ValueError(f"labels {self.labels.shape} do not fit grid {self.grid.shape_zyx}")
        self.labels.setflags(write=False)
        if self.uncertainty is not None:
            if self.uncertainty.shape != self.grid.shape_zyx:
                raise ValueError("uncertainty does not fit the grid")
            self.uncertainty.setflags(write=False)

    def changed_since(self, other: Segmentation | None) -> tuple[slice, slice, slice] | None:
        """The only block in which labels differ from `other`, or None when that is not known."""
        changed = self.changed
        return changed.box if changed is not None and other is not None and changed.before() is other else None

    def has_ears_of(self, other: Segmentation | None) -> bool:
        """Whether both hold the same ears, whatever else is labelled: what was measured on one holds for the other.

        A finding is replaced with every change of its ear's voxels, so the ears are the same where the findings are.
        """
        if self is other:
            return True
        if other is None or not self.ears or len(self.ears) != len(other.ears):
            return False
        same_arrays = self.uncertainty is other.uncertainty and self.shares == other.shares
        return same_arrays and all(one is another for one, another in zip(self.ears, other.ears, strict=True))

    def without_structures(self) -> Segmentation:
        """The same ears with nothing else labelled."""
        alone = ears_alone(self.labels)
        return self if alone is self.labels else replace(self, labels=alone, structures=(), changed=None)

    def structure(self, code: int) -> Structure | None:
        """The structure of that voxel value."""
        return next((each for each in self.structures if each.code == code), None)

    def mask(self, side: Side, part: Part | None = None) -> NDArray[np.bool_]:
        """[z, y, x] mask of one part, or of the whole ear when `part` is None."""
        if part is not None:
            return np.equal(self.labels, label_code(side, part))
        low, high = label_code(side, Part.COCHLEA), label_code(side, Part.LATERAL_CANAL)
        inside: NDArray[np.bool_] = np.logical_and(self.labels >= low, self.labels <= high)
        return inside

    def sides(self) -> tuple[Side, ...]:
        """The sides that hold at least one labelled voxel, right first."""
        return tuple(side for side in Side if bool(self.mask(side).any()))


def describe_ear(
    labels: LabelArray,
    grid: Grid,
    side: Side,
    verdict: Verdict = Verdict.GOOD,
    reasons: tuple[str, ...] = (),
    malformed: str = "",
) -> EarFinding | None:
    """Centroid and part volumes of one ear of a label array [z, y, x], or None when it is not there."""
    counts = {part: int(np.count_nonzero(labels == label_code(side, part))) for part in Part}
    if not any(counts.values()):
        return None
    low, high = label_code(side, Part.COCHLEA), label_code(side, Part.LATERAL_CANAL)
    index = np.argwhere((labels >= low) & (labels <= high))
    x, y, z = grid.lps_from_index(index.mean(axis=0))
    volumes = {part: count * grid.voxel_volume_mm3 for part, count in counts.items()}
    return EarFinding(side, (float(x), float(y), float(z)), volumes, verdict, reasons, malformed)
