"""The report from the real window: by-hand marks are in it, a name only on request, and the 3D pane lives on."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
from pypdf import PdfReader

from earseg_app.domain.anatomy import Side
from tests.system.driver import Driver


def test_the_report_holds_what_was_moved_by_hand(measured: Driver, tmp_path: Path) -> None:
    program, volume = measured.program, measured.program.volume
    case = program.session.state.case
    assert case is not None and volume is not None
    a = case.measurements[Side.RIGHT].handles.a
    program.planning.measure.move_handle("a", 1, tuple(2.0 * np.array(a[1]) - np.array(a[0])))
    program.window.measure.report_button.click()
    dialog = program.planning.report_dialog
    assert dialog.isVisible() and not dialog.name_patient.isEnabled()
    dialog.folder.setText(str(tmp_path))
    for box in dialog.formats.values():
        box.setChecked(True)
    dialog.write_button.click()
    measured.wait_until_idle()
    files = {path.suffix: path for path in tmp_path.iterdir()}
    assert set(files) == {".pdf", ".json", ".csv"}
    assert "research use only" in PdfReader(files[".pdf"]).pages[0].extract_text().lower()
    rows = list(csv.DictReader(files[".csv"].read_text("utf-8-sig").splitlines()))
    by_hand = [(row["ear"], row["name"]) for row in rows if row["by hand"]]
    assert by_hand == [("right", "A")]

    measured.qtbot.waitUntil(lambda: volume.settled, timeout=60_000)
    ear, other = shot(measured, Side.RIGHT), shot(measured, Side.LEFT)
    assert np.ptp(ear) > 0 and (ear != other).any()


def shot(driver: Driver, side: Side) -> np.ndarray:
    """The 3D pane looking at an ear."""
    volume = driver.program.volume
    assert volume is not None
    volume.look_at_ear(side)
    assert volume._canvas is not None
    image = volume._canvas.grab().toImage()
    return np.array(image.constBits()).reshape(image.height(), -1)
