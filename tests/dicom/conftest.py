"""Small discs made by the tests themselves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pydicom.dataset import FileDataset

from earseg_app.dicom.cd_writer import write_cd
from earseg_app.dicom.ct_writer import SeriesMeta, ct_images
from earseg_app.domain.geometry import Grid
from earseg_app.domain.progress import Reporter
from earseg_app.domain.volume import Volume

DiscWriter = Callable[..., Path]


def ball_volume(shape: tuple[int, int, int] = (12, 20, 24), axes: np.ndarray | None = None) -> Volume:
    """Air with a ramp and a bright ball off the middle: no symmetry hides a flip or a shift."""
    z, y, x = np.mgrid[: shape[0], : shape[1], : shape[2]]
    hu = (-1000 + 10 * x + 3 * y + z).astype(np.int16)
    hu[(z - 4) ** 2 + (y - 8) ** 2 + (x - 15) ** 2 < 16] = 1500
    lps = np.eye(3)[::-1] if axes is None else axes
    return Volume(hu, Grid.from_arrays(shape, (0.6, 0.3, 0.4), (-20.5, 31.25, -117.125), lps))


@pytest.fixture
def ball() -> Volume:
    return ball_volume()


@pytest.fixture
def images(ball: Volume) -> list[FileDataset]:
    """The ball as CT images in the order of their slices, for a test to spoil."""
    return list(ct_images(ball, SeriesMeta(series_description="Temporal bone", kernel="BONE")))


@pytest.fixture
def write(tmp_path: Path) -> DiscWriter:
    """Write data sets into a new folder; names are shuffled so that no reader can lean on them."""

    def _write(images: list[FileDataset], folder: str = "disc", suffix: str = "") -> Path:
        place = tmp_path / folder
        place.mkdir(parents=True, exist_ok=True)
        count = len(list(place.iterdir()))
        for index in np.random.default_rng(3).permutation(len(images)):
            images[int(index)].save_as(
                place / f"{count + (index * 7) % 101:04d}{index}{suffix}", enforce_file_format=True
            )
        return place

    return _write


@pytest.fixture
def disc(tmp_path: Path, ball: Volume) -> Path:
    """A disc of two studies: a localizer, the ball in a bone kernel, and again in a soft one."""
    scout = SeriesMeta(series_number=1, image_type=("ORIGINAL", "PRIMARY", "LOCALIZER"))
    bone = SeriesMeta(series_number=2, kernel="BONE", series_description="Inner ear")
    soft = SeriesMeta(series_number=3, kernel="SOFT", study_id="2", study_date="20240101")
    one = Volume(ball.hu[:1], ball.grid.crop((0, 0, 0), (1, 20, 24)))
    write_cd(tmp_path / "cd", [(scout, one), (bone, ball), (soft, ball)], Reporter())
    return tmp_path / "cd"
