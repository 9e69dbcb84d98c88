"""Slices can show where the network is unsure instead of tinting the parts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from earseg_app.domain.geometry import Grid
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.slicing import Plane
from earseg_app.domain.volume import Volume
from earseg_app.render.slice_image import STRONGEST_UNSURE, UNSURE_COLOR, rgb_of, rgba, unsure_tints
from earseg_app.render.slice_source import SliceSource
from earseg_app.session.session import Case, Display

GRID = Grid((8, 8, 8), (1.0, 1.0, 1.0), (0.0, 0.0, 0.0))
VOLUME = Volume(np.zeros(GRID.shape_zyx, np.int16), GRID)
SHOWN = Display(cursor_lps_mm=(4.0, 4.0, 4.0), uncertainty_visible=True)


@pytest.fixture
def doubtful() -> Segmentation:
    """One voxel at index [4, 2, 5] about which the network knows nothing."""
    uncertainty = np.zeros(GRID.shape_zyx, np.uint8)
    uncertainty[4, 2, 5] = 255
    return Segmentation(np.zeros(GRID.shape_zyx, np.uint8), GRID, uncertainty=uncertainty)


def test_the_least_sure_voxels_are_the_strongest_amber() -> None:
    tints = unsure_tints()
    assert 0 not in tints
    assert tints[255].alpha == pytest.approx(STRONGEST_UNSURE)
    assert tints[255].alpha > tints[100].alpha > tints[1].alpha > 0.0


def test_only_the_doubtful_voxel_is_tinted(doubtful: Segmentation) -> None:
    source = SliceSource(Case(VOLUME, doubtful))
    plain = rgba(source.display(Plane.AXIAL, doubtful, replace(SHOWN, uncertainty_visible=False)).pixels)
    tinted = rgba(source.display(Plane.AXIAL, doubtful, SHOWN).pixels)
    changed = np.argwhere((plain != tinted).any(axis=-1))
    assert changed.tolist() == [[2, 5]]
    toward_amber = np.subtract(rgb_of(UNSURE_COLOR), tinted[2, 5, :3].astype(float))
    assert np.abs(toward_amber).max() < np.abs(np.subtract(rgb_of(UNSURE_COLOR), plain[2, 5, :3].astype(float))).max()


def test_labels_without_uncertainty_are_tinted_as_ever(doubtful: Segmentation) -> None:
    known = replace(doubtful, uncertainty=None)
    source = SliceSource(Case(VOLUME, known))
    first = source.display(Plane.AXIAL, known, SHOWN).pixels
    assert first is source.display(Plane.AXIAL, known, replace(SHOWN, uncertainty_visible=False)).pixels


def test_an_unchanged_uncertainty_picture_is_not_painted_again(doubtful: Segmentation) -> None:
    source = SliceSource(Case(VOLUME, doubtful))
    assert source.display(Plane.AXIAL, doubtful, SHOWN).pixels is source.display(Plane.AXIAL, doubtful, SHOWN).pixels
