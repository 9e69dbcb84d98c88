"""A damaged segmentation is mended in few actions: a canal that is cut, and a leak into the middle ear."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import create_autospec

import numpy as np
import pytest
from scipy import ndimage

from earseg_app.dicom.images import read_image
from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.geometry import Triple
from earseg_app.domain.progress import Reporter
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.volume import Volume
from earseg_app.phantom.cases import small_case
from earseg_app.presenters.edit import EditPresenter, EditView
from earseg_app.presenters.edit_display import PartWork, Tool
from earseg_app.presenters.ports import MessagePort, SegmenterPort, TaskPort
from earseg_app.session.session import Session
from tests.overlap import dice

MOST_ACTIONS = 12
CODE = label_code(Side.RIGHT, Part.VESTIBULE)
CUT_MM, LEAK_MM = 1.5, 2.0
TUBE_MM2 = (0.3, 3.0)
BEHIND: Triple = (0.0, 0.0, 1.0)


class Surgeon:
    """Uses the tools as the window does, and counts."""

    def __init__(self, volume: Volume, labels: np.ndarray) -> None:
        self.session = Session()
        self.session.open_volume(volume)
        self.session.accept_segmentation(Segmentation(labels, volume.grid))
        ports = [create_autospec(port, instance=True) for port in (SegmenterPort, TaskPort, MessagePort, EditView)]
        self.edit = EditPresenter(self.session, *ports)
        self.actions = 0

    def does(self, *_done: None) -> None:
        self.actions += len(_done)

    def clicks(self, point: Triple) -> None:
        self.edit.press(point, BEHIND)
        self.edit.release()
        self.actions += 1

    @property
    def mask(self) -> np.ndarray:
        case = self.session.state.case
        assert case is not None
        assert case.segmentation is not None
        return case.segmentation.labels == CODE


def canal(mask: np.ndarray, volume: Volume) -> list[np.ndarray]:
    """Voxel indices, slice by slice, of a stretch of a canal that runs through the slices."""
    area_mm2 = float(np.prod(volume.grid.spacing[1:]))
    count = int(np.ceil(CUT_MM / volume.grid.spacing[0])) + 2
    for first in range(mask.shape[0] - count, 0, -1):
        pieces, found = ndimage.label(mask[first])
        for piece in range(1, found + 1):
            stretch = [pieces == piece]
            while len(stretch) < count:
                here, _ = ndimage.label(mask[first + len(stretch)])
                over = np.unique(here[stretch[-1] & (here > 0)])
                if len(over) != 1:
                    break
                stretch.append(here == over[0])
            areas = [shape.sum() * area_mm2 for shape in stretch]
            if len(stretch) == count and TUBE_MM2[0] < min(areas) and max(areas) < TUBE_MM2[1]:
                return [np.column_stack([np.full(s.sum(), first + n), np.argwhere(s)]) for n, s in enumerate(stretch)]
    raise AssertionError("no canal runs through the slices")


def inside(indices: np.ndarray, volume: Volume) -> Triple:
    """The voxel of a piece nearest to its middle, LPS mm."""
    nearest = indices[np.linalg.norm(indices - indices.mean(axis=0), axis=1).argmin()]
    x, y, z = volume.grid.lps_from_index(nearest).tolist()
    return x, y, z


def leak_center(mask: np.ndarray, volume: Volume) -> Triple:
    """The darkest place about as far from the ear as the leak is wide."""
    away = ndimage.distance_transform_edt(~mask, sampling=volume.grid.spacing_zyx_mm)
    dark = ndimage.uniform_filter(volume.hu.astype(np.float32), 5)
    dark[(away < LEAK_MM - 0.2) | (away > LEAK_MM)] = np.inf
    x, y, z = volume.grid.lps_from_index(np.unravel_index(dark.argmin(), dark.shape)).tolist()
    return x, y, z


def ball(center: Triple, radius_mm: float, volume: Volume) -> np.ndarray:
    index = np.moveaxis(np.indices(volume.hu.shape), 0, -1)
    away = (index - volume.grid.index_from_lps(center)) * volume.grid.spacing
    return (away**2).sum(axis=-1) <= radius_mm**2


def mend(volume: Volume, truth: np.ndarray) -> None:
    stretch, leak = canal(truth, volume), leak_center(truth, volume)
    damaged = truth | ball(leak, LEAK_MM, volume)
    gap = tuple(np.concatenate(stretch[1:-1]).T)
    damaged[gap] = False
    surgeon = Surgeon(volume, np.where(damaged, CODE, 0).astype(np.uint8))
    edit = surgeon.edit
    surgeon.does(edit.choose_part(Side.RIGHT, Part.VESTIBULE), edit.choose_tool(Tool.BETWEEN))
    surgeon.clicks(inside(stretch[0], volume))
    surgeon.clicks(inside(stretch[-1], volume))
    surgeon.does(edit.choose_tool(Tool.ERASER), edit.set_sphere(True), edit.set_radius(LEAK_MM + 0.05))
    surgeon.clicks(leak)
    surgeon.does(edit.whole.work_on_part(PartWork.LARGEST))
    assert surgeon.actions <= MOST_ACTIONS
    assert dice(surgeon.mask, truth) >= 0.95
    # The gap itself is closed, and the leak is gone: neither hides in the size of the whole ear.
    slices = slice(min(gap[0]), max(gap[0]) + 1)
    only_gap = np.zeros_like(truth)
    only_gap[gap] = True
    filled = surgeon.mask[slices] & ndimage.binary_dilation(only_gap[slices], iterations=3)
    assert dice(filled, only_gap[slices]) >= 0.85
    assert np.count_nonzero(surgeon.mask & ball(leak, LEAK_MM, volume) & ~truth) == 0
    assert ndimage.label(surgeon.mask, np.ones((3, 3, 3)))[1] == 1


@pytest.mark.parametrize("seed", [0, 1])
def test_a_phantom_is_mended(seed: int) -> None:
    case = small_case(Side.RIGHT, seed)
    mend(case.volume, case.labels.labels > 0)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["F01", "F05", "F10", "T03", "T06"])
def test_a_real_ear_is_mended(shared_data: Path, name: str) -> None:
    volume = read_image(shared_data / "ears" / f"{name}_ct.nii.gz", Reporter())
    truth = read_image(shared_data / "ears" / f"{name}_label.nii.gz", Reporter())
    assert truth.grid.matches(volume.grid)
    mend(volume, truth.hu > 0)
