"""How thick the cochlear views are cut, and how a slab is merged: a slider and three words."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QSlider, QToolButton, QWidget

from earseg_app.domain.planes import SLAB_NAMES, SlabMode
from earseg_app.session.state import THICKEST_SLAB_MM
from earseg_app.ui.controls import label
from earseg_app.ui.theme import SPACE_S, SPACE_XS, mark
from earseg_app.ui.theme_colors import DARK
from earseg_app.ui.words import say

STEP_MM = 0.2
SLIDER_PX = 72
TIPS: dict[SlabMode, str] = {
    "mean": "Mean over the slab (multiplanar reconstruction)",
    "max": "Brightest value in the slab (maximum intensity projection)",
    "min": "Darkest value in the slab (minimum intensity projection)",
}


class SlabBar(QWidget):
    """`slab_requested(mm, mode)`: cut both cochlear views this thick and merge the slab like this."""

    slab_requested = Signal(float, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.thickness = label(size="caption")
        self.modes: dict[SlabMode, QToolButton] = {mode: _button(SLAB_NAMES[mode], tip) for mode, tip in TIPS.items()}
        self._arrange()
        self.slider.valueChanged.connect(self._ask)
        for button in self.modes.values():
            button.clicked.connect(self._ask)
        self.show_slab(0.0, "mean")

    def show_slab(self, thickness_mm: float, mode: SlabMode) -> None:
        """Show this slab; a thin cut has nothing to merge."""
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(thickness_mm / STEP_MM))
        self.thickness.setText(say(f"{thickness_mm:.1f} mm" if thickness_mm > 0.0 else "thin"))
        for each, button in self.modes.items():
            button.setChecked(each == mode)
            button.setEnabled(thickness_mm > 0.0)

    def _ask(self, *_: object) -> None:
        mode = next(each for each, button in self.modes.items() if button.isChecked())
        self.slab_requested.emit(self.slider.value() * STEP_MM, mode)

    def _arrange(self) -> None:
        _darken(self, self.thickness)
        self.slider.setRange(0, round(THICKEST_SLAB_MM / STEP_MM))
        self.slider.setPageStep(5)
        self.slider.setFixedWidth(SLIDER_PX)
        self.slider.setAccessibleName(say("Slab thickness"))
        tip = "How thick the cochlear views are cut"
        self.slider.setToolTip(say(tip))
        self.thickness.setToolTip(say(tip))
        self.thickness.setMinimumWidth(self.thickness.fontMetrics().horizontalAdvance("8.8 mm"))
        self.thickness.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_S, 0, SPACE_XS, 0)
        row.setSpacing(SPACE_XS)
        row.addWidget(self.slider)
        row.addWidget(self.thickness)
        row.addSpacing(SPACE_XS)
        group = QButtonGroup(self)
        for button in self.modes.values():
            group.addButton(button)
            row.addWidget(button)


def _button(words: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setText(say(words))
    button.setToolTip(say(tip))
    button.setAccessibleName(say(tip))
    button.setCheckable(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    mark(button, size="caption")
    return button


def _darken(bar: QWidget, words: QLabel) -> None:
    # The views are dark in both themes, and so is what lies over them.
    palette = bar.palette()
    palette.setColor(QPalette.ColorRole.Window, QColor(DARK.background))
    palette.setColor(QPalette.ColorRole.WindowText, QColor(DARK.text))
    bar.setPalette(palette)
    bar.setAutoFillBackground(True)
    words.setPalette(palette)
