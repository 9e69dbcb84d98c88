"""Widgets under test wear the program's theme."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from earseg_app.ui.theme import apply_theme


@pytest.fixture
def dressed(qtbot: QtBot) -> QtBot:
    """A qtbot whose application wears the dark theme."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_theme(app)
    return qtbot
