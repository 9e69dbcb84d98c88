"""How far one segmented ear can be trusted, and why, in words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from earseg_app.domain.anatomy import CANALS, Part
from earseg_app.domain.geometry import Grid
from earseg_app.domain.segmentation import LabelArray, Verdict
from earseg_app.domain.volume import Volume
from earseg_app.inference.postprocess import NEIGHBOURS, components, in_contact

# Usual volumes, mm³: from a quarter below the smallest to a quarter above the largest of 56 labyrinths of clinical
# CTs (`pytest tests/inference/test_quality.py -k 56` measures them again on ../shared/data/labyrinth_shapes.npz); the
# quarter is the difference between readers: 17 other labyrinths have 166-266 mm³ in all.
USUAL_MM3: dict[Part, tuple[float, float]] = {
    Part.COCHLEA: (42.0, 120.0),
    Part.VESTIBULE: (31.0, 104.0),
    Part.SUPERIOR_CANAL: (10.0, 30.0),
    Part.POSTERIOR_CANAL: (10.0, 31.0),
    Part.LATERAL_CANAL: (10.0, 30.0),
}
# Beyond these a finding is no ear at all, mm³: twice the largest of the same labyrinths, less than half the smallest
# (139 mm³), for ossification takes of the lumen: one of three simulated ossified ears was missed with 80.
POSSIBLE_MM3 = (60.0, 500.0)
# What touches what in every ear; the posterior canal opens into the common crus, which counts as superior.
CONTACTS = (
    (Part.VESTIBULE, Part.COCHLEA),
    (Part.VESTIBULE, Part.SUPERIOR_CANAL),
    (Part.VESTIBULE, Part.LATERAL_CANAL),
)
# The otic capsule (1800-2400 HU) is denser than any lumen it holds; a finding without such a wall is no ear, HU.
LEAST_WALL_HU = 200.0
# The wall is looked for this far outside the lumen, past the blurred edge, mm.
WALL_MM = (0.6, 1.4)
# So many missing parts and contacts together make an ear of nothing.
FALSE_FLAWS = 3
# A piece of a canal smaller than this is a crumb, not an interruption, mm³.
PIECE_MM3 = 1.0
# A piece of a canal that reaches farther than this from its only door into the ear ends blindly, mm.
BLIND_MM = 2.5
# The lumen of the superior canal is 1.09 ± 0.15 mm wide (38 Korean patients, 0.6 mm CT): thicker voxels blur it away.
THICK_MM = 0.8
# T03 and T06 reach a Dice of 0.83-0.85 with voxels of 1.25 mm, 0.51-0.76 with 2 mm.
TOO_THICK_MM = 1.5
# So many parts of odd volume, interrupted canals and missing contacts make an ear of little use.
MANY_FLAWS = 5
# Mean uncertainty (bit) inside the ear of model 2.0: T03 and T06 have 0.17 as scanned (Dice 0.96), 0.20 at
# 0.5 × 0.5 × 1.0 mm (0.93), 0.21-0.22 at 0.5 × 0.5 × 1.25 mm with 250 HU of noise; phantoms at 0.6 × 0.6 × 0.7 mm have
# 0.23-0.246 (0.93-0.96), turned and so blurred once more 0.254-0.271 (0.84-0.87), with a soft kernel 0.24-0.25
# (0.80-0.89).
DOUBTFUL, POOR = 0.23, 0.25
# Noise that is worth a word where the network is unsure; T03 with 400 HU on voxels of 0.16 mm is still good, HU.
NOISY_HU = 150.0
# The median of the magnitude of a normal variable, as a share of its standard deviation.
NORMAL_MEDIAN = 0.6745
# What it says of bone without an ear is vaguer still.
HOPELESS = 0.30


@dataclass(frozen=True, eq=False)
class Evidence:
    """What the verdict is made from.

    `labels`: [z, y, x] part codes 1…5 of one ear on cubic voxels of `voxel_mm`. `uncertainty`: mean inside the ear,
    0…1. `scan_spacing_mm`: largest spacing of the scan. `is_cut`: whether the ear reaches the edge of the images.
    `wall_hu`: how much denser than the lumen its surroundings are (`wall_contrast_hu`). `noise_hu`: see `noise_of`.
    """

    labels: LabelArray
    voxel_mm: float
    uncertainty: float = 0.0
    scan_spacing_mm: float = 0.0
    is_cut: bool = False
    wall_hu: float = np.inf
    noise_hu: float = 0.0

    def volume_mm3(self, part: Part | None = None) -> float:
        """Volume of one part, or of the whole ear."""
        mask = self.labels > 0 if part is None else self.labels == part
        return float(np.count_nonzero(mask)) * self.voxel_mm**3


def wall_contrast_hu(labels: LabelArray, grid: Grid, volume: Volume) -> float:
    """Median HU of a scan just outside the labels [z, y, x] on `grid`, minus that inside; −inf without labels."""
    inside = labels > 0
    if not inside.any():
        return -np.inf
    away_mm = ndimage.distance_transform_edt(~inside, sampling=grid.spacing_zyx_mm)
    wall = (away_mm >= WALL_MM[0]) & (away_mm <= WALL_MM[1])
    if not wall.any():
        return -np.inf
    return _median_hu(wall, grid, volume) - _median_hu(inside, grid, volume)


def _median_hu(mask: NDArray[np.bool_], grid: Grid, volume: Volume) -> float:
    index = np.rint(volume.grid.index_from_lps(grid.lps_from_index(np.argwhere(mask)))).astype(int)
    z, y, x = np.clip(index, 0, np.array(volume.grid.shape_zyx) - 1).T
    return float(np.median(volume.hu[z, y, x]))


def noise_of(hu: NDArray[np.int16]) -> float:
    """Standard deviation, HU, of the noise in slices [z, y, x] of at least 3 × 3 voxels; less when it is correlated.

    What is left of each slice by a filter that cancels constants, slopes and edges along the axes (Immerkær, Fast noise
    variance estimation, Computer Vision and Image Understanding 1996;64:300), its median instead of its mean, for an
    ear is full of edges.
    """
    rows = np.diff(hu.astype(np.float32), 2, axis=1)
    left = np.abs(np.diff(rows, 2, axis=2))
    return float(np.median(left) / (NORMAL_MEDIAN * 6.0)) if left.size else 0.0


def is_ear(seen: Evidence) -> bool:
    """Whether a finding can be an inner ear: walled in bone, possible in volume, most parts in place, seen clearly."""
    low, high = POSSIBLE_MM3
    if seen.is_cut:
        low /= 2.0
    if seen.wall_hu < LEAST_WALL_HU or seen.uncertainty > HOPELESS:
        return False
    return low <= seen.volume_mm3() <= high and len(_missing(seen)) + len(_apart(seen)) < FALSE_FLAWS


def judge(seen: Evidence, doubts: tuple[str, ...] = ()) -> tuple[Verdict, tuple[str, ...]]:
    """The verdict on one ear and the sentences behind it; `doubts` are further reasons to check."""
    bad = [f"The {_name(part)} was not found." for part in _missing(seen)]
    if seen.uncertainty > POOR:
        bad.append("The network is unsure of most of this ear.")
    if seen.scan_spacing_mm > TOO_THICK_MM:
        bad.append(f"Voxels of {seen.scan_spacing_mm:.1f} mm cannot show the inner ear.")
    flaws = [*_odd_volumes(seen), *_broken_canals(seen)]
    flaws += [f"The {_name(one)} and the {_name(other)} are not in contact." for one, other in _apart(seen)]
    if len(flaws) >= MANY_FLAWS:
        bad.append("Most of its parts are not as they should be.")
    weak = [*doubts, *flaws]
    if seen.is_cut:
        weak.append("The ear reaches the edge of the images; a part of it may be missing.")
    if THICK_MM < seen.scan_spacing_mm <= TOO_THICK_MM:
        weak.append(f"Voxels of {seen.scan_spacing_mm:.1f} mm are too thick to show the canals reliably.")
    if DOUBTFUL < seen.uncertainty <= POOR:
        weak.append("The network is unsure of parts of this ear; look at the uncertainty view.")
    if seen.uncertainty > DOUBTFUL and seen.noise_hu > NOISY_HU:
        weak.append(f"The images are noisy, about {seen.noise_hu:.0f} HU, or the patient moved.")
    verdict = Verdict.POOR if bad else Verdict.CHECK if weak else Verdict.GOOD
    return verdict, (*bad, *weak)


def _missing(seen: Evidence) -> list[Part]:
    return [part for part in Part if seen.volume_mm3(part) < PIECE_MM3]


def _apart(seen: Evidence) -> list[tuple[Part, Part]]:
    """Pairs of parts that are both there and should touch, but don't."""
    missing = _missing(seen)
    return [
        (one, other)
        for one, other in CONTACTS
        if one not in missing and other not in missing and not in_contact(seen.labels, one, other)
    ]


def _odd_volumes(seen: Evidence) -> list[str]:
    sentences = []
    for part, (low, high) in USUAL_MM3.items():
        volume = seen.volume_mm3(part)
        if volume >= PIECE_MM3 and not low <= volume <= high:
            size = "small" if volume < low else "large"
            sentences.append(
                f"The {_name(part)} is unusually {size}: {volume:.0f} mm³, usual {low:.0f}-{high:.0f} mm³."
            )
    return sentences


def _broken_canals(seen: Evidence) -> list[str]:
    """Sentences on the canals that end blindly instead of leading from one place of the ear to another."""
    return [f"The {_name(canal)} is interrupted." for canal in CANALS if has_blind_end(seen, canal)]


def has_blind_end(seen: Evidence, canal: Part) -> bool:
    """Whether a piece of a canal is in touch with the rest of the ear at one place only and reaches far from there."""
    mask = seen.labels == canal
    numbered, sizes = components(mask)
    at_rest = mask & ndimage.binary_dilation((seen.labels > 0) & ~mask, NEIGHBOURS)
    for number, box in enumerate(ndimage.find_objects(numbered), start=1):
        if box is None or sizes[number] * seen.voxel_mm**3 < PIECE_MM3:
            continue
        piece = numbered[box] == number
        _, doors = ndimage.label(piece & at_rest[box], NEIGHBOURS)
        if doors == 0:
            return True
        if doors == 1:
            reach = ndimage.distance_transform_edt(~(piece & at_rest[box]))[piece].max() * seen.voxel_mm
            if reach > BLIND_MM:
                return True
    return False


def _name(part: Part) -> str:
    return part.title.lower()
