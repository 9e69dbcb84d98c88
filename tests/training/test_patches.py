"""Patches look like scans of other patients, and their labels stay on the ear."""

from dataclasses import replace

import numpy as np
import pytest

from training.cases import LUMEN, Case, load_case, save_case
from training.patches import Recipe, degrade, make_patch, refill, thick_slices

WALL_HU, AIR_HU = 2000, -800


def air_filled_ear() -> Case:
    """A ball of air, radius 4 mm, in bone: an ear whose lumen dried out, with a pocket of air in one corner."""
    z, y, x = np.indices((50, 50, 50)) * 0.3 - 7.35
    ball = np.sqrt(z**2 + y**2 + x**2) < 4.0
    pocket = (z > 5.0) & (y > 5.0)
    hu = np.where(ball | pocket, AIR_HU, WALL_HU).astype(np.int16)
    region = np.where(ball, LUMEN, np.where(pocket, LUMEN + 1, 0)).astype(np.uint8)
    wall = np.full(hu.shape, WALL_HU, np.int16)
    return Case("ball", hu, ball.astype(np.uint8), (0.3, 0.3, 0.3), region, wall, float(AIR_HU))


def test_refilling_turns_the_air_of_the_lumen_into_fluid_and_leaves_the_bone() -> None:
    case = air_filled_ear()
    hu = refill(case, np.random.default_rng(0))
    assert -150 < np.median(hu[case.labels == 1]) < 300
    bone = (case.region == 0) & (case.hu == WALL_HU)
    assert abs(float(np.median(hu[bone])) - WALL_HU) < 1


def test_the_border_of_a_dried_lumen_moves_to_where_experts_draw_it_in_fluid() -> None:
    case = air_filled_ear()
    assert case.wall_hu is not None
    halfway = replace(case, hu=np.where(case.labels > 0, (WALL_HU + AIR_HU) // 2, case.hu).astype(np.int16))
    hu = refill(halfway, np.random.default_rng(0))
    fluid = float(np.median(refill(case, np.random.default_rng(0))[case.labels > 0]))
    level = (float(np.median(hu[case.labels > 0])) - fluid) / (WALL_HU - fluid)
    assert level == pytest.approx(0.447, abs=0.02)


def test_pockets_of_air_are_filled_in_some_draws_and_left_in_others() -> None:
    case = air_filled_ear()
    assert case.region is not None
    inner = case.region == LUMEN + 1
    medians = [float(np.median(refill(case, np.random.default_rng(seed))[inner])) for seed in range(20)]
    assert min(medians) < -600
    assert max(medians) > -200


def test_the_same_seed_gives_the_same_patch_and_another_seed_another() -> None:
    case = air_filled_ear()
    one, again, other = (make_patch(case, 24, Recipe(), np.random.default_rng(seed)) for seed in (3, 3, 4))
    np.testing.assert_array_equal(one.image, again.image)
    np.testing.assert_array_equal(one.labels, again.labels)
    assert not np.array_equal(one.image, other.image)


def test_a_patch_is_normalised_and_its_labels_lie_on_the_dark_lumen() -> None:
    recipe = Recipe(elsewhere=0.0, jitter_mm=0.0, noise_hu=1.0)
    patch = make_patch(air_filled_ear(), 32, recipe, np.random.default_rng(11))
    assert patch.image.dtype == np.float32
    assert patch.image.min() >= -1.0
    assert patch.image.max() <= 1.0
    share = (patch.labels > 0).mean() * 32**3 * 0.3**3 / (4 / 3 * np.pi * 4.0**3)
    assert 0.3 < share < 1.8  # scaled and perhaps cut, but there
    assert patch.image[patch.labels > 0].mean() < patch.image[patch.labels == 0].max()


def test_at_the_border_a_voxel_is_partly_labyrinth_and_its_part_is_the_nearest() -> None:
    recipe = Recipe(elsewhere=0.0, jitter_mm=0.0)
    patch = make_patch(air_filled_ear(), 32, recipe, np.random.default_rng(11))
    border = (patch.share > 0.2) & (patch.share < 0.8)
    assert border.sum() > 300
    assert (patch.parts[border] == 1).all()
    assert (patch.parts[patch.share == 0] == 0).all()
    np.testing.assert_array_equal(patch.labels > 0, patch.share > 0.5)


def test_some_patches_lie_where_an_ear_is_easily_seen_in_error() -> None:
    case = replace(air_filled_ear(), spots_mm=np.array([[2.0, 2.0, 2.0]]))
    recipe = Recipe(hard=1.0, elsewhere=0.0, jitter_mm=0.0, warp_mm=0.1)
    shares = [make_patch(case, 16, recipe, np.random.default_rng(seed)).share.mean() for seed in range(6)]
    at_the_ear = make_patch(case, 16, replace(recipe, hard=0.0), np.random.default_rng(0)).share.mean()
    assert max(shares) < 0.5 * at_the_ear


def test_a_dried_specimen_is_also_learned_from_as_it_was_scanned() -> None:
    recipe = Recipe(elsewhere=0.0, jitter_mm=0.0, noise_hu=1.0, dry=1.0)
    dry, filled = (make_patch(air_filled_ear(), 24, replace(recipe, dry=d), np.random.default_rng(5)) for d in (1, 0))
    assert np.median(dry.image[dry.labels > 0]) < np.median(filled.image[filled.labels > 0]) - 0.15


def test_a_patient_who_moved_is_seen_in_two_places() -> None:
    image = np.zeros((20, 20, 20), np.float32)
    image[10, 10, 10] = 1000.0
    quiet = Recipe(noise_hu=1e-3)
    counts = [
        np.count_nonzero(degrade(image, replace(quiet, moved=m), np.random.default_rng(1)) > 40) for m in (0.0, 1.0)
    ]
    assert counts[1] > counts[0]


def test_thick_slices_blur_along_one_axis_only() -> None:
    image = np.zeros((30, 30, 30), np.float32)
    image[15, 15, 15] = 1.0
    blurred = thick_slices(image, 3.0, 0)
    assert np.count_nonzero(blurred[:, 15, 15] > 1e-3) > 2
    assert np.count_nonzero(blurred[15, :, 15] > 1e-3) <= 1
    assert np.abs(thick_slices(np.full((20, 20, 20), 7.0, np.float32), 4.0, 1) - 7.0).max() < 1e-4


def test_a_case_comes_back_from_the_cache_as_it_was(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("cache")
    case = air_filled_ear()
    save_case(folder, case)
    back = load_case(folder / "ball.npz")
    assert back.name == "ball"
    assert back.spacing_zyx_mm == case.spacing_zyx_mm
    assert back.lumen_hu == case.lumen_hu
    assert back.region is not None
    assert case.region is not None
    np.testing.assert_array_equal(back.hu, case.hu)
    np.testing.assert_array_equal(back.region, case.region)
