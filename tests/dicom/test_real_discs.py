"""The awkward files beside the project open as what they are, or are refused with a true sentence."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from earseg_app.dicom.catalog import read_catalog
from earseg_app.dicom.open_path import choose, open_any
from earseg_app.dicom.reader import read_series
from earseg_app.dicom.thumbnail import thumbnail
from earseg_app.domain.errors import UnsupportedVolume
from earseg_app.domain.progress import Reporter
from earseg_app.domain.study import Catalog


@pytest.fixture
def discs(shared_data: Path) -> Path:
    return shared_data / "dicom"


def look(place: Path) -> Catalog:
    return read_catalog(place, Reporter())


def test_the_philips_cd_lists_its_series_and_what_is_missing(discs: Path) -> None:
    catalog = look(discs / "philips_cd" / "DICOMDIR")
    scout, brain = catalog.all_series()
    assert (scout.is_localizer, brain.is_localizer) == (True, False)
    assert "scout view" in scout.refusal
    assert {str(b.path.relative_to(discs / "philips_cd")) for b in catalog.broken} == {
        "S21610/DIRFILE",
        "S21570/S4010/DIRFILE",
        "S21570/S2020/DIRFILE",
        "S21570/S2030/DIRFILE",
    }
    assert any("too thick" in reason for _, reason in brain.suitability)


def test_the_philips_brain_opens_where_its_headers_say(discs: Path) -> None:
    volume = open_any(discs / "philips_cd")
    assert volume.hu.shape == (28, 512, 512)
    assert volume.grid.origin_lps_mm == pytest.approx((-115.5, -1.85, 696.21))
    assert volume.grid.spacing_zyx_mm == pytest.approx((5.0, 0.451171875, 0.451171875))
    assert volume.notes == ()


def test_the_ge_head_is_two_even_tilted_blocks(discs: Path) -> None:
    lower, upper = look(discs / "ge_tilt").all_series()
    assert [s.slice_count for s in (lower, upper)] == [14, 14]
    for series, step in ((lower, 4.22), (upper, 7.38)):
        volume = read_series(series, Reporter())
        assert "18.5°" in volume.notes[0]
        assert volume.grid.spacing_zyx_mm[0] == pytest.approx(step * np.cos(np.radians(18.5)), abs=0.002)
        # The head stays whole: air around it, and no row of data lost above or below.
        assert volume.hu.shape[1] > 512


def test_a_tilted_slice_keeps_its_values_at_their_place(discs: Path) -> None:
    """The first pixel of the topmost slice, found by its own ImagePositionPatient, holds that slice's row."""
    import pydicom

    series = look(discs / "ge_tilt").all_series()[0]
    volume = read_series(series, Reporter())
    last = pydicom.dcmread(series.files[-1])
    row, column = 200, 256
    position = np.array(last.ImagePositionPatient, float)
    down, along = np.array(last.ImageOrientationPatient[3:], float), np.array(last.ImageOrientationPatient[:3], float)
    point = position + row * 0.4882812 * down + column * 0.4882812 * along
    z, y, x = volume.grid.index_from_lps(point)
    assert z == pytest.approx(13, abs=1e-3)
    assert x == pytest.approx(column, abs=1e-3)
    low, high = volume.hu[13, int(y), column], volume.hu[13, int(y) + 1, column]
    here = last.pixel_array[row, column] + last.RescaleIntercept
    assert abs(low + (y - int(y)) * (high - low) - here) < 40


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("codecs/J2KR", "single slice"),
        ("codecs", "at one place"),
        ("enhanced", "perfusion map"),
        ("philips_cd/S21570/S1000", "scout view"),
    ],
)
def test_what_is_no_volume_is_refused(discs: Path, place: str, sentence: str) -> None:
    with pytest.raises(UnsupportedVolume) as caught:
        open_any(discs / place)
    assert sentence in caught.value.sentence()


def test_every_series_with_pixels_has_a_thumbnail(discs: Path) -> None:
    series = look(discs).all_series()
    assert len(series) == 8
    for one in series:
        picture = thumbnail(one)
        assert picture.dtype == np.uint8
        assert max(picture.shape) <= 128
        assert np.ptp(picture) > 50


def test_naming_a_series_uid_opens_that_series(discs: Path) -> None:
    catalog = look(discs)
    scout = next(s for s in catalog.all_series() if s.is_localizer)
    assert choose(catalog, scout.uid) is scout
