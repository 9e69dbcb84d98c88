"""Words without room are shortened by an ellipsis, and never lost."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from earseg_app.ui.elided import ElidedLabel
from earseg_app.ui.export_queue import ExportQueue

WORDS = "right_inner_ear_cast_pins.stl and 7 more, to prints of June"


@pytest.mark.parametrize("middle", [False, True])
def test_what_has_no_room_is_shortened_and_the_tip_says_it_whole(dressed: QtBot, middle: bool) -> None:
    shown = ElidedLabel(WORDS, middle=middle)
    dressed.addWidget(shown)
    shown.resize(160, 20)
    shown.show()
    assert "…" in shown.text()
    assert shown.text().endswith(WORDS[-3:]) is middle
    assert shown.text().startswith("right")
    assert shown.fontMetrics().horizontalAdvance(shown.text()) <= 160
    assert shown.toolTip() == WORDS
    shown.resize(900, 20)
    assert shown.text() == WORDS
    assert shown.minimumSizeHint().width() < 900


def test_an_export_that_waits_says_what_and_where_to(dressed: QtBot) -> None:
    queue = ExportQueue()
    dressed.addWidget(queue)
    queue.resize(220, 80)
    queue.show()
    queue.show_queue(None, (WORDS,))
    (shown,) = queue.findChildren(ElidedLabel)
    dressed.waitUntil(lambda: "…" in shown.text(), timeout=2000)
    assert shown.text().startswith("Waiting:")
    assert shown.text().endswith("June")
    assert shown.toolTip() == WORDS
