"""One ear: the fine network on a box around it, in voxels of the network's own size."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from earseg_app.domain.anatomy import Part
from earseg_app.domain.geometry import FloatArray, Grid
from earseg_app.domain.progress import Reporter
from earseg_app.domain.resampling import resample_array
from earseg_app.domain.segmentation import EarShare, LabelArray
from earseg_app.domain.volume import Volume
from earseg_app.inference.ear_shape import with_shape
from earseg_app.inference.fine_ear import FineEar, cleaned
from earseg_app.inference.network import Predictor
from earseg_app.inference.postprocess import touches_border
from earseg_app.inference.preprocess import Region, as_input, labels_from, resample, working_grid
from earseg_app.inference.preprocess import resample_probabilities as to_grid
from earseg_app.inference.tiling import plan, predict_tiled

Float32Array = NDArray[np.float32]
# Sets of axes along which the image is mirrored before a further look; the ear network knows no left and right.
Flips = Sequence[tuple[int, ...]]
NO_FLIPS: Flips = ((),)
# How far a box is widened where the ear reaches its edge, and the room it gets elsewhere, mm.
WIDEN_MM, MARGIN_MM = 8.0, 4.0
# A labyrinth in any orientation fits into this box with room to spare, mm.
MOST_SIZE_MM = 33.0
# With thicker voxels a usual ear may look malformed, mm.
SHARP_MM = 1.0
# Voxels kept around the labels on the way back to the scan, so that sub-voxel borders survive.
RIM = 2


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
    is_sharp = max(volume.grid.spacing_zyx_mm) <= SHARP_MM
    return with_shape(ear, network.manifest.names_parts, is_sharp)


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


def share_of(ear: FineEar) -> EarShare:
    """How much of each of its own voxels belongs to an ear, about its labels."""
    rim = _rim(ear.labels)
    share = np.rint((1.0 - ear.probabilities[0][rim]) * 255.0).astype(np.uint8)
    return EarShare(share, ear.grid.crop([s.start for s in rim], share.shape))


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
    return cleaned(probabilities if network.manifest.names_parts else _shared_out(probabilities), grid)


def _shared_out(probabilities: Float32Array) -> Float32Array:
    """Probabilities (6, z, y, x), every part as likely, of those of background and whole ear (2, z, y, x)."""
    share = probabilities[1] / np.float32(len(Part))
    return np.stack([probabilities[0], *[share] * len(Part)])


def _widened(ear: FineEar, scan: Grid) -> Region | None:
    """A box about the labels where an ear, not just anything, touches the edge of its own and the scan goes on."""
    touching = _touching(ear.labels)
    if not touching.any() or not ear.may_be_ear:
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
