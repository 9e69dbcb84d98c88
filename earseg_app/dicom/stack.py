"""Lay slices over each other: from positions and orientations to one right-angled grid, in words where it is not even.

Everything is computed from ImagePositionPatient and ImageOrientationPatient (DICOM PS3.3 C.7.6.2.1.1), never from
file names, instance numbers or the stated tilt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from earseg_app.domain.errors import UnsupportedVolume
from earseg_app.domain.gaps import Gap, Gaps, MissingSlices
from earseg_app.domain.geometry import Grid

FloatArray = NDArray[np.float64]

# Positions are written with a few decimals: below this two slices are the same one, mm.
SAME_PLACE_MM = 1e-3
# A slice this share of the spacing off its even place is still taken as even.
EVEN_SHARE = 0.05
# Positions are often written with one decimal of a millimetre: 0.05 mm off, and as much again for the fitted line.
ROUNDING_MM = 0.1
# Unasked, no voxel values are invented across more than this, mm.
MAX_BRIDGED_MM = 2.5
# In-plane shifts below this share of a pixel are rounding.
SHIFT_SHARE = 0.05
ORIENTATION_TOLERANCE = 1e-3
# A step this many times the usual one lacks a slice; a shorter one is uneven.
MISSING_STEPS = 1.5


@dataclass(frozen=True)
class Slice:
    """Where one image lies.

    `position_lps_mm`: centre of its first pixel. `orientation`: as in `Header`.
    `pixel_spacing_mm`: between rows, then between columns.
    """

    position_lps_mm: tuple[float, float, float]
    orientation: tuple[float, ...]
    pixel_spacing_mm: tuple[float, float]
    rows: int
    columns: int


@dataclass(frozen=True)
class Layer:
    """One slice of the volume: `(1 - weight) * first + weight * second`, where both are indices of input images.

    `is_empty`: nothing was scanned there.
    """

    first: int
    second: int
    weight: float
    is_empty: bool = False


@dataclass(frozen=True, eq=False)
class Stack:
    """How to build the volume: its grid, its layers, and how far each image is moved within its plane first.

    `shift_px`: per input image, (rows, columns) by which its first pixel lies inside the grid's first; fractional.
    `mark`: the few words that every view has to show, "" when nothing is missing.
    """

    grid: Grid
    layers: tuple[Layer, ...]
    shift_px: FloatArray
    notes: tuple[str, ...]
    mark: str = ""

    def order(self) -> list[int]:
        """The input images in the order in which the layers need them, each once."""
        ends = [
            index
            for layer in self.layers
            if not layer.is_empty
            for index, share in ((layer.first, 1.0 - layer.weight), (layer.second, layer.weight))
            if share > 0.0
        ]
        return list(dict.fromkeys(ends))


def plane_axes(orientation: Sequence[float]) -> FloatArray:
    """(3, 3) unit vectors, LPS: the slice normal, down the rows, along the columns of an ImageOrientationPatient.

    Raises:
        UnsupportedVolume: if the two directions are no directions, or not at right angles.
    """
    along, down = np.array(orientation[:3], float), np.array(orientation[3:], float)
    lengths = np.linalg.norm(along), np.linalg.norm(down)
    if min(lengths) < 0.5 or abs(along @ down) > ORIENTATION_TOLERANCE * lengths[0] * lengths[1]:
        raise UnsupportedVolume(
            "The images state an impossible orientation.", "Ask for the original series from the scanner."
        )
    along /= lengths[0]
    down = down - (down @ along) * along
    down /= np.linalg.norm(down)
    return np.array([np.cross(along, down), down, along])


def sort_order(slices: Sequence[Slice]) -> NDArray[np.intp]:
    """Indices of slices of one orientation along their normal, lowest first."""
    axes = plane_axes(slices[0].orientation)
    return np.argsort([np.array(s.position_lps_mm) @ axes[0] for s in slices], kind="stable")


def lay(slices: Sequence[Slice], gaps: Gaps = Gaps.BRIDGE_SHORT) -> Stack:
    """The grid and the layers of a series' slices, in any order.

    Raises:
        MissingSlices: if there are gaps that `gaps` does not allow to be filled or left.
        UnsupportedVolume: if they cannot form one volume truthfully; the sentence says why.
    """
    _check_alike(slices)
    axes = plane_axes(slices[0].orientation)
    # (n, 3): along the normal, down the rows, along the columns, mm.
    places = np.array([s.position_lps_mm for s in slices], float) @ axes.T
    order = np.argsort(places[:, 0], kind="stable")
    kept, notes = _drop_duplicates(places, order)
    heights = places[kept, 0]
    if len(kept) < 2:
        raise UnsupportedVolume("This series holds a single slice.", "A volume needs a stack of slices.")
    spacing, layers, gap_notes, mark = _layers(heights, kept, gaps)
    pixel = np.array(slices[0].pixel_spacing_mm, float)
    shift_px, corner, extra, tilt_notes = _shifts(places, kept, pixel)
    shape = (len(layers), slices[0].rows + extra[0], slices[0].columns + extra[1])
    origin = np.array([heights[0], *corner]) @ axes
    grid = Grid.from_arrays(shape, (spacing, *pixel), origin, axes)
    return Stack(grid, layers, shift_px, (*notes, *gap_notes, *tilt_notes), mark)


def _check_alike(slices: Sequence[Slice]) -> None:
    sizes = {(s.rows, s.columns) for s in slices}
    orientations = np.array([s.orientation for s in slices], float)
    spacings = np.array([s.pixel_spacing_mm for s in slices], float)
    if len(sizes) > 1:
        raise UnsupportedVolume("The images of this series differ in size.", "Choose another series.")
    if not np.allclose(orientations, orientations[0], atol=ORIENTATION_TOLERANCE):
        raise UnsupportedVolume("The images of this series are oriented differently.", "Choose another series.")
    if not np.allclose(spacings, spacings[0], rtol=1e-3):
        raise UnsupportedVolume("The images of this series differ in pixel size.", "Choose another series.")


def _drop_duplicates(places: FloatArray, order: NDArray[np.intp]) -> tuple[NDArray[np.intp], list[str]]:
    keep = np.concatenate([[True], np.diff(places[order, 0]) > SAME_PLACE_MM])
    dropped = int(np.count_nonzero(~keep))
    notes = [f"{dropped} image(s) lie at the place of another one and were left out."] if dropped else []
    return order[keep], notes


def _even_spacing(heights: FloatArray) -> float | None:
    """The spacing, mm, when all slices lie on even places but for rounding of the positions, else None."""
    spacing, start = np.polyfit(np.arange(len(heights)), heights, 1)
    off = heights - start - spacing * np.arange(len(heights))
    even = np.abs(off).max() <= min(max(EVEN_SHARE * spacing, ROUNDING_MM), 0.2 * spacing)
    # Rounded to a millionth of a micrometre, so that 0.4 mm is 0.4.
    return round(float(spacing), 9) if even else None


def _layers(heights: FloatArray, kept: NDArray[np.intp], gaps: Gaps) -> tuple[float, tuple[Layer, ...], list[str], str]:
    """The spacing in mm, the layers at that spacing, what to say of those that had to be made, and the mark."""
    even = _even_spacing(heights)
    if even is not None:
        return even, tuple(Layer(int(k), int(k), 0.0) for k in kept), [], ""
    steps = np.diff(heights)
    usual = _usual(steps)
    spacing = float(steps[usual].mean())
    holes = _holes(steps, spacing, gaps)
    below, weight = _between(heights, steps, spacing)
    empty = holes[below] & (weight > 0.0) & (weight < 1.0) & (gaps is Gaps.LEAVE_EMPTY)
    layers = (
        Layer(int(kept[b]), int(kept[b + 1]), float(w), bool(e)) for b, w, e in zip(below, weight, empty, strict=True)
    )
    return spacing, tuple(layers), _gap_notes(steps, holes, usual, spacing, gaps), _mark(steps, holes, gaps)


def _holes(steps: FloatArray, spacing: float, gaps: Gaps) -> NDArray[np.bool_]:
    """Mask of the steps over which slices are missing, less those that may be bridged without a word of the user.

    Raises:
        MissingSlices: if the user has to be asked about them.
    """
    bridged_mm = MAX_BRIDGED_MM if gaps is Gaps.BRIDGE_SHORT else 0.0
    holes: NDArray[np.bool_] = steps > max(bridged_mm, MISSING_STEPS * spacing)
    if holes.any() and gaps in (Gaps.ASK, Gaps.BRIDGE_SHORT):
        raise MissingSlices([Gap(int(i) + 1, float(steps[i])) for i in np.flatnonzero(holes)], spacing)
    return holes


def _between(heights: FloatArray, steps: FloatArray, spacing: float) -> tuple[NDArray[np.intp], FloatArray]:
    """Per layer of an even grid: the slice below it, and how far it lies towards the next one (0…1)."""
    count = int(np.floor((heights[-1] - heights[0]) / spacing + 0.5)) + 1
    wanted = np.minimum(heights[0] + np.arange(count) * spacing, heights[-1])
    below = np.clip(np.searchsorted(heights, wanted, side="right") - 1, 0, len(heights) - 2)
    weight = (wanted - heights[below]) / steps[below]
    near = np.minimum(weight, 1.0 - weight) * steps[below] <= max(EVEN_SHARE * spacing, ROUNDING_MM)
    return below, np.where(near, np.rint(weight), weight)


def _usual(steps: FloatArray) -> NDArray[np.bool_]:
    """Mask of the steps that agree with one another, but for rounding; of equally many the shorter ones."""
    ordered = np.sort(steps)
    alike = np.searchsorted(ordered, 1.25 * ordered, "right") - np.searchsorted(ordered, 0.8 * ordered, "left")
    usual = ordered[np.argmax(alike)]
    near: NDArray[np.bool_] = np.logical_and(steps >= 0.8 * usual, steps <= 1.25 * usual)
    return near


def _gap_notes(
    steps: FloatArray, holes: NDArray[np.bool_], usual: NDArray[np.bool_], spacing: float, gaps: Gaps
) -> list[str]:
    """Name the uneven steps, and what was done about them."""
    notes = []
    if holes.any():
        done = (
            "was left empty" if gaps is Gaps.LEAVE_EMPTY else "was filled by interpolation: nothing was scanned there"
        )
        notes.append(f"Slices are missing ({_places(steps, holes, spacing)}): the gap {done}.")
    uneven = ~usual & ~holes
    if uneven.any() or not holes.any():
        uneven = uneven if uneven.any() else steps == steps.max()
        notes.append(
            f"The slices are not evenly spaced ({_places(steps, uneven, spacing)}): "
            "values between them were interpolated."
        )
    return notes


def _mark(steps: FloatArray, holes: NDArray[np.bool_], gaps: Gaps) -> str:
    if not holes.any():
        return ""
    done = "left empty" if gaps is Gaps.LEAVE_EMPTY else "interpolated"
    many = f"{np.count_nonzero(holes)} gaps of up to" if np.count_nonzero(holes) > 1 else "Gap of"
    return f"{many} {steps[holes].max():.1f} mm {done}"


def _places(steps: FloatArray, off: NDArray[np.bool_], spacing: float) -> str:
    index = np.flatnonzero(off)
    named = ", ".join(f"{steps[i]:.2f} mm after slice {i + 1}" for i in index[:3])
    more = f" and {len(index) - 3} more" if len(index) > 3 else ""
    return f"{named}{more}, expected {spacing:.2f} mm"


def _shifts(
    places: FloatArray, kept: NDArray[np.intp], pixel: FloatArray
) -> tuple[FloatArray, FloatArray, tuple[int, int], list[str]]:
    """Shift of each image in pixels, the corner in mm, extra rows and columns, and what to say about it."""
    inplane = places[:, 1:]
    spread = np.ptp(inplane[kept], axis=0)
    if np.all(spread <= SHIFT_SHARE * pixel):
        return np.zeros((len(places), 2)), inplane[kept[0]], (0, 0), []
    corner = inplane[kept].min(axis=0)
    shift_px = (inplane - corner) / pixel
    extra = np.ceil(spread / pixel - SHIFT_SHARE).astype(int)
    return shift_px, corner, (int(extra[0]), int(extra[1])), [_shift_note(places[kept])]


def _shift_note(places: FloatArray) -> str:
    """Tilt if the slices move sideways in step with their height, otherwise a plain sideways move."""
    heights, inplane = places[:, 0], places[:, 1:]
    slope = np.linalg.lstsq((heights - heights[0])[:, None], inplane - inplane[0], rcond=None)[0][0]
    left = inplane - inplane[0] - (heights - heights[0])[:, None] * slope
    if np.abs(left).max() <= 0.1 * np.ptp(inplane, axis=0).max():
        angle = np.degrees(np.arctan(np.linalg.norm(slope)))
        return f"The gantry was tilted by {angle:.1f}°: the slices were moved back to their true places."
    return "The slices lie sideways of one another: each was moved to its stated place."
