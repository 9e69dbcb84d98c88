"""One ear: the fine network on a box around it, in voxels of the network's own size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from earseg_app.domain.anatomy import Part
from earseg_app.domain.geometry import FloatArray, Grid
from earseg_app.domain.progress import Reporter
from earseg_app.domain.segmentation import LabelArray
from earseg_app.domain.volume import Volume
from earseg_app.inference.network import Predictor
from earseg_app.inference.postprocess import clean, impose, touches_border
from earseg_app.inference.preprocess import Region, as_input, labels_from, resample, resample_array, working_grid
from earseg_app.inference.preprocess import resample_probabilities as to_grid
from earseg_app.inference.quality import HOPELESS, POSSIBLE_MM3
from earseg_app.inference.shape import ShapeFit, beyond, fit_shape, name_parts
from earseg_app.inference.sides import chirality_of_labels
from earseg_app.inference.tiling import plan, predict_tiled

Float32Array = NDArray[np.float32]
# Sets of axes along which the image is mirrored before a further look; the ear network knows no left and right.
Flips = Sequence[tuple[int, ...]]
NO_FLIPS: Flips = ((),)
# How far a box is widened where the ear reaches its edge, and the room it gets elsewhere, mm.
WIDEN_MM, MARGIN_MM = 8.0, 4.0
# A labyrinth in any orientation fits into this box with room to spare, mm.
MOST_SIZE_MM = 33.0
# Where the whole's shape leaves doubt: its weight against the shape that the parts named by the network make.
FIT_SHARE = 0.6
# What lies beyond the usual shape: too little to speak of, and so large a share of the ear that it may belong to it.
CRUMB_MM3 = 1.0
MOST_LEAK_SHARE = 0.1
REACHES_BEYOND = "The ear reaches beyond the usual shape: it is malformed, or the network ran out of it. Check it."
UNCLEAR_PARTS = (
    "This model knows no parts, and the ear has no usual shape to tell them by: take only the whole ear, not its parts."
)
UNUSUAL_SHAPE = "The ear has no usual shape: it is malformed or badly segmented. The network alone named its parts."
# Voxels kept around the labels on the way back to the scan, so that sub-voxel borders survive.
RIM = 2


@dataclass(frozen=True, eq=False)
class FineEar:
    """One ear on cubic voxels.

    `probabilities`: (6, z, y, x), in accord with `labels`. `labels`: [z, y, x] part codes 1…5, cleaned.
    `uncertainty`: [z, y, x], 0 sure … 1 undecided. `is_cut`: the ear reaches the edge of the scan.
    `chirality`: about +1 for the shape of a right ear, −1 for a left one, near 0 when it cannot tell.
    `doubts`: sentences on what to check. `malformed`: one more, on why the shape is not a usual ear's, or empty.
    """

    probabilities: Float32Array
    labels: LabelArray
    uncertainty: Float32Array
    grid: Grid
    is_cut: bool
    chirality: float = 0.0
    doubts: tuple[str, ...] = ()
    malformed: str = ""

    @property
    def center_lps_mm(self) -> FloatArray:
        """(3,) LPS mm of the centre of the labels, of which there must be some."""
        return self.grid.lps_from_index(ndimage.center_of_mass(self.labels > 0))

    @property
    def mean_uncertainty(self) -> float:
        """Mean uncertainty inside the ear, 0…1."""
        inside = self.labels > 0
        return float(self.uncertainty[inside].mean()) if inside.any() else 1.0


def segment_ear(
    volume: Volume,
    region: Region | None,
    network: Predictor,
    reporter: Reporter,
    message: str = "",
    flips: Flips = NO_FLIPS,
) -> FineEar:
    """Segment the ear inside `region` of a volume, or in the whole volume; its labels may turn out empty.

    A box that cuts through the ear although the scan goes on is widened, once.

    Raises:
        Cancelled: if the reporter was cancelled.
    """
    ear = _look(volume, region, network, reporter, message, flips)
    wider = _widened(ear, volume.grid)
    if wider is not None:
        ear = _look(volume, wider, network, reporter, message, flips)
    return _with_shape(ear, network.manifest.names_parts)


def write_ear(
    ear: FineEar, offset: int, labels: LabelArray, uncertainty: NDArray[np.uint8], grid: Grid
) -> tuple[LabelArray, Grid]:
    """Write one ear, its codes plus `offset`, into labels and uncertainty [z, y, x] on the scan's `grid`, in place.

    Probabilities, not labels, are interpolated, and only in the box of the ear. Returns the part of `labels` that
    holds the ear, and its grid.
    """
    box, target = _scan_box(ear.grid, grid)
    doubt = resample_array(ear.uncertainty, ear.grid, target) * np.float32(255.0)
    np.maximum(uncertainty[box], doubt.round().astype(np.uint8), out=uncertainty[box])
    rim = _rim(ear.labels)
    source = ear.grid.crop([s.start for s in rim], [s.stop - s.start for s in rim])
    box, target = _scan_box(source, grid)
    found = labels_from(to_grid(ear.probabilities[(slice(None), *rim)], source, target))
    inside = found > 0
    labels[box][inside] = found[inside] + np.uint8(offset)
    return labels[box], target


def uncertainty_of(probabilities: Float32Array) -> Float32Array:
    """Entropy [z, y, x], 0…1 bit, of ear against background in probabilities (C, z, y, x); parts do not count."""
    background = np.clip(probabilities[0], np.float32(1e-6), np.float32(1.0 - 1e-6))
    ear = np.float32(1.0) - background
    return np.asarray(-background * np.log2(background) - ear * np.log2(ear), np.float32)


def _look(
    volume: Volume, region: Region | None, network: Predictor, reporter: Reporter, message: str, flips: Flips
) -> FineEar:
    hu, grid = resample(volume, network.manifest.spacing_mm, region)
    image = as_input(hu, network.manifest)
    tiles = plan(grid.shape_zyx, network.manifest.patch_zyx, network.multiple)
    probabilities = np.zeros((len(network.manifest.labels), *grid.shape_zyx), np.float32)
    for number, axes in enumerate(flips):
        part = reporter.part(number / len(flips), (number + 1) / len(flips))
        looked = predict_tiled(np.flip(image, axes), tiles, network, len(probabilities), part, message)
        probabilities += np.flip(looked, tuple(axis + 1 for axis in axes))
    probabilities /= np.float32(len(flips))
    return _cleaned(probabilities if network.manifest.names_parts else _shared_out(probabilities), grid)


def _shared_out(probabilities: Float32Array) -> Float32Array:
    """Probabilities (6, z, y, x), every part as likely, of those of background and whole ear (2, z, y, x)."""
    share = probabilities[1] / np.float32(len(Part))
    return np.stack([probabilities[0], *[share] * len(Part)])


def _cleaned(probabilities: Float32Array, grid: Grid, chirality: float = 0.0) -> FineEar:
    labels = clean(labels_from(probabilities))
    is_cut = bool(np.any(_touching(labels)))
    return FineEar(impose(probabilities, labels), labels, uncertainty_of(probabilities), grid, is_cut, chirality)


def _with_shape(ear: FineEar, names_parts: bool) -> FineEar:
    """The ear with its chirality and, where the shape of the whole is clear, with parts that agree with it.

    A network that `names_parts` names them where the shape is not clear.
    """
    if not _may_be_ear(ear):
        return ear
    fit = fit_shape(ear.labels > 0, ear.grid)
    if not names_parts and not fit.is_clear:
        probabilities = name_parts(ear.probabilities, fit.placement, ear.grid)
        return replace(
            _cleaned(probabilities, ear.grid),
            uncertainty=ear.uncertainty,
            chirality=fit.chirality,
            malformed=UNCLEAR_PARTS,
        )
    if fit.is_clear:
        within = _within_shape(ear, fit)
        named = _cleaned(name_parts(within.probabilities, fit.placement, ear.grid), ear.grid, fit.chirality)
        return replace(named, uncertainty=ear.uncertainty, doubts=within.doubts, malformed=within.malformed)
    chirality = chirality_of_labels(ear.labels, ear.grid)
    if fit.is_usual:
        chirality = FIT_SHARE * fit.chirality + (1.0 - FIT_SHARE) * float(np.clip(chirality, -1.0, 1.0))
    return replace(ear, chirality=chirality, malformed=UNUSUAL_SHAPE)


def _within_shape(ear: FineEar, fit: ShapeFit) -> FineEar:
    """The ear's probabilities without what ran out of the labyrinth, and a doubt where that was more than a crumb.

    Much of it may be a malformed ear, not a leak: then all of it stays, and the sentence says so.
    """
    far = beyond(ear.labels > 0, fit.placement, ear.grid)
    volume_mm3 = np.count_nonzero(far) * ear.grid.voxel_volume_mm3
    if volume_mm3 < CRUMB_MM3:
        return ear
    if np.count_nonzero(far) > MOST_LEAK_SHARE * np.count_nonzero(ear.labels):
        return replace(ear, malformed=REACHES_BEYOND)
    within = ear.probabilities.copy()
    within[:, far] = 0.0
    within[0, far] = 1.0
    doubt = f"{volume_mm3:.0f} mm³ beyond the usual shape of an ear were left out. Check what is beside it."
    return replace(ear, probabilities=within, doubts=(doubt,))


def _widened(ear: FineEar, scan: Grid) -> Region | None:
    """A box about the labels where an ear, not just anything, touches the edge of its own and the scan goes on."""
    touching = _touching(ear.labels)
    if not touching.any() or not _may_be_ear(ear):
        return None
    grid = ear.grid
    low, high = np.array([(s.start - 0.5, s.stop - 0.5) for s in _rim(ear.labels)]).T
    low -= np.where(touching[:, 0], WIDEN_MM, MARGIN_MM) / grid.spacing
    high += np.where(touching[:, 1], WIDEN_MM, MARGIN_MM) / grid.spacing
    x, y, z = grid.lps_from_index((low + high) / 2.0)
    size = np.minimum((high - low) * grid.spacing, MOST_SIZE_MM)
    region = Region((float(x), float(y), float(z)), (float(size[0]), float(size[1]), float(size[2])))
    gain_mm = _gain_mm(working_grid(scan, grid.spacing_zyx_mm[0], region), grid)
    # The scan's voxels may be large: what it adds must be more than rounding.
    return region if np.any(gain_mm[touching] > 1.0) else None


def _gain_mm(wider: Grid, grid: Grid) -> FloatArray:
    """(3, 2) how far a grid reaches beyond another of the same axes, before its first and after its last voxel, mm."""
    first = grid.index_from_lps(wider.lps_from_index([-0.5] * 3)) + 0.5
    last = grid.index_from_lps(wider.lps_from_index(np.array(wider.shape_zyx) - 0.5)) - np.array(grid.shape_zyx) + 0.5
    return np.stack([-first, last], axis=1) * grid.spacing[:, None]


def _may_be_ear(ear: FineEar) -> bool:
    low, high = POSSIBLE_MM3
    volume = np.count_nonzero(ear.labels) * ear.grid.voxel_volume_mm3
    return bool(low / 2.0 <= volume <= high and ear.mean_uncertainty <= HOPELESS)


def _touching(labels: LabelArray) -> NDArray[np.bool_]:
    return np.array(touches_border(labels > 0))


def _rim(labels: LabelArray) -> tuple[slice, slice, slice]:
    """The bounding box of the labels and `RIM` voxels around it; the first voxel when there are none."""
    boxes = ndimage.find_objects((labels > 0).astype(np.uint8), max_label=1)
    box = boxes[0] or (slice(0, 1),) * 3
    z, y, x = (slice(max(s.start - RIM, 0), min(s.stop + RIM, n)) for s, n in zip(box, labels.shape, strict=True))
    return z, y, x


def _scan_box(fine: Grid, scan: Grid) -> tuple[tuple[slice, slice, slice], Grid]:
    """The voxels of the scan whose centres lie within the fine grid's outer borders, at least one, and their grid."""
    corners: FloatArray = np.array([[-0.5] * 3, [n - 0.5 for n in fine.shape_zyx]])
    low, high = scan.index_from_lps(fine.lps_from_index(corners))
    last = np.array(scan.shape_zyx) - 1
    start = np.clip(np.ceil(low - 1e-6), 0, last).astype(int)
    stop = np.clip(np.floor(high + 1e-6), start, last).astype(int) + 1
    z, y, x = (slice(int(a), int(b)) for a, b in zip(start, stop, strict=True))
    return (z, y, x), scan.crop(start, stop - start)
