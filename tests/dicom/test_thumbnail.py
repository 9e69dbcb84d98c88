"""Thumbnails of every kind of series, even a constant one."""

from __future__ import annotations

import numpy as np
import pytest
from pydicom.dataset import FileDataset

from earseg_app.dicom.catalog import read_catalog
from earseg_app.dicom.thumbnail import thumbnail
from earseg_app.domain.errors import UnreadableInput
from earseg_app.domain.progress import Reporter
from earseg_app.domain.study import Series
from tests.dicom.conftest import DiscWriter


def series_of(images: list[FileDataset], write: DiscWriter) -> Series:
    return read_catalog(write(images), Reporter()).all_series()[0]


def test_a_ct_is_shown_in_the_bone_window(images: list[FileDataset], write: DiscWriter, ball) -> None:  # type: ignore[no-untyped-def]
    picture = thumbnail(series_of(images, write))
    expected = np.clip((ball.hu[6].astype(float) - (700 - 2000)) / 4000 * 255, 0, 255)
    assert np.abs(picture - expected).max() <= 1


def test_a_constant_picture_is_grey_and_no_error(images: list[FileDataset], write: DiscWriter) -> None:
    for image in images:
        image.Modality, image.PixelData = "MR", bytes(960)
    assert np.all(thumbnail(series_of(images, write)) == 128)


def test_a_large_picture_is_shrunk_by_means(images: list[FileDataset], write: DiscWriter) -> None:
    for image in images:
        image.Rows, image.Columns = 300, 200
        image.PixelData = np.full((300, 200), 1724, "<u2").tobytes()
    picture = thumbnail(series_of(images, write), 100)
    assert picture.shape == (100, 66)
    assert np.all(picture == 128)


def test_pixels_that_cannot_be_decoded_are_said(images: list[FileDataset], write: DiscWriter) -> None:
    for image in images:
        image.PixelData = bytes(100)
    with pytest.raises(UnreadableInput, match="cannot be decoded"):
        thumbnail(series_of(images, write))
