"""The whole way from a scan to named ears, proven with networks that know the answer: what is left is geometry."""

from __future__ import annotations

import numpy as np
import pytest

from earseg_app.domain.anatomy import Part, Side
from earseg_app.domain.geometry import Grid
from earseg_app.domain.progress import Cancelled, Reporter, Step
from earseg_app.domain.resampling import resample_array
from earseg_app.domain.segmentation import Verdict
from earseg_app.domain.volume import Volume
from earseg_app.inference.ear_shape import UNUSUAL_SHAPE
from earseg_app.inference.locate import Candidate
from earseg_app.inference.preprocess import Region
from earseg_app.inference.segmenter import segment_volume
from tests.overlap import dice

# Painted ears have a ball for a cochlea, which is said; nothing else may be.
ONLY_PAINTED = (UNUSUAL_SHAPE,)
TILTED = np.linalg.qr(np.random.default_rng(1).normal(size=(3, 3)))[0]


def crop_grid(spacing=(0.3, 0.3, 0.3), axes=((0, 0, 1), (0, 1, 0), (1, 0, 0)), size_mm=26.0) -> Grid:
    shape = np.ceil(size_mm / np.array(spacing)).astype(int)
    grid = Grid.from_arrays(shape, spacing, (0, 0, 0), axes)
    return Grid.from_arrays(shape, spacing, np.array([40.0, -60.0, 100.0]) - grid.center_lps_mm, axes)


CENTER = (40.0, -61.0, 99.0)


def head_grid() -> Grid:
    """A head 140 mm wide in voxels of 0.4 × 0.35 × 0.35 mm."""
    return Grid((150, 200, 400), (0.4, 0.35, 0.35), (-70.0, -35.0, -30.0))


@pytest.mark.parametrize(
    ("spacing", "axes"),
    [
        ((0.3, 0.25, 0.25), ((0, 0, 1), (0, 1, 0), (1, 0, 0))),
        ((0.2, 0.2, 0.2), ((0, 0, -1), (0, -1, 0), (1, 0, 0))),
        ((0.25, 0.35, 0.2), ((0, 1, 0), (0, 0, -1), (-1, 0, 0))),
        ((0.3, 0.25, 0.35), TILTED),
    ],
)
@pytest.mark.parametrize("is_left", [False, True])
def test_an_ear_comes_back_in_its_place_whatever_the_grid(oracles, painted, spacing, axes, is_left):
    volume, truth = painted(crop_grid(spacing, axes), (CENTER, is_left))
    result = segment_volume(volume, oracles)
    (ear,) = result.ears
    assert ear.side is (Side.LEFT if is_left else Side.RIGHT)
    assert ear.reasons == ONLY_PAINTED
    assert ear.malformed == UNUSUAL_SHAPE
    assert dice(result.labels > 0, truth > 0) > 0.97
    for part in Part:
        assert dice(result.mask(ear.side, part), truth == part + 10 * is_left) > 0.85
    index = np.argwhere(truth > 0).mean(axis=0)
    np.testing.assert_allclose(ear.centroid_lps_mm, volume.grid.lps_from_index(index), atol=0.1)
    assert sum(ear.volumes_mm3.values()) == pytest.approx((truth > 0).sum() * volume.grid.voxel_volume_mm3, rel=0.05)


def test_both_ears_of_a_head_are_found_named_and_written_without_touching_the_rest(oracles, painted):
    volume, truth = painted(head_grid(), ((-38.0, 2.0, 1.0), False), ((36.0, -1.0, 4.0), True))
    steps: list[Step] = []
    result = segment_volume(volume, oracles, Reporter(steps.append))
    assert [ear.side for ear in result.ears] == [Side.RIGHT, Side.LEFT]
    assert all(ear.reasons == ONLY_PAINTED for ear in result.ears)
    assert dice(result.labels > 0, truth > 0) > 0.94
    assert dice(result.mask(Side.LEFT), truth > 10) > 0.94
    messages = {step.message for step in steps}
    assert {"Finding the ears", "Segmenting the right ear", "Segmenting the left ear"} <= messages
    fractions = [step.fraction for step in steps]
    assert fractions == sorted(fractions) and fractions[-1] == 1.0
    # only boxes around the ears are looked at closely, not the head
    assert sum(np.prod(shape) for shape in oracles.ear.seen) < 2 * 1.3 * (33 / 0.3) ** 3


def test_a_pair_that_proves_to_be_no_ears_does_not_hide_the_true_ones(oracles, painted, monkeypatch):
    volume, _ = painted(head_grid(), ((-38.0, 2.0, 1.0), False), ((36.0, -1.0, 4.0), True))
    false_pair = tuple(Candidate(Region((x, 0.0, 0.0), (24.0,) * 3), 200.0) for x in (-5.0, 57.0))
    monkeypatch.setattr("earseg_app.inference.segmenter.find_pair", lambda *_: false_pair)
    assert [ear.side for ear in segment_volume(volume, oracles).ears] == [Side.RIGHT, Side.LEFT]


def test_a_mirrored_head_is_named_by_place_and_every_ear_says_it_looks_mirrored(oracles, painted):
    volume, _ = painted(head_grid(), ((-38.0, 2.0, 1.0), True), ((36.0, -1.0, 4.0), False))
    ears = segment_volume(volume, oracles).ears
    assert [ear.side for ear in ears] == [Side.RIGHT, Side.LEFT]
    for ear in ears:
        assert ear.verdict is Verdict.CHECK and "mirrored" in ear.reasons[0]


def test_one_ear_far_from_the_middle_of_a_head_is_cut_out_whole(oracles, painted):
    volume, truth = painted(head_grid(), ((-50.0, 18.0, -12.0), False))
    result = segment_volume(volume, oracles)
    assert [ear.side for ear in result.ears] == [Side.RIGHT]
    assert dice(result.labels > 0, truth > 0) > 0.94


def test_two_findings_too_near_for_one_head_are_one_ear(oracles, painted):
    volume, _ = painted(head_grid(), ((-38.0, 2.0, 1.0), False), ((-10.0, 2.0, 1.0), True))
    assert len(segment_volume(volume, oracles).ears) == 1


def test_a_box_that_cuts_the_ear_is_widened(oracles, painted, monkeypatch):
    monkeypatch.setattr("earseg_app.inference.locate.MARGIN_MM", -2.0)
    monkeypatch.setattr("earseg_app.inference.locate.LEAST_SIZE_MM", 6.0)
    volume, truth = painted(head_grid(), ((-38.0, 2.0, 1.0), False))
    result = segment_volume(volume, oracles)
    assert dice(result.labels > 0, truth > 0) > 0.94 and result.ears[0].reasons == ONLY_PAINTED


def test_an_ear_cut_by_the_field_of_view_is_to_be_checked(oracles, painted):
    volume, _ = painted(crop_grid(), ((40.0 + 9.5, -61.0, 99.0), False))
    (ear,) = segment_volume(volume, oracles).ears
    assert ear.verdict is not Verdict.GOOD and any("edge of the images" in reason for reason in ear.reasons)


def test_thick_slices_are_to_be_checked(oracles, painted):
    volume, _ = painted(crop_grid((1.0, 0.4, 0.4)), (CENTER, False))
    (ear,) = segment_volume(volume, oracles).ears
    assert ear.verdict is not Verdict.GOOD and "1.0 mm" in " ".join(ear.reasons)


def test_mirrored_looks_give_the_same_ear(oracles, painted):
    volume, _ = painted(crop_grid(), (CENTER, False))
    once = segment_volume(volume, oracles)
    often = segment_volume(volume, oracles, flips=((), (0,), (1, 2)))
    assert dice(once.labels > 0, often.labels > 0) > 0.999


def test_the_uncertainty_lies_on_the_surface_of_the_ear_and_nowhere_else(oracles, painted):
    volume, truth = painted(crop_grid(), (CENTER, False))
    doubt = segment_volume(volume, oracles).uncertainty
    assert doubt.max() > 200
    assert doubt[truth == 0][0] == 0
    middle = np.rint(volume.grid.index_from_lps(CENTER)).astype(int)
    assert doubt[tuple(middle)] == 0


def test_each_ear_keeps_how_much_of_its_voxels_the_network_takes_for_ear(oracles, painted):
    """In voxels of the network's size, wherever the labels are coarser: surfaces pass between voxels by it."""
    volume, _ = painted(crop_grid((0.6, 0.4, 0.4)), (CENTER, True))
    found = segment_volume(volume, oracles)
    (share,) = found.shares
    assert share.grid.spacing_zyx_mm == (0.3, 0.3, 0.3)
    assert share.share.nbytes < 1_000_000
    on_scan = resample_array(share.share, share.grid, volume.grid) > 127.5
    assert dice(on_scan, found.labels > 0) > 0.98


@pytest.mark.parametrize("shape", [(1, 1, 1), (1, 64, 64), (3, 5, 70), (40, 40, 40), (90, 90, 90), (60, 200, 200)])
@pytest.mark.parametrize("hu", [-32768, -1024, 0, 32767])
def test_an_image_of_nothing_holds_no_ear(oracles, shape, hu):
    volume = Volume(np.full(shape, hu, np.int16), Grid(shape, (0.6, 0.6, 0.6), (0, 0, 0)))
    result = segment_volume(volume, oracles)
    assert result.ears == () and not result.labels.any()


def test_a_ball_of_bone_is_no_ear(oracles):
    shape = (90, 90, 90)
    z, y, x = np.indices(shape) * 0.6 - 27.0
    for radius in (2.0, 3.5, 8.0):
        hu = np.where(z**2 + y**2 + x**2 < radius**2, 920, -900).astype(np.int16)
        assert segment_volume(Volume(hu, Grid(shape, (0.6,) * 3, (0, 0, 0))), oracles).ears == ()


def test_cancelling_stops_at_the_next_tile(oracles, painted):
    volume, _ = painted(head_grid(), ((-38.0, 2.0, 1.0), False))
    reporter = Reporter(lambda step: reporter.cancel() if "Segmenting" in step.message else None)
    with pytest.raises(Cancelled):
        segment_volume(volume, oracles, reporter)
    assert len(oracles.ear.seen) == 1
