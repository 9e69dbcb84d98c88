"""A facial nerve beside the ear, from the mouse to the file, in the real window."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyvista as pv
import trimesh
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from earseg_app.domain.anatomy import Side
from earseg_app.domain.structures import structure_of
from earseg_app.phantom.cases import Case
from earseg_app.presenters.edit_display import Tool
from earseg_app.session.case_file import read_case
from earseg_app.session.session import WorkStep
from earseg_app.ui.structure_dialog import StructureDialog
from tests.system.driver import Driver
from tests.system.test_correct import codes, segmented, stroke

LEFT = Qt.MouseButton.LeftButton
NERVE = 21


def test_a_facial_nerve_is_added_painted_seen_in_3d_exported_and_saved(
    open_window: Callable[..., Driver], phantom: Case, tmp_path: Path
) -> None:
    driver, canvas = segmented(open_window, phantom)
    window, program, qtbot = driver.window, driver.program, driver.qtbot
    volume, session = program.volume, program.session
    assert volume is not None
    assert session.state.segmentation is not None
    qtbot.waitUntil(lambda: volume.started and volume.settled, timeout=30000)
    ears, before = session.state.segmentation.ears, codes(driver).copy()

    qtbot.mouseClick(window.structures.add_button, LEFT)
    (dialog,) = window.findChildren(StructureDialog)
    qtbot.mouseClick(dialog.add_button, LEFT)
    assert window.edit.part.currentText() == "Facial nerve (right)"
    qtbot.mouseClick(window.edit.tools[Tool.BRUSH], LEFT)
    window.edit.sphere.click()
    stroke(driver, canvas, by_px=80)
    painted = codes(driver) == NERVE
    assert painted.any()
    assert np.array_equal(np.where(painted, 0, codes(driver)), before)
    assert session.state.segmentation.ears == ears
    assert window.structures.rows[NERVE].name.text() == "Facial nerve"
    qtbot.mouseMove(canvas, QPoint(canvas.width() // 2 + 80, canvas.height() // 2))
    QApplication.processEvents()
    assert window.status.fields["part"].text() == "Facial nerve (right)"

    qtbot.waitUntil(lambda: volume.settled, timeout=30000)
    actor = volume._scene._parts[NERVE]
    assert actor.GetVisibility()
    assert pv.Color(actor.GetProperty().GetColor()).hex_rgb.upper() == structure_of(NERVE).color
    qtbot.mouseClick(window.structures.rows[NERVE].eye, LEFT)
    assert not actor.GetVisibility()
    qtbot.mouseClick(window.structures.rows[NERVE].eye, LEFT)

    session.enter(WorkStep.EXPORT)
    program.export.choose_folder(tmp_path)
    choices = window.export.choices
    for box in (choices.parts, choices.whole, choices.structures.boxes[NERVE]):
        box.click()
    assert window.export.files.text().split() == ["right_facial_nerve.stl", "right_ear_stl.json"]
    program.export.write()
    driver.wait_until_idle()
    if window.export.question.isVisible():  # the nerve may lie in two pieces, before and behind the ear
        window.export.go_on_button.click()
        driver.wait_until_idle()
    written = trimesh.load(tmp_path / "right_facial_nerve.stl")
    grid = session.state.segmentation.grid
    assert written.is_watertight
    assert written.volume == abs(written.volume)
    np.testing.assert_allclose(written.volume, painted.sum() * grid.voxel_volume_mm3, rtol=0.03)
    middle = grid.lps_from_index(np.argwhere(painted).mean(axis=0))
    np.testing.assert_allclose(written.center_mass, middle, atol=0.2)
    record = json.loads((tmp_path / "right_ear_stl.json").read_text())["surfaces"][0]
    assert (record["name"], record["title"]) == ("right_facial_nerve", "Right facial nerve")

    session.note_saved(session.state.case, tmp_path / "a.earseg", session.history)  # type: ignore[arg-type]
    program.keeping.case.save()
    qtbot.waitUntil((tmp_path / "a.earseg").exists, timeout=20000)
    driver.wait_until_idle()
    kept = read_case(tmp_path / "a.earseg").record.segmentation
    assert kept is not None
    assert [(each.title, each.voxels) for each in kept.structures] == [("Facial nerve (right)", int(painted.sum()))]
    assert kept.ears == ears


def test_removing_asks_and_can_be_undone(open_window: Callable[..., Driver], phantom: Case) -> None:
    driver, canvas = segmented(open_window, phantom)
    window = driver.window
    driver.program.correcting.structures.add("Tumour", Side.RIGHT)
    driver.window.edit.tools[Tool.BRUSH].click()
    stroke(driver, canvas)
    assert (codes(driver) == 31).any()
    window.structures.removal_requested.emit(31)
    assert list(window.structures.rows) == [31]
    (question,) = window.structures.findChildren(QMessageBox)
    assert "tumour (right)" in question.text()
    remove = next(each for each in question.findChildren(QPushButton) if each.text() == "Remove")
    driver.qtbot.mouseClick(remove, LEFT)
    assert list(window.structures.rows) == []
    assert not (codes(driver) == 31).any()
    window.top.undo.click()
    assert (codes(driver) == 31).any()
    assert list(window.structures.rows) == [31]
