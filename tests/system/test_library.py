"""From a disc to the library and back without the disc, in the real window."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pydicom
import pytest

from earseg_app.domain.gaps import Gaps
from tests.system.driver import Driver


@pytest.fixture
def own_disc(disc: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(disc, tmp_path / "media"))


def look_at(driver: Driver, place: Path) -> None:
    driver.window.place_requested.emit(place)
    driver.wait_until_idle()


def wait_for_library(driver: Driver) -> None:
    driver.qtbot.waitUntil(lambda: not driver.program.library_tasks.busy, timeout=60_000)


def thin_images(disc: Path) -> list[Path]:
    """The images of the disc without its localizer."""
    kinds = {
        path: pydicom.dcmread(path, specific_tags=["ImageType"]).ImageType
        for path in disc.rglob("IM*")
        if path.is_file()
    }
    return [path for path, kind in kinds.items() if "LOCALIZER" not in kind]


def height_mm(path: Path) -> float:
    return float(pydicom.dcmread(path, stop_before_pixels=True).ImagePositionPatient[2])


def test_a_copied_study_opens_again_without_its_disc(open_window: Callable[..., Driver], own_disc: Path) -> None:
    first = open_window()
    look_at(first, own_disc)
    first.window.browser.copy_button.click()
    first.wait_until_idle()
    wait_for_library(first)
    first.window.close()
    shutil.rmtree(own_disc)
    second = open_window()
    second.program.library.begin()
    second.qtbot.waitUntil(lambda: second.window.library.selected_uid() != "", timeout=60_000)
    second.window.empty.recent_buttons()[0].click()
    second.wait_until_idle()
    second.window.browser.open_button.click()
    second.wait_until_idle()
    assert second.program.session.state.case is not None
    assert second.error() is None


def test_a_gap_is_asked_about_and_the_answer_stays_with_the_scan(driver: Driver, own_disc: Path) -> None:
    for path in sorted(thin_images(own_disc), key=height_mm)[20:28]:
        path.unlink()
    look_at(driver, own_disc)
    driver.window.browser.open_button.click()
    driver.wait_until_idle()
    dialog = driver.window.questions.dialog
    assert dialog is not None
    answer = next(answer for answer in dialog.buttons if answer.options.gaps is Gaps.LEAVE_EMPTY)
    dialog.buttons[answer].click()
    driver.wait_until_idle()
    case = driver.program.session.state.case
    assert case is not None
    assert "left empty" in case.volume.mark
