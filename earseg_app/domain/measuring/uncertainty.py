"""How far A, B, H and the lengths can be trusted: the ear measured again with its walls moved within their doubt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage
from scipy.spatial.transform import Rotation

from earseg_app.domain.anatomy import Side
from earseg_app.domain.cochlea.find_landmarks import landmarks_at
from earseg_app.domain.cochlea.formulas import duct_lengths
from earseg_app.domain.cochlea.landmarks import EarLandmarks
from earseg_app.domain.cochlea.size import CochlearSize
from earseg_app.domain.cochlea.soft_cochlea import SoftCochlea
from earseg_app.domain.cochlea.template import mean_cochlea
from earseg_app.domain.cochlea.template_fit import MIRROR, Placement, refine_cochlea
from earseg_app.domain.errors import MeasurementError
from earseg_app.domain.geometry import FloatArray, Grid
from earseg_app.domain.labyrinth.distance_field import DistanceField
from earseg_app.domain.labyrinth.ear_block import cochlea_of, cut_out_ear
from earseg_app.domain.measuring.measure import EarMeasures, MeasurableEar
from earseg_app.domain.progress import Reporter
from earseg_app.domain.segmentation import LabelArray

REPEATS = 16
# Rounding errs from voxel to voxel. Of the network's error half (in variance) is common to the whole ear, as when a
# threshold errs, half varies over this length, mm.
GRAIN_MM = 1.0
COVERED = 2.0
# What is spread evenly over a width has 1/√12 of it as standard deviation: the voxel, and the unsure layer.
UNIFORM = np.sqrt(12.0)
# The method's own error, mm, and of the lengths measured in space as a share of them, rounded up: the root mean square
# error with true labels of 0.2-0.4 mm in 50 random phantoms (`python -m tests.benchmarks.accuracy`), but no less than
# what the spread leaves unexplained of the error with the network's labels in 25 phantoms: A 0.108, B 0.139, nothing of
# H and the lengths (`python -m tests.benchmarks.plus_minus`). So it decides for B: at 270°, beside the vestibule, the
# network errs where it is sure. By what labels were made makes no difference: those read from a file, or corrected
# elsewhere, may err there as well.
METHOD_MM = {"A": 0.12, "B": 0.14, "H": 0.10}
METHOD_OF_LENGTHS = 0.010


@dataclass(frozen=True)
class Uncertainty:
    """`plus_minus`: by the name of a value (`A`, `B`, `H`, or the key of a length), mm; see `plus_minus`.

    `spread`: the standard deviation of each value over the repeats, mm. `rounding_mm`, `doubt_mm`: the standard
    deviations of the walls' place that it follows from. `repeats`: how often the ear could be measured.
    """

    plus_minus: Mapping[str, float]
    spread: Mapping[str, float]
    rounding_mm: float
    doubt_mm: float
    repeats: int


def uncertainty_of(
    measures: EarMeasures,
    labels: LabelArray,
    grid: Grid,
    doubt: NDArray[np.uint8] | None = None,
    repeats: int = REPEATS,
    seed: int = 0,
    reporter: Reporter | None = None,
) -> Uncertainty:
    """The uncertainty of the measures of one ear of a label array [z, y, x].

    `doubt`: None or [z, y, x], 0 where the network was sure … 255 where not. The same seed gives the same figures.

    Raises:
        MeasurementError: if the ear can't be measured again.
        Cancelled: if the reporter was cancelled.
    """
    reporter = reporter or Reporter()
    side = measures.side
    block, block_grid = cut_out_ear(labels, grid, side)
    ear = DistanceField.of(block > 0, block_grid)
    cochlea = _signed_distance(cochlea_of(block, block_grid, side), block_grid, ear.grid)
    rounding_mm = float(np.cbrt(grid.voxel_volume_mm3)) / UNIFORM
    doubt_mm = _doubt_mm3(doubt, labels, grid, side) / max(measures.areas_mm2.values()) / UNIFORM
    rng = np.random.default_rng(seed)
    found = []
    for number in range(repeats):
        reporter.step(number / repeats, f"Measuring the {side.word} ear with its walls moved")
        shift = rounding_mm * _noise(rng, ear.grid, 0.0) + doubt_mm * _doubted(rng, ear.grid)
        found.append(_values(_again(measures, DistanceField(ear.values_mm + shift, ear.grid), cochlea + shift)))
    whole = [values for values in found if values]
    if len(whole) < 2:
        raise MeasurementError("The ear can't be measured reliably.", "Check its segmentation and landmarks.")
    # a formula that is withheld here or there has no spread
    shown = {name: value for name, value in _values(measures).items() if all(name in values for values in whole)}
    spread = {name: float(np.std([values[name] for values in whole], ddof=1)) for name in shown}
    method = method_mm(measures.size, shown)
    plus_minus = {name: COVERED * float(np.hypot(spread[name], method[name])) for name in shown}
    return Uncertainty(plus_minus, spread, rounding_mm, doubt_mm, len(whole))


def _doubt_mm3(doubt: NDArray[np.uint8] | None, labels: LabelArray, grid: Grid, side: Side) -> float:
    if doubt is None:
        return 0.0
    block, block_grid = cut_out_ear(labels, grid, side)
    start = np.rint(grid.index_from_lps(block_grid.origin)).astype(int)
    near = doubt[tuple(slice(a, a + n) for a, n in zip(start, block.shape, strict=True))]
    return float(near.sum(dtype=float)) / 255.0 * grid.voxel_volume_mm3


def _signed_distance(mask: NDArray[np.bool_], grid: Grid, on: Grid) -> NDArray[np.float32]:
    # Distance to the wall of a mask on another grid of the same lattice, mm.
    field = DistanceField.of(mask, grid)
    index = np.indices(on.shape_zyx).reshape(3, -1).T
    return field.at(on.lps_from_index(index)).reshape(on.shape_zyx).astype(np.float32)


def _doubted(rng: np.random.Generator, grid: Grid) -> NDArray[np.float32]:
    shared, local = rng.standard_normal(), _noise(rng, grid, GRAIN_MM)
    return np.asarray(np.sqrt(0.5) * (local + shared), np.float32)


def _noise(rng: np.random.Generator, grid: Grid, grain_mm: float) -> NDArray[np.float32]:
    # Normal noise of unit deviation that varies over a length; from voxel to voxel for 0.
    noise = rng.standard_normal(grid.shape_zyx, dtype=np.float32)
    smooth = ndimage.gaussian_filter(noise, grain_mm / grid.spacing) if grain_mm else noise
    return np.asarray(smooth / smooth.std(), np.float32)


def _again(measures: EarMeasures, ear: DistanceField, cochlea_mm: NDArray[np.float32]) -> EarMeasures | None:
    voxel_mm = float(np.cbrt(ear.grid.voxel_volume_mm3))
    share = np.clip(0.5 - cochlea_mm / voxel_mm, 0.0, 1.0)
    soft = SoftCochlea(share, ear.grid)
    try:
        landmarks = measures.landmarks if measures.landmarks.by_hand else _landmarks_again(measures.landmarks, ear)
        return MeasurableEar(measures.side, soft, measures.volumes_mm3, measures.areas_mm2).measured(landmarks)
    except MeasurementError:
        return None


def _landmarks_again(landmarks: EarLandmarks, ear: DistanceField) -> EarLandmarks:
    return landmarks_at(refine_cochlea(mean_cochlea(), ear, placement_of(landmarks)))


def placement_of(landmarks: EarLandmarks) -> Placement:
    """Where the mean cochlea lies when its own landmarks are nearest to these, by least squares (Kabsch 1976)."""
    template = mean_cochlea()
    own = np.stack([template.round_window_mm, template.modiolus_base_mm, template.apex_mm])
    mirror: FloatArray = MIRROR if landmarks.side is Side.LEFT else np.ones(3)
    lps = np.array([landmarks.round_window, landmarks.modiolus_base, landmarks.apex])
    there, here = (lps - lps.mean(axis=0)) * mirror, own - own.mean(axis=0)
    turn, _ = Rotation.align_vectors(there, here)
    scale = float(np.linalg.norm(there) / np.linalg.norm(here))
    shift = lps.mean(axis=0) - mirror * turn.apply(own.mean(axis=0)) * scale
    return Placement(landmarks.side, shift, turn, float(np.log(scale)))


def _values(measures: EarMeasures | None) -> dict[str, float]:
    if measures is None or measures.wall is None:
        return {}
    size = measures.size
    return {"A": size.a_mm, "B": size.b_mm, "H": size.h_mm} | {
        length.key: length.value_mm for length in measures.duct_lengths
    }


def method_mm(
    size: CochlearSize,
    shown: Mapping[str, float],
    diameters: Mapping[str, float] = METHOD_MM,
    lengths: float = METHOD_OF_LENGTHS,
) -> dict[str, float]:
    """The method's own error of each of the values `shown` by name, mm; that of a formula follows from A and B.

    `diameters`: of A, B and H, mm; `lengths`: of what is measured in space, as a share of it.
    """
    a_mm, b_mm = size.a_mm, size.b_mm
    plain, wider, broader = (
        {length.key: length.value_mm for length in duct_lengths(*each)}
        for each in ((a_mm, b_mm), (a_mm + diameters["A"], b_mm), (a_mm, b_mm + diameters["B"]))
    )
    formulas = {key: float(np.hypot(wider[key] - value, broader[key] - value)) for key, value in plain.items()}
    known = {**diameters, **formulas}
    return {name: known.get(name, lengths * value) for name, value in shown.items()}
