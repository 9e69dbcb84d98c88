"""The surgeon's work outlives the window: saved, asked about, recovered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import SimpleITK as sitk
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton

from earseg_app.phantom.cases import Case
from earseg_app.session.autosave import RecoveryStore
from earseg_app.session.case_file import fingerprint
from earseg_app.session.case_record import Snapshot
from tests.system.conftest import KnownEars
from tests.system.driver import Driver


@pytest.fixture
def worked(open_window: Callable[..., Driver], phantom: Case, disc: Path) -> Driver:
    """A window with unsaved labels."""
    driver = open_window(KnownEars(phantom.labels))
    driver.program.keeping.begin()
    open_thin(driver, disc)
    driver.program.segment.run()
    driver.wait_until_idle()
    return driver


def open_thin(driver: Driver, disc: Path) -> None:
    driver.program.open_place(disc)
    driver.wait_until_idle()
    catalog = driver.program.session.state.catalog
    assert catalog is not None
    best = catalog.best_series()
    assert best is not None
    driver.window.browser.open_requested.emit(best.uid)
    driver.wait_until_idle()


def labels_of(driver: Driver) -> np.ndarray:
    case = driver.program.session.state.case
    assert case is not None
    assert case.segmentation is not None
    return case.segmentation.labels


def question(driver: Driver) -> QMessageBox:
    found: list[QMessageBox] = []

    def there() -> bool:
        found[:] = [box for box in driver.window.findChildren(QMessageBox) if box.isVisible()]
        return bool(found)

    driver.qtbot.waitUntil(there, timeout=10_000)
    return found[0]


def press(box: QMessageBox, words: str) -> None:
    button = next(b for b in box.findChildren(QPushButton) if words in b.text())
    button.click()


def save(driver: Driver, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    driver.window.actions_by_key["save"].trigger()
    driver.qtbot.waitUntil(lambda: driver.program.session.state.file == path, timeout=30_000)


def test_the_title_tells_what_is_unsaved(worked: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert worked.window.windowTitle().endswith("Temporal bone thin •")
    save(worked, tmp_path / "jane.earseg", monkeypatch)
    assert worked.window.windowTitle().endswith("jane.earseg")


def test_closing_with_unsaved_work_asks_and_saves_first(
    worked: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "jane.earseg"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    worked.window.close()
    assert worked.window.isVisible()
    press(question(worked), "Cancel")
    assert worked.window.isVisible()
    worked.window.close()
    press(question(worked), "Save")
    worked.qtbot.waitUntil(lambda: not worked.window.isVisible(), timeout=30_000)
    assert path.exists()
    assert [p.name for p in tmp_path.iterdir() if "lock" in p.name] == []


def test_discarding_closes_at_once(worked: Driver) -> None:
    worked.window.close()
    press(question(worked), "Discard")
    worked.qtbot.waitUntil(lambda: not worked.window.isVisible(), timeout=10_000)


def test_opening_another_series_asks_before_work_is_lost(worked: Driver, disc: Path) -> None:
    before = worked.program.session.state.case
    catalog = worked.program.session.state.catalog
    assert catalog is not None
    worked.window.browser.open_requested.emit(catalog.best_series().uid)  # type: ignore[union-attr]
    press(question(worked), "Cancel")
    assert worked.program.session.state.case is before


def test_a_saved_case_opens_from_the_command_line_as_it_was(
    worked: Driver, open_window: Callable[..., Driver], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, phantom: Case
) -> None:
    path = tmp_path / "jane.earseg"
    save(worked, path, monkeypatch)
    labels, display = labels_of(worked), worked.program.session.state.display
    worked.window.close()
    again = open_window(KnownEars(phantom.labels))
    again.program.open_place(path)
    again.wait_until_idle()
    assert np.array_equal(labels_of(again), labels)
    assert again.program.session.state.display == display
    assert again.window.windowTitle().endswith("jane.earseg")


def test_after_a_crash_the_next_start_offers_the_work(
    open_window: Callable[..., Driver], worked: Driver, tmp_path: Path, phantom: Case
) -> None:
    state = worked.program.session.state
    assert state.case is not None
    store = RecoveryStore(tmp_path / "user" / "recovery" / "crashed")
    store.keep(Snapshot(state.case, state.display, state.step), fingerprint(state.case.volume), None)
    store.close(keep=True)
    again = open_window(KnownEars(phantom.labels))
    again.program.keeping.begin()
    press(question(again), "Recover")
    again.wait_until_idle()
    assert np.array_equal(labels_of(again), labels_of(worked))
    assert again.program.session.state.unsaved
    for driver in (worked, again):
        driver.program.keeping.autosave.give_up()
        driver.window.may_close = lambda: True


def test_labels_go_out_to_3d_slicer_and_come_in_again(
    worked: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ears"
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_args: (str(path), "3D Slicer segmentation (*.seg.nrrd)")
    )
    worked.window.actions_by_key["save_labels"].trigger()
    worked.wait_until_idle()
    written = tmp_path / "ears.seg.nrrd"
    labels = labels_of(worked)
    assert np.array_equal(sitk.GetArrayFromImage(sitk.ReadImage(str(written))), labels)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(written), ""))
    worked.window.actions_by_key["open_labels"].trigger()
    worked.wait_until_idle()
    assert np.array_equal(labels_of(worked), labels)
    worked.window.may_close = lambda: True
