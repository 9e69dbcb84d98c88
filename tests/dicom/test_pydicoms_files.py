"""Every file that pydicom ships for its own tests, odd and broken ones too: listed or named with a reason."""

from __future__ import annotations

from pathlib import Path

import pydicom
import pytest

from earseg_app.dicom.catalog import read_catalog
from earseg_app.dicom.reader import read_series
from earseg_app.domain.errors import EarsegError
from earseg_app.domain.progress import Reporter
from earseg_app.domain.study import Catalog

FOLDER = Path(pydicom.__file__).parent / "data" / "test_files"
FILES = sorted(path for path in FOLDER.rglob("*") if path.is_file() and path.suffix in (".dcm", ""))


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return read_catalog(FOLDER, Reporter())


def test_there_are_files_to_try() -> None:
    assert len(FILES) > 50


def test_the_whole_folder_is_listed_and_what_is_broken_is_named_with_a_reason(catalog: Catalog) -> None:
    assert len(catalog.all_series()) > 20
    assert all(broken.reason for broken in catalog.broken)


def test_every_series_opens_or_is_refused_in_a_sentence(catalog: Catalog) -> None:
    opened = 0
    for series in catalog.all_series():
        try:
            volume = read_series(series, Reporter())
        except EarsegError as error:
            assert error.sentence().endswith((".", "?"))
        else:
            opened += 1
            assert volume.hu.shape == volume.grid.shape_zyx
    assert opened > 0


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_file_alone_is_listed_or_refused(path: Path) -> None:
    try:
        found = read_catalog(path, Reporter())
    except EarsegError as error:
        assert error.sentence()
    else:
        assert found.all_series() or found.broken or not found.patients
