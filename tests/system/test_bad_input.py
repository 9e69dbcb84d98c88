"""Bad input in the real window: each a clear sentence, the program goes on, nothing half-written."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pydicom
import pytest

from earseg_app.adapters.segmenter import LazySegmenter
from earseg_app.dicom.ct_writer import SeriesMeta, write_ct_series
from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.geometry import Grid
from earseg_app.domain.segmentation import Segmentation, describe_ear
from earseg_app.domain.volume import Volume
from earseg_app.session.session import Session, WorkStep
from tests.system.driver import Driver

GRID = Grid((24, 32, 32), (1.0, 1.0, 1.0), (-16.0, -16.0, -12.0))
VOLUME = Volume(np.zeros(GRID.shape_zyx, np.int16), GRID)


@pytest.fixture
def driver(open_window: Callable[..., Driver]) -> Driver:
    return open_window()


def still_alive(driver: Driver, tmp_path: Path) -> None:
    """A good series opens after all that."""
    good = tmp_path / "good"
    write_ct_series(good, VOLUME, SeriesMeta(series_description="Good"))
    driver.program.browse.open_place(good)
    driver.wait_until_idle()
    uid = driver.window.browser.selected_uid()
    driver.program.browse.open_series(uid)
    driver.wait_until_idle()
    assert driver.error() is None
    assert driver.program.session.state.case is not None


def look_at(driver: Driver, place: Path) -> None:
    driver.program.browse.open_place(place)
    driver.wait_until_idle()


def refusal_of_only_series(driver: Driver) -> str:
    catalog = driver.program.session.state.catalog
    assert catalog is not None
    (series,) = catalog.all_series()
    driver.program.browse.open_series(series.uid)
    driver.wait_until_idle()
    return driver.read_error()


def test_an_empty_folder(driver: Driver, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    look_at(driver, empty)
    assert "holds no scans" in driver.read_error()
    still_alive(driver, tmp_path)


def test_a_place_that_is_gone(driver: Driver, tmp_path: Path) -> None:
    look_at(driver, tmp_path / "no such disc")
    assert "not there" in driver.read_error()


def test_a_text_file_renamed_dcm(driver: Driver, tmp_path: Path) -> None:
    folder = tmp_path / "fake"
    folder.mkdir()
    (folder / "letter.dcm").write_text("Dear colleague,\n" * 100)
    look_at(driver, folder)
    assert "not a DICOM file" in driver.read_error()
    assert driver.window.browser.isVisible()
    still_alive(driver, tmp_path)


def test_a_truncated_image(driver: Driver, tmp_path: Path) -> None:
    folder = tmp_path / "cut"
    write_ct_series(folder, VOLUME, SeriesMeta(series_description="Cut short"))
    victim = sorted(folder.iterdir())[10]
    victim.write_bytes(victim.read_bytes()[:-900])
    look_at(driver, folder)
    catalog = driver.program.session.state.catalog
    assert catalog is not None
    (series,) = catalog.all_series()
    driver.program.browse.open_series(series.uid)
    driver.wait_until_idle()
    if driver.error() is not None:
        assert driver.read_error().strip()
    else:
        case = driver.program.session.state.case
        assert case is not None
        assert catalog.broken or case.volume.notes, "an image is missing and nobody was told"
    still_alive(driver, tmp_path)


def test_an_mr_series(driver: Driver, tmp_path: Path) -> None:
    folder = tmp_path / "mr"
    write_ct_series(folder, VOLUME, SeriesMeta(series_description="T2 space"))
    for path in folder.iterdir():
        image = pydicom.dcmread(path)
        image.Modality = "MR"
        image.SOPClassUID = image.file_meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.4"
        image.save_as(path)
    look_at(driver, folder)
    assert "MR" in refusal_of_only_series(driver)
    still_alive(driver, tmp_path)


def test_a_series_of_one_slice(driver: Driver, tmp_path: Path) -> None:
    one = Volume(VOLUME.hu[:1].copy(), replace(GRID, shape_zyx=(1, 32, 32)))
    write_ct_series(tmp_path / "one", one, SeriesMeta(series_description="One"))
    look_at(driver, tmp_path / "one")
    assert "single slice" in refusal_of_only_series(driver)
    still_alive(driver, tmp_path)


def test_a_corrupt_model_file(open_window: Callable[..., Driver], tmp_path: Path) -> None:
    model = tmp_path / "ear.safetensors"
    model.write_bytes(os.urandom(4000))
    driver = open_window(LazySegmenter(lambda: model, model, lambda: 2, lambda: "cpu"))
    driver.program.session.open_volume(VOLUME)
    driver.program.session.enter(WorkStep.SEGMENT)
    assert driver.window.segment.trouble.isVisible()
    assert "ear.safetensors" in driver.window.segment.trouble.text()
    assert not driver.window.segment.run_button.isEnabled()
    driver.program.segment.run()
    driver.wait_until_idle()
    assert "ear.safetensors" in driver.read_error()
    assert driver.program.session.state.case is not None


def with_an_ear(session: Session) -> None:
    labels = np.zeros(GRID.shape_zyx, np.uint8)
    zz, yy, xx = np.indices(GRID.shape_zyx)
    labels[(zz - 12) ** 2 + (yy - 16) ** 2 + (xx - 16) ** 2 < 30] = label_code(Side.RIGHT, Part.COCHLEA)
    ear = describe_ear(labels, GRID, Side.RIGHT)
    assert ear is not None
    session.open_volume(VOLUME)
    session.accept_segmentation(Segmentation(labels, GRID, (ear,)))
    session.enter(WorkStep.EXPORT)


def export(driver: Driver, folder: Path) -> None:
    driver.program.export.choose_folder(folder)
    driver.program.export.write()
    driver.wait_until_idle()
    if driver.window.export.go_on_button.isVisible():
        driver.program.export.go_on()
        driver.wait_until_idle()


def test_a_read_only_folder_at_export(driver: Driver, tmp_path: Path) -> None:
    with_an_ear(driver.program.session)
    # A file where the folder should be refuses writing to every user, root included.
    blocked = tmp_path / "blocked"
    blocked.write_text("")
    export(driver, blocked)
    assert driver.read_error().strip()
    assert blocked.read_text() == ""
    good = tmp_path / "writable"
    good.mkdir()
    export(driver, good)
    assert driver.error() is None
    assert (good / "right_cochlea.stl").is_file()


def test_a_full_disk_at_export(driver: Driver) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("only Linux has a disk that is always full")
    with_an_ear(driver.program.session)
    export(driver, full)
    assert driver.read_error().strip()
    assert driver.program.session.state.case is not None
    assert driver.program.session.state.case.exported == ()


def test_nothing_is_lost_when_a_second_scan_fails(driver: Driver, tmp_path: Path) -> None:
    with_an_ear(driver.program.session)
    kept = driver.program.session.state.case
    broken = tmp_path / "broken.nii.gz"
    broken.write_bytes(b"no image")
    look_at(driver, broken)
    assert "broken.nii.gz" in driver.read_error()
    assert driver.program.session.state.case is kept
