"""Out of the window and into it: a PACS on this machine, and copies that name nobody."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt

from earseg_app.dicom.ct_writer import SeriesMeta, write_ct_series
from tests.dicom.conftest import ball_volume
from tests.dicom.pacs_servers import orthanc
from tests.system.driver import Driver

MARK = "Zwetschgenmark"
META = SeriesMeta(f"{MARK}^Anna", f"Nr{MARK}", study_date="20260309", series_description="Thin")


def opened(driver: Driver, folder: Path) -> None:
    write_ct_series(folder, ball_volume(), META)
    driver.program.browse.open_place(folder)
    driver.wait_until_idle()


def test_a_series_goes_to_an_archive_and_comes_back(open_window: Callable[..., Driver], tmp_path: Path) -> None:
    driver = open_window()
    opened(driver, tmp_path / "scan")
    (tmp_path / "archive").mkdir()
    with orthanc(tmp_path / "archive") as node:
        program, dialog = driver.program, driver.program.pacs_dialog
        program.pacs.keep_nodes((node,))
        driver.window.actions_by_key["pacs_send"].trigger()
        driver.qtbot.mouseClick(dialog.go_button, Qt.MouseButton.LeftButton)
        driver.wait_until_idle()
        assert "12 images sent" in dialog.said.text()
        program.session.show_catalog(None)
        driver.window.actions_by_key["pacs_query"].trigger()
        assert not dialog.query.search_button.isEnabled(), "an empty query would list the whole hospital"
        driver.qtbot.keyClicks(dialog.query.patient, MARK[:5].lower())
        driver.qtbot.keyClick(dialog.query.patient, Qt.Key.Key_Return)
        driver.wait_until_idle()
        assert dialog.results.topLevelItemCount() == 1
        dialog.results.expandItem(dialog.results.topLevelItem(0))
        driver.wait_until_idle()
        assert dialog.results.topLevelItem(0).child(0).text(4) == "Thin"
        driver.qtbot.mouseClick(dialog.go_button, Qt.MouseButton.LeftButton)
        driver.wait_until_idle()
    assert not dialog.isVisible()
    catalog = program.session.state.catalog
    assert catalog is not None
    assert [series.slice_count for series in catalog.all_series()] == [12]
    assert MARK not in str(catalog.source)


def test_a_copy_written_by_the_window_names_nobody(open_window: Callable[..., Driver], tmp_path: Path) -> None:
    driver = open_window()
    opened(driver, tmp_path / "scan")
    driver.window.actions_by_key["copy_without_names"].trigger()
    dialog = driver.program.copy_dialog
    assert not dialog.write_button.isEnabled(), "a folder is missing"
    dialog.folder.setText(str(tmp_path / "copy"))
    driver.qtbot.mouseClick(dialog.write_button, Qt.MouseButton.LeftButton)
    driver.wait_until_idle()
    assert "12 images copied" in dialog.said.text()
    assert "face" in dialog.warnings.text()
    written = [path for path in (tmp_path / "copy").rglob("*") if path.is_file()]
    assert len(written) == 13
    assert [path for path in written if MARK.lower().encode() in path.read_bytes().lower()] == []
