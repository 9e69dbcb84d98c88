"""Surfaces from what a network says of each voxel: truer than labels on thick slices, and never against the labels."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.geometry import Grid
from earseg_app.domain.resampling import resample_array
from earseg_app.domain.segmentation import EarShare, Segmentation
from earseg_app.mesh.check import check
from earseg_app.mesh.ears import ear_surfaces
from earseg_app.mesh.seamless import seamless_surfaces
from earseg_app.mesh.shares import share_surfaces
from earseg_app.mesh.topology import topology_of

VESTIBULE = label_code(Side.RIGHT, Part.VESTIBULE)
COCHLEA = label_code(Side.RIGHT, Part.COCHLEA)
FINE_MM = 0.3


def share_of(shapes, distance, half_mm: float, fine_mm: float = FINE_MM) -> EarShare:
    """What a network would say that knows the shape: the share of each fine voxel inside, to first order."""
    grid = shapes.grid(half_mm, (fine_mm,) * 3)
    index = np.stack(np.meshgrid(*map(np.arange, grid.shape_zyx), indexing="ij"), axis=-1)
    inside = np.clip(0.5 - distance(grid.lps_from_index(index)) / fine_mm, 0.0, 1.0)
    return EarShare(np.rint(255 * inside).astype(np.uint8), grid)


def labelled(share: EarShare, grid: Grid) -> Segmentation:
    """Labels on a scan's grid, as the program makes them of the share: the lower half cochlea, the rest vestibule."""
    inside = resample_array(share.share, share.grid, grid) > 127.5
    half = np.arange(grid.shape_zyx[0])[:, None, None] < grid.shape_zyx[0] // 2
    labels = np.where(inside, np.where(half, COCHLEA, VESTIBULE), 0).astype(np.uint8)
    return Segmentation(labels, grid, shares=(share,))


@pytest.fixture
def thick(shapes) -> Segmentation:
    """A ball with three canals, in slices of 1 mm."""
    return labelled(share_of(shapes, shapes.labyrinth(0.7), 9.5), shapes.grid(9.0, (1.0, 0.5, 0.5)))


def whole_of(segmentation: Segmentation, from_shares: bool = True):
    shares = share_surfaces(segmentation, Side.RIGHT) if from_shares else None
    return ear_surfaces(segmentation, Side.RIGHT, parts=False, whole=True, shares=shares)[0]


def error_mm(surface, distance) -> float:
    return float(np.abs(distance(surface.vertices_lps_mm)).mean())


def test_on_thick_slices_it_lies_far_nearer_to_the_truth_than_the_surface_of_the_labels(shapes, thick):
    truth = shapes.labyrinth(0.7)
    soft, plain = whole_of(thick), whole_of(thick, from_shares=False)
    assert (soft.made_from, plain.made_from) == ("shares", "labels")
    assert error_mm(soft, truth) < 0.5 * error_mm(plain, truth)
    assert error_mm(soft, truth) < 0.07
    assert topology_of(soft.triangles).handles == 3
    assert check(replace(soft, name="right_inner_ear")) == ()


def test_whole_and_parts_keep_the_volumes_of_their_labels(thick):
    voxel_mm3 = thick.grid.voxel_volume_mm3
    cochlea, vestibule, whole = ear_surfaces(thick, Side.RIGHT, whole=True, shares=share_surfaces(thick, Side.RIGHT))
    assert whole.volume_mm3 == pytest.approx(np.count_nonzero(thick.labels) * voxel_mm3, rel=1e-3)
    for part, code in ((cochlea, COCHLEA), (vestibule, VESTIBULE)):
        assert part.made_from == "shares"
        assert part.volume_mm3 == pytest.approx(np.count_nonzero(thick.labels == code) * voxel_mm3, rel=0.01)
        assert topology_of(part.triangles).is_closed_manifold


def test_parts_without_gaps_are_cut_out_of_the_same_skin(shapes, thick):
    parts = seamless_surfaces(thick, Side.RIGHT, shares=share_surfaces(thick, Side.RIGHT))
    assert {part.made_from for part in parts} == {"shares"}
    whole = whole_of(thick)
    assert sum(part.volume_mm3 for part in parts) == pytest.approx(whole.volume_mm3, rel=0.01)


def test_what_was_erased_by_hand_has_no_surface_and_what_was_painted_has_one(shapes, thick):
    labels = thick.labels.copy()
    index = np.stack(np.meshgrid(*map(np.arange, labels.shape), indexing="ij"), axis=-1)
    x, y, z = np.moveaxis(thick.grid.lps_from_index(index) - shapes.CENTER_LPS_MM, -1, 0)
    erased = (x > 5.5) & (labels > 0)
    painted = (np.abs(x + 3.0) < 1.5) & (np.abs(y) < 1.2) & (np.abs(z) < 1.2)
    assert erased.any()
    labels[erased] = 0
    labels[painted] = VESTIBULE
    edited = replace(thick, labels=labels)
    soft = whole_of(edited)

    reach = soft.bounds_lps_mm - shapes.CENTER_LPS_MM
    assert reach[1, 0] < 6.1, "the erased end of the canal is gone"
    assert reach[0, 0] < -3.9, "the painted knob is there"
    away = soft.vertices_lps_mm - shapes.CENTER_LPS_MM
    untouched = away[(away[:, 1] > 3.0) & (away[:, 0] < 3.5)]
    assert np.abs(shapes.labyrinth(0.7)(untouched + shapes.CENTER_LPS_MM)).mean() < 0.06, "elsewhere the share rules"
    assert soft.volume_mm3 == pytest.approx(np.count_nonzero(labels) * thick.grid.voxel_volume_mm3, rel=0.01)


def test_labels_finer_than_the_share_decide_alone(shapes):
    share = share_of(shapes, shapes.sphere(3.0), 4.5)
    fine = labelled(share, shapes.grid(4.2, (0.15, 0.15, 0.15)))
    assert whole_of(fine).made_from == "labels"


def test_a_share_of_another_place_is_left_alone(shapes, thick):
    share = thick.shares[0]
    x, y, z = share.grid.origin_lps_mm
    moved = Grid(share.grid.shape_zyx, share.grid.spacing_zyx_mm, (x + 60.0, y, z), share.grid.axes_lps)
    assert whole_of(replace(thick, shares=(EarShare(share.share, moved),))).made_from == "labels"


def test_where_the_share_joins_canals_that_the_labels_keep_apart_the_labels_decide(shapes, thick):
    """The user parted two canals; the network had one clump there."""
    clump = share_of(shapes, lambda p: np.minimum(shapes.labyrinth(0.7)(p), shapes.sphere(5.0)(p)), 9.5)
    apart = replace(thick, shares=(clump,))
    found = topology_of(whole_of(apart).triangles)
    assert (found.shells, found.handles) == (1, 3)


def test_a_share_must_fit_its_grid(shapes):
    with pytest.raises(ValueError, match="does not fit"):
        EarShare(np.zeros((2, 2, 2), np.uint8), shapes.grid(3.0, (0.3, 0.3, 0.3)))
