from dataclasses import replace

import numpy as np
import pytest
from scipy import ndimage

from earseg_app.domain.anatomy import Part, Side
from earseg_app.domain.progress import Cancelled, Reporter
from earseg_app.phantom.anatomy import Anatomy
from earseg_app.phantom.cases import axial_grid, make_case
from earseg_app.phantom.ct import noiseless, simulate_ct
from earseg_app.phantom.scanner import BONE, SOFT, draw_scanner

QUIET = noiseless(BONE)


def local_hu(case, side, points_mm):
    """HU at points (n, 3) of the ear's own frame."""
    index = case.volume.grid.index_from_lps(case.anatomy.ear_frame(side).to_lps(points_mm))
    return ndimage.map_coordinates(case.volume.hu.astype(float), index.T, order=1)


def cavity_grid(anatomy):
    return axial_grid(anatomy.ear_frame(Side.RIGHT).to_lps((-7.0, -3.0, -6.0)), [12.0] * 3, [0.5] * 3)


def test_the_case_has_hounsfield_units_of_a_temporal_bone(right_case):
    hu, labels = right_case.volume.hu, right_case.labels
    assert hu.dtype == np.int16
    assert right_case.volume.grid.matches(labels.grid)
    ear = labels.mask(Side.RIGHT)
    core = ndimage.binary_erosion(labels.mask(Side.RIGHT, Part.VESTIBULE), iterations=3)
    shell = ndimage.binary_dilation(ear, iterations=5) & ~ndimage.binary_dilation(ear, iterations=2)
    assert np.median(hu[core]) == pytest.approx(right_case.anatomy.right.lumen_hu, abs=40)
    assert 1600 <= np.percentile(hu[shell], 70) <= 2500
    assert (hu < -900).mean() > 0.01


def test_the_internal_auditory_canal_holds_fluid(right_case):
    assert np.abs(local_hu(right_case, Side.RIGHT, [(7.0, -1.0, 0.4), (8.5, -0.7, 0.3)])).max() < 250


def test_the_ear_canal_and_the_attic_hold_air():
    anatomy = Anatomy.draw(3)
    dry = replace(anatomy.right, effusion=0.0)
    case = make_case(anatomy.with_ear(dry), cavity_grid(anatomy), QUIET)
    assert local_hu(case, Side.RIGHT, [(-11.5, -1.6, -6.0), (-3.0, -5.0, -6.0)]).max() < -800


def test_an_effusion_replaces_the_air():
    anatomy = Anatomy.draw(3)
    wet = make_case(anatomy.with_ear(replace(anatomy.right, effusion=1.0)), cavity_grid(anatomy), QUIET)
    assert local_hu(wet, Side.RIGHT, [(-3.0, -5.0, -6.0)]).max() > -200


def test_better_aerated_ears_hold_more_air():
    anatomy = Anatomy.draw(3)
    center = anatomy.ear_frame(Side.RIGHT).to_lps((-14.0, 8.0, -6.0))
    grid = axial_grid(center, [24.0] * 3, [0.6] * 3)

    def air(aeration):
        ear = replace(anatomy.right, aeration=aeration, effusion=0.0)
        return (simulate_ct(anatomy.with_ear(ear), grid, QUIET).hu < -500).mean()

    assert air(0.95) > 2.0 * air(0.15)


def test_the_same_seed_gives_the_same_voxels_and_another_noise_seed_other_noise():
    anatomy = Anatomy.draw(1)
    grid = axial_grid(anatomy.ear_frame(Side.LEFT).to_lps((0.0, 0.0, 0.0)), [12.0] * 3, [0.4] * 3)
    first = simulate_ct(anatomy, grid)
    assert np.array_equal(first.hu, simulate_ct(anatomy, grid).hu)
    assert not np.array_equal(first.hu, simulate_ct(anatomy, grid, noise_seed=1).hu)


def test_the_same_place_looks_the_same_on_another_grid():
    anatomy = Anatomy.draw(1)
    center = anatomy.ear_frame(Side.LEFT).to_lps((0.0, 0.0, 0.0))
    whole = simulate_ct(anatomy, axial_grid(center, [18.0] * 3, [0.4] * 3), QUIET)
    part_grid = whole.grid.crop((10, 12, 14), (20, 20, 20))
    part = simulate_ct(anatomy, part_grid, QUIET)
    apart = np.abs(part.hu[4:-4, 4:-4, 4:-4].astype(int) - whole.hu[14:26, 16:28, 18:30])
    # coarsely computed surfaces may shift by hundredths of a millimetre
    assert np.percentile(apart, 90) < 120


@pytest.mark.parametrize("scanner", [BONE, SOFT])
def test_noise_has_the_asked_deviation_and_is_correlated_in_plane_only(scanner):
    noise = scanner.noise(np.random.default_rng(0), (30, 80, 80), (0.3, 0.3))
    assert noise.std() == pytest.approx(scanner.noise_hu, rel=0.02)

    def correlation(a, b):
        return np.corrcoef(a.ravel(), b.ravel())[0, 1]

    assert correlation(noise[:, :, 1:], noise[:, :, :-1]) > 0.2
    assert abs(correlation(noise[1:], noise[:-1])) < 0.03


def test_smooth_kernels_have_coarser_noise_than_sharp_ones():
    def neighbour(scanner):
        noise = scanner.noise(np.random.default_rng(0), (10, 80, 80), (0.3, 0.3))
        return np.corrcoef(noise[:, :, 2:].ravel(), noise[:, :, :-2].ravel())[0, 1]

    assert neighbour(SOFT) > neighbour(BONE) + 0.3


def test_a_sharp_kernel_overshoots_at_an_edge_and_a_smooth_one_does_not():
    edge = np.zeros((1, 40, 40), np.float32)
    edge[:, :, 20:] = 1000.0
    assert BONE.blurred_in_plane(edge, (0.2, 0.2)).max() > 1020.0
    assert SOFT.blurred_in_plane(edge, (0.2, 0.2)).max() <= 1000.0 + 1e-2


def test_a_point_spreads_to_the_stated_width():
    point = np.zeros((1, 81, 81), np.float32)
    point[0, 40, 40] = 1.0
    line = SOFT.blurred_in_plane(point, (0.1, 0.1))[0, 40]
    assert (line > line.max() / 2).sum() * 0.1 == pytest.approx(SOFT.psf_fwhm_mm, abs=0.15)


def test_thick_slices_average_along_the_body():
    anatomy = Anatomy.draw(2)
    grid = axial_grid(anatomy.ear_frame(Side.RIGHT).to_lps((0.0, 0.0, 0.0)), (16.0, 16.0, 8.0), (0.5, 0.5, 1.0))
    thin = simulate_ct(anatomy, grid, replace(QUIET, slice_thickness_mm=0.2)).hu.astype(float)
    thick = simulate_ct(anatomy, grid, replace(QUIET, slice_thickness_mm=3.0)).hu.astype(float)
    assert np.abs(np.diff(thick, axis=0)).mean() < 0.7 * np.abs(np.diff(thin, axis=0)).mean()


def test_drawn_protocols_are_seeded_and_varied():
    drawn = [draw_scanner(seed) for seed in range(30)]
    assert draw_scanner(3) == drawn[3]
    assert min(s.psf_fwhm_mm for s in drawn) < 0.45
    assert max(s.psf_fwhm_mm for s in drawn) > 0.8
    assert any(s.overshoot == 0.0 for s in drawn)
    assert any(s.overshoot > 0.0 for s in drawn)


def test_outside_the_circle_of_reconstruction_lies_padding():
    anatomy = Anatomy.draw(2)
    grid = axial_grid((0.0, 0.0, 0.0), (40.0, 40.0, 2.0), (1.0, 1.0, 1.0))
    hu = simulate_ct(anatomy, grid, replace(BONE, circular=True)).hu
    assert (hu[:, 0, 0] == -1024).all()
    assert (hu[:, 20, 20] > -1024).all()


def test_beside_the_head_is_air():
    anatomy = Anatomy.draw(2)
    hu = simulate_ct(anatomy, axial_grid((130.0, 0.0, 0.0), [10.0] * 3, [1.0] * 3), QUIET).hu
    assert (hu == -1000).all()


def test_scanning_can_be_cancelled():
    reporter = Reporter()
    reporter.cancel()
    with pytest.raises(Cancelled):
        simulate_ct(Anatomy.draw(2), axial_grid((0.0, 0.0, 0.0), [4.0] * 3, [1.0] * 3), reporter=reporter)
