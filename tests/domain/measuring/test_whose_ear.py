"""A point belongs to the ear that is near it; where none is segmented, a scan of a whole head tells its half."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from earseg_app.domain.anatomy import Side
from earseg_app.domain.geometry import Grid
from earseg_app.domain.measuring.whose_ear import ear_at, half_of_head
from earseg_app.domain.segmentation import EarFinding, Verdict
from earseg_app.domain.volume import Volume

EARS = (
    EarFinding(Side.RIGHT, (-45.0, 5.0, 0.0), {}, Verdict.GOOD),
    EarFinding(Side.LEFT, (45.0, 5.0, 0.0), {}, Verdict.GOOD),
)


def head(width: int = 75, axes: np.ndarray = np.eye(3)[::-1]) -> Volume:  # noqa: B008
    """Voxels of 2 mm, the middle at x = 3 mm, whichever way its columns run."""
    grid = Grid.from_arrays((4, 4, width), (2.0, 2.0, 2.0), (0.0, 0.0, 0.0), axes)
    origin = np.array([3.0, 0.0, 0.0]) - (grid.center_lps_mm - grid.origin)
    return Volume(np.zeros(grid.shape_zyx, np.int16), Grid.from_arrays(grid.shape_zyx, (2.0, 2.0, 2.0), origin, axes))


@pytest.mark.parametrize(
    ("point", "side"),
    [((-45.0, 20.0, 0.0), Side.RIGHT), ((45.0, 20.0, 10.0), Side.LEFT), ((0.0, 0.0, 0.0), None)],
)
def test_the_nearest_ear_within_three_centimetres(point: tuple[float, float, float], side: Side | None) -> None:
    assert ear_at(point, EARS) is side
    assert ear_at(point, ()) is None


@pytest.mark.parametrize("axes", [np.eye(3)[::-1], np.diag([1.0, 1.0, -1.0])[::-1] @ np.diag([-1.0, 1.0, 1.0])])
def test_the_half_of_a_head_follows_the_patient_not_the_array(axes: np.ndarray) -> None:
    volume = head(axes=axes)
    assert half_of_head((-40.0, 0.0, 0.0), volume) is Side.RIGHT
    assert half_of_head((40.0, 0.0, 0.0), volume) is Side.LEFT
    assert half_of_head((10.0, 0.0, 0.0), volume) is None


def test_a_scan_of_one_ear_or_without_a_patient_tells_no_half() -> None:
    assert half_of_head((-40.0, 0.0, 0.0), head(width=40)) is None
    assert half_of_head((-40.0, 0.0, 0.0), replace(head(), has_patient_frame=False)) is None
