"""Everything that is measured on an ear, and the same as plain data for files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.canals import Canal, angles_between_deg, measure_canals
from earseg_app.domain.cochlea import (
    DEFINITION_SOURCE,
    DEFINITIONS,
    EXPERT_DIFFERENCE_MM,
    CochlearSize,
    Handles,
    handles_from_labels,
    handles_from_mask,
    values_from_handles,
)
from earseg_app.domain.ear_block import cut_out_ear
from earseg_app.domain.errors import MeasurementError
from earseg_app.domain.find_landmarks import find_landmarks
from earseg_app.domain.formulas import DuctLength, duct_lengths
from earseg_app.domain.geometry import Grid
from earseg_app.domain.labyrinth_split import is_whole_labyrinth, split_labyrinth
from earseg_app.domain.landmarks import EarLandmarks
from earseg_app.domain.lateral_wall import LateralWall, lateral_wall, measured_lengths
from earseg_app.domain.normal_ranges import remark
from earseg_app.domain.segmentation import LabelArray, Segmentation

# The key of the whole ear's volume, beside those of its parts.
LABYRINTH = "labyrinth"


@dataclass(frozen=True)
class EarMeasures:
    """All measures of one ear: lengths in mm, points in LPS mm, volumes in mm³, angles in degrees.

    `cautions`: a sentence for each value outside its normal range. `wall`: the lateral wall in space, None where too
    little of it can be seen.
    """

    side: Side
    landmarks: EarLandmarks
    handles: Handles
    size: CochlearSize
    duct_lengths: tuple[DuctLength, ...]
    volumes_mm3: Mapping[str, float]
    canals: tuple[Canal, ...]
    cautions: tuple[str, ...]
    wall: LateralWall | None = field(default=None, compare=False)


def measure_ear(
    labels: LabelArray, grid: Grid, side: Side, landmarks: EarLandmarks | None = None, handles: Handles | None = None
) -> EarMeasures:
    """Every measure of one ear of a label array [z, y, x]; landmarks and handles are found where they are not given.

    Raises:
        MeasurementError: if the cochlea can't be measured.
    """
    block, block_grid = cut_out_ear(labels, grid, side)
    landmarks = landmarks or find_landmarks(block, block_grid, side)
    handles = handles or handles_from_labels(block, block_grid, landmarks)
    wall = _wall(block, block_grid, landmarks, values_from_handles(handles))
    volumes, canals = volumes_mm3(block, block_grid, side), measure_canals(block, block_grid, side)
    return _collected(landmarks, handles, volumes, canals, wall)


def measure_labyrinth(mask: NDArray[np.bool_], grid: Grid) -> EarMeasures:
    """What can be measured in a mask [z, y, x] of one labyrinth without its parts; its shape tells its side.

    Raises:
        MeasurementError: if the cochlea can't be measured.
    """
    landmarks, cochlea, whole, block_grid = split_labyrinth(mask, grid)
    handles = handles_from_mask(cochlea, block_grid, landmarks)
    voxels = {Part.COCHLEA.key: np.count_nonzero(cochlea), LABYRINTH: np.count_nonzero(whole)}
    volumes = {key: int(count) * block_grid.voxel_volume_mm3 for key, count in voxels.items()}
    own_labels = np.where(cochlea, label_code(landmarks.side, Part.COCHLEA), 0).astype(np.uint8)
    wall = _wall(own_labels, block_grid, landmarks, values_from_handles(handles))
    return _collected(landmarks, handles, volumes, (), wall)


def _wall(labels: LabelArray, grid: Grid, landmarks: EarLandmarks, size: CochlearSize) -> LateralWall | None:
    try:
        return lateral_wall(labels, grid, landmarks, size)
    except MeasurementError:
        return None


def _collected(
    landmarks: EarLandmarks,
    handles: Handles,
    volumes: Mapping[str, float],
    canals: tuple[Canal, ...],
    wall: LateralWall | None,
) -> EarMeasures:
    size = values_from_handles(handles)
    values = {"A": size.a_mm, "B": size.b_mm, "H": size.h_mm, **volumes}
    cautions = tuple(sentence for name, value in values.items() if (sentence := remark(name, value)))
    lengths = (measured_lengths(wall) if wall else ()) + duct_lengths(size.a_mm, size.b_mm)
    return EarMeasures(landmarks.side, landmarks, handles, size, lengths, volumes, canals, cautions, wall)


def volumes_mm3(labels: LabelArray, grid: Grid, side: Side) -> dict[str, float]:
    """Volume of each part of one ear of a label array [z, y, x] by its key, and of the whole `labyrinth`, mm³."""
    counts = {part.key: int(np.count_nonzero(labels == label_code(side, part))) for part in Part}
    volumes = {key: count * grid.voxel_volume_mm3 for key, count in counts.items() if count}
    return volumes | {LABYRINTH: sum(volumes.values())}


def measure_ears(segmentation: Segmentation) -> dict[str, object]:
    """Every ear of a segmentation as plain data: `{"ears": [...], "not_measured": [{"side", "reason"}]}`.

    A single label that holds a whole labyrinth (a mask without parts) is told apart first; its side then comes from
    its handedness, as such masks rarely say.
    """
    ears, refused = [], []
    for side in segmentation.sides():
        try:
            ears.append(ear_record(_measured(segmentation, side)))
        except MeasurementError as error:
            refused.append({"side": side.value, "reason": error.sentence()})
    return {"ears": ears, "not_measured": refused, "definitions": {**DEFINITIONS, "source": DEFINITION_SOURCE}}


def _measured(segmentation: Segmentation, side: Side) -> EarMeasures:
    labels, grid = segmentation.labels, segmentation.grid
    if is_whole_labyrinth(labels, grid, side):
        return measure_labyrinth(segmentation.mask(side), grid)
    return measure_ear(labels, grid, side)


def ear_record(measures: EarMeasures) -> dict[str, object]:
    """The measures of one ear as plain data: lengths in mm, points in LPS mm, volumes in mm³, angles in degrees."""
    size = measures.size
    return {
        "side": measures.side.value,
        "landmarks": {name: _rounded(point) for name, point in measures.landmarks.points().items()},
        "landmarks_by": measures.landmarks.provenance.value,
        "A_mm": round(size.a_mm, 3),
        "B_mm": round(size.b_mm, 3),
        "H_mm": round(size.h_mm, 3),
        "expert_difference_mm": dict(EXPERT_DIFFERENCE_MM),
        "handles": {name: [_rounded(end) for end in getattr(measures.handles, name)] for name in ("a", "b", "h")},
        "duct_lengths_mm": [_length_record(length) for length in measures.duct_lengths],
        "volumes_mm3": {name: round(volume, 2) for name, volume in measures.volumes_mm3.items()},
        "canals": [_canal_record(canal) for canal in measures.canals],
        "canal_angles_deg": {
            f"{a.key}-{b.key}": round(angle, 1) for (a, b), angle in angles_between_deg(measures.canals).items()
        },
        "cautions": list(measures.cautions),
    }


def _length_record(length: DuctLength) -> dict[str, object]:
    return {
        "name": length.name,
        "path": length.path.value,
        "extent": length.extent,
        "value": round(length.value_mm, 2),
        "expression": length.expression,
        "source": length.source,
        "constants_checked": length.checked,
    }


def _canal_record(canal: Canal) -> dict[str, object]:
    return {
        "part": canal.part.key,
        "center": _rounded(canal.center_lps_mm),
        "normal": _rounded(canal.normal_lps, 4),
        "radius_mm": round(canal.radius_mm, 3),
        "planarity_mm": round(canal.planarity_mm, 3),
        "arc_deg": canal.arc_deg,
    }


def _rounded(values: tuple[float, ...], digits: int = 3) -> list[float]:
    return [round(value, digits) for value in values]
