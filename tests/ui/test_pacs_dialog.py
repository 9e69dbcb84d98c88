"""The dialog of the archives: what is typed is what is asked for, and where received series go is seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from earseg_app.domain.exchange.pacs import PacsNode, PacsQuery
from earseg_app.presenters.pacs import PacsDisplay, SendRow
from earseg_app.ui.pacs_dialog import PacsDialog

NODE = PacsNode("Radiology", "ARCHIVE", "pacs")


@pytest.fixture
def dialog(qtbot: QtBot) -> PacsDialog:
    made = PacsDialog()
    qtbot.addWidget(made)
    made.open_pacs(PacsDisplay((NODE,)))
    qtbot.waitExposed(made)
    return made


def test_an_accession_number_alone_is_a_search(dialog: PacsDialog, qtbot: QtBot) -> None:
    fields = dialog.query
    assert not fields.search_button.isEnabled()
    qtbot.keyClicks(fields.accession, "A-17")
    with qtbot.waitSignal(dialog.search_requested) as asked:
        qtbot.keyClick(fields.accession, Qt.Key.Key_Return)
    assert asked.args == [NODE, PacsQuery(accession="A-17", modality="CT")]


def test_where_series_are_received_is_shown_only_for_receiving(dialog: PacsDialog) -> None:
    assert dialog.folder.isVisible()
    dialog.show_pacs(PacsDisplay((NODE,), folder="/scans"))
    assert dialog.folder.text() == "/scans"
    dialog.open_pacs(PacsDisplay((NODE,), sending=(SendRow("9", "Thin, 2 images", chosen=True),)))
    assert not dialog.folder.isVisible()
    assert not dialog.query.isVisible()


def test_several_series_are_ticked_and_sent_together(dialog: PacsDialog, qtbot: QtBot) -> None:
    rows = (SendRow("9", "Thin", chosen=True), SendRow("8", "Soft"), SendRow("7", "Scout"))
    dialog.open_pacs(PacsDisplay((NODE,), sending=rows))
    dialog.to_send.item(1).setCheckState(Qt.CheckState.Checked)
    with qtbot.waitSignal(dialog.send_requested) as asked:
        qtbot.mouseClick(dialog.go_button, Qt.MouseButton.LeftButton)
    assert asked.args == [NODE, ("9", "8")]
    for row in (0, 1):
        dialog.to_send.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.go_button.isEnabled()
