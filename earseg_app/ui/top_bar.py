"""The bar above everything: the path at the left, how the pictures look at the right."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QWidget

from earseg_app.session.session import WINDOW_PRESETS
from earseg_app.ui.controls import tool_button
from earseg_app.ui.pane_layout import Layout
from earseg_app.ui.step_bar import StepBar
from earseg_app.ui.theme import SPACE_M, SPACE_S, SPACE_XS
from earseg_app.ui.words import say

HEIGHT = 40
BY_HAND = "By hand"
LAYOUT_PICTURES = {Layout.FOUR: "layout-four", Layout.LARGE_AXIAL: "layout-one", Layout.LARGE_3D: "layout-side"}


class TopBar(QWidget):
    """Steps, grey-window presets, and room for the tools of the views."""

    preset_requested = Signal(str)
    layout_requested = Signal(object)
    fit_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.steps = StepBar()
        self.presets = QComboBox()
        for name in (*WINDOW_PRESETS, ""):
            self.presets.addItem(say(name or BY_HAND), name)
        self.presets.setToolTip(say("Grey window: width and level in HU"))
        self.presets.setAccessibleName(say("Grey window preset"))
        self.presets.activated.connect(self._chosen)
        self.panels = tool_button("panel-left", "Show or hide the side panels (F9)")
        self.undo = tool_button("undo", "Undo (Ctrl+Z)")
        self.redo = tool_button("redo", "Redo (Ctrl+Shift+Z)")
        self.theme = tool_button("sun", "Light or dark (Ctrl+T)")
        self.menu = tool_button("settings", "Menu")
        self.menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.layouts = {layout: tool_button(picture, layout.value) for layout, picture in LAYOUT_PICTURES.items()}
        for layout, button in self.layouts.items():
            button.clicked.connect(lambda _checked=False, layout=layout: self.layout_requested.emit(layout))
        self.fit = tool_button("reset", "Show the whole picture in every view")
        self.fit.clicked.connect(self.fit_requested)
        self._arrange()

    def show_preset(self, name: str, usable: bool) -> None:
        """Show the preset of that name, or that the window was set by hand."""
        self.presets.setCurrentIndex(self.presets.findData(name))
        for widget in (self.presets, self.fit, *self.layouts.values()):
            widget.setEnabled(usable)

    def show_steps(self, last_done: str, last_undone: str) -> None:
        """Name what can be undone and redone; "" when there is nothing."""
        self.undo.setEnabled(bool(last_done))
        self.redo.setEnabled(bool(last_undone))
        self.undo.setToolTip(say(f"Undo: {last_done} (Ctrl+Z)" if last_done else "Undo (Ctrl+Z)"))
        self.redo.setToolTip(say(f"Redo: {last_undone} (Ctrl+Shift+Z)" if last_undone else "Redo (Ctrl+Shift+Z)"))

    def _chosen(self, index: int) -> None:
        name = self.presets.itemData(index)
        if name:
            self.preset_requested.emit(name)

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_S, 0, SPACE_S, 0)
        row.setSpacing(SPACE_XS)
        row.addWidget(self.steps)
        row.addStretch()
        row.addWidget(self.presets)
        row.addSpacing(SPACE_S)
        for button in (*self.layouts.values(), self.fit):
            row.addWidget(button)
        row.addSpacing(SPACE_M)
        for button in (self.undo, self.redo):
            row.addWidget(button)
        row.addSpacing(SPACE_M)
        for button in (self.panels, self.theme, self.menu):
            row.addWidget(button)
        self.setFixedHeight(HEIGHT)
