"""An edit repaints what it changed, and the picture is the one that painting everything gives."""

from __future__ import annotations

import weakref
from dataclasses import replace

import numpy as np
import pytest

from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.geometry import Grid
from earseg_app.domain.segmentation import Changed, Segmentation
from earseg_app.domain.slicing import Plane
from earseg_app.domain.structures import structure_of
from earseg_app.domain.volume import Volume
from earseg_app.render.slice_source import SliceSource
from earseg_app.session.session import Case, Display, Window

# Axes that run against those of the patient, so that pictures are flipped and turned.
TURNED = ((0.0, 0.0, -1.0), (1.0, 0.0, 0.0), (0.0, -1.0, 0.0))
GRIDS = [
    Grid((24, 30, 40), (0.6, 0.5, 0.4), (0.0, 0.0, 0.0)),
    Grid((24, 30, 40), (0.6, 0.5, 0.4), (0.0, 0.0, 0.0), TURNED),
]
STRUCTURES = (structure_of(21), structure_of(41), structure_of(61))
CODES = [0, *(label_code(side, part) for side in Side for part in Part), 21, 41, 61]


def edited(found: Segmentation, box: tuple[slice, slice, slice], code: int) -> Segmentation:
    labels = found.labels.copy()
    labels[box] = code
    return replace(found, labels=labels, changed=Changed(weakref.ref(found), box))


@pytest.mark.parametrize("grid", GRIDS, ids=["straight", "turned"])
@pytest.mark.parametrize("plane", list(Plane))
def test_a_patched_picture_is_the_one_painted_afresh(grid: Grid, plane: Plane) -> None:
    random = np.random.default_rng(7)
    volume = Volume(random.integers(-1000, 3000, grid.shape_zyx).astype(np.int16), grid)
    x, y, z = grid.lps_from_index((12, 15, 20))
    display = Display((float(x), float(y), float(z)), Window(4000, 700))
    found = Segmentation(np.zeros(grid.shape_zyx, np.uint8), grid, structures=STRUCTURES)
    source = SliceSource(Case(volume))
    shown = source.display(plane, found, display)
    for _ in range(60):
        low = [random.integers(0, n - 1) for n in grid.shape_zyx]
        high = [random.integers(a + 1, n + 1) for a, n in zip(low, grid.shape_zyx, strict=True)]
        unpainted, before = found, shown
        z, y, x = (slice(int(a), int(b)) for a, b in zip(low, high, strict=True))
        found = edited(unpainted, (z, y, x), random.choice(CODES))
        shown, fresh = source.display(plane, found, display), SliceSource(Case(volume)).display(plane, found, display)
        assert np.array_equal(shown.pixels, fresh.pixels)
        assert [each.code for each in shown.outlines] == [each.code for each in fresh.outlines]
        for ours, theirs in zip(shown.outlines, fresh.outlines, strict=True):
            assert all(np.array_equal(a, b) for a, b in zip(ours.lines, theirs.lines, strict=True))
        assert shown.side_tags == fresh.side_tags
        if shown.pixels is not before.pixels:
            assert shown.patch is not None and shown.patch.before is before.pixels
            outside = shown.pixels != before.pixels
            outside[shown.patch.rows, shown.patch.columns] = False
            assert not outside.any()


def test_the_border_of_a_part_that_nobody_touched_is_not_made_again() -> None:
    grid = GRIDS[0]
    labels = np.zeros(grid.shape_zyx, np.uint8)
    labels[10:14, 3:9, 3:9] = label_code(Side.RIGHT, Part.COCHLEA)
    found, source = Segmentation(labels, grid), SliceSource(Case(Volume(np.zeros(grid.shape_zyx, np.int16), grid)))
    x, y, z = grid.lps_from_index((12, 15, 20))
    display = Display((float(x), float(y), float(z)))
    (cochlea,) = source.display(Plane.AXIAL, found, display).outlines
    more = edited(found, (slice(11, 13), slice(20, 25), slice(20, 25)), label_code(Side.RIGHT, Part.VESTIBULE))
    assert source.display(Plane.AXIAL, more, display).outlines[0] is cochlea
