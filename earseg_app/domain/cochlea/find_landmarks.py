"""Find the landmarks of an ear by themselves, from its labels."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.cochlea.landmarks import EarLandmarks, LandmarkOrigin, triple
from earseg_app.domain.cochlea.template import CochleaTemplate, mean_cochlea
from earseg_app.domain.cochlea.template_fit import Placement, fit_template
from earseg_app.domain.errors import MeasurementError
from earseg_app.domain.geometry import FloatArray, Grid
from earseg_app.domain.labyrinth.distance_field import DistanceField
from earseg_app.domain.labyrinth.ear_block import CORRECT_BY_HAND, cochlea_of, cut_out_ear, largest_piece
from earseg_app.domain.segmentation import LabelArray

# The 17 real ears leave at most 0.11 mm between the wall and the fitted mean cochlea, wrong fits more than 0.3 mm.
LARGEST_RESIDUAL_MM = 0.28
# Above this the ear may be mirrored: it is when its mirror image fits better by this factor (in real ears by 0.2-0.4).
DOUBTFUL_RESIDUAL_MM = 0.15
MIRRORED_SHARE = 0.9
SCALE_RANGE = (0.7, 1.35)
# Mean distance from the expert's landmarks in 17 real ears, each found by a template that never saw it
# (`python -m training.cochlea_template EARS --evaluate`); the modiolar axis is 3.7° from the expert's.
LEAVE_ONE_OUT_ERROR_MM = {"round_window": 0.33, "oval_window": 0.26, "modiolus_base": 0.38, "apex": 0.38}
LEAVE_ONE_OUT_AXIS_ERROR_DEG = 3.7


def find_landmarks(labels: LabelArray, grid: Grid, side: Side, template: CochleaTemplate | None = None) -> EarLandmarks:
    """Round window, oval window and modiolar axis of one ear of a label array [z, y, x], LPS mm.

    The mean cochlea of real ears (`CochleaTemplate`, Wimmer 2019) is fitted to the labels by a similarity, from every
    direction, and its landmarks are carried over: see `LEAVE_ONE_OUT_ERROR_MM` for how well.

    Raises:
        MeasurementError: if there is no cochlea, it is cut off, or it does not have the shape of one.
    """
    block, block_grid = cut_out_ear(labels, grid, side)
    cochlea = cochlea_of(block, block_grid, side)
    # What hangs on to the cochlea is the ear; islands elsewhere would only mislead.
    ear = largest_piece(block > 0) | cochlea
    template = template or mean_cochlea()
    field = DistanceField.of(ear, block_grid)
    center_lps = _centroid_lps(cochlea, block_grid)
    placement = fit_template(template, field, side, template.cochlea_center_mm, center_lps)
    if placement.residual_mm > DOUBTFUL_RESIDUAL_MM:
        other = Side.LEFT if side is Side.RIGHT else Side.RIGHT
        mirrored = fit_template(template, field, other, template.cochlea_center_mm, center_lps)
        if mirrored.residual_mm < MIRRORED_SHARE * placement.residual_mm:
            raise MeasurementError(
                f"The {side.word} ear has the shape of a {other.word} one.",
                "Check whether the images are mirrored or the sides exchanged.",
            )
    return landmarks_at(placement, template)


def find_landmarks_in_labyrinth(
    mask: NDArray[np.bool_], grid: Grid, side: Side, template: CochleaTemplate | None = None
) -> EarLandmarks:
    """The landmarks of an ear whose mask [z, y, x] holds the whole labyrinth without telling its parts, LPS mm.

    Raises:
        MeasurementError: if the mask is empty or its cochlea does not have the shape of one.
    """
    return landmarks_at(place_in_labyrinth(mask, grid, side, template), template)


def place_in_labyrinth(
    mask: NDArray[np.bool_], grid: Grid, side: Side, template: CochleaTemplate | None = None
) -> Placement:
    """Where the mean cochlea lies in a mask [z, y, x] of the whole labyrinth.

    Raises:
        MeasurementError: if the mask is empty.
    """
    return _placed(mask, grid, (side,), template)[side]


def place_either_side(mask: NDArray[np.bool_], grid: Grid) -> dict[Side, Placement]:
    """Where the mean cochlea lies in a mask [z, y, x] of the whole labyrinth, taken for a right and for a left ear.

    Raises:
        MeasurementError: if the mask is empty.
    """
    return _placed(mask, grid, tuple(Side), None)


def _placed(
    mask: NDArray[np.bool_], grid: Grid, sides: tuple[Side, ...], template: CochleaTemplate | None
) -> dict[Side, Placement]:
    template = template or mean_cochlea()
    whole = np.where(mask, label_code(sides[0], Part.COCHLEA), 0).astype(np.uint8)
    block, block_grid = cut_out_ear(whole, grid, sides[0])
    ear = largest_piece(block > 0)
    field, center_lps = DistanceField.of(ear, block_grid), _centroid_lps(ear, block_grid)
    return {side: fit_template(template, field, side, template.labyrinth_center_mm, center_lps) for side in sides}


def landmarks_at(placement: Placement, template: CochleaTemplate | None = None) -> EarLandmarks:
    """The landmarks of the mean cochlea where it lies in the patient, LPS mm; the oval window is the vestibule's.

    Raises:
        MeasurementError: if it does not fit: the ear's cochlea does not have the shape of one.
    """
    template = template or mean_cochlea()
    low, high = SCALE_RANGE
    if placement.residual_mm > LARGEST_RESIDUAL_MM or not low < placement.scale < high:
        raise MeasurementError(
            f"The {placement.side.word} cochlea does not have the shape of a normal cochlea "
            f"(its wall lies {placement.residual_mm:.2f} mm from the best fit).",
            CORRECT_BY_HAND,
        )
    own = placement.cochlea or placement
    points = own.to_lps(np.stack([template.round_window_mm, template.modiolus_base_mm, template.apex_mm]))
    window, base, apex = (triple(point) for point in points)
    oval = triple(placement.to_lps(template.oval_window_mm[None])[0])
    return EarLandmarks(placement.side, window, oval, base, apex, LandmarkOrigin.AUTOMATIC)


def _centroid_lps(mask: NDArray[np.bool_], grid: Grid) -> FloatArray:
    return grid.lps_from_index(np.argwhere(mask).mean(axis=0))
