"""The list of parts: an eye for each ear, a colour, an opacity; always in the same place."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QSlider, QToolButton, QWidget

from earseg_app.domain.anatomy import Part, Side
from earseg_app.presenters.parts import SIDES, PartRow, PartsDisplay
from earseg_app.ui.controls import label, tool_button
from earseg_app.ui.fold_head import FoldHead
from earseg_app.ui.icons import icon
from earseg_app.ui.swatch import Swatch
from earseg_app.ui.theme import SPACE_M, SPACE_S
from earseg_app.ui.words import say

EYE = 18
TINT_PX = 28
BUTTON = 24
GAP = 2
SLIDER_PX = 48
# In the column of a window of 1920 pixels the longest names of parts take what they need.
NARROW_BUTTON, NARROW_SLIDER_PX = 22, 36
PERCENT = 100
ROOMY_PX = 264
# Lower windows have no room for all lists and the panel of a step.
LOW_PX = 900


class PartsPanel(QWidget):
    """Five parts, two ears; `wanted_unfolded` is what the user chose, None as long as that is nothing."""

    visibility_requested = Signal(object, object, bool)
    ear_requested = Signal(object, bool)
    opacity_requested = Signal(object, float)
    overlay_requested = Signal(float)
    unsure_requested = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._display = PartsDisplay()
        self.wanted_unfolded: bool | None = None
        self.eyes: dict[tuple[Side, Part], QToolButton] = {}
        self.ears: dict[Side, QToolButton] = {}
        self.sliders: dict[Part, QSlider] = {}
        self._names: dict[Part, QLabel] = {}
        self.swatches: dict[Part, Swatch] = {}
        self.overlay = opacity_slider("How strongly the slices are tinted")
        self.unsure = QCheckBox(say("Where the network is unsure"))
        self.head = FoldHead("Parts", unfolded=True, size="title")
        self._opacity = label("Opacity", tone="muted", size="caption")
        self._tint = label("Tint of the slices", tone="muted")
        self._grid = QGridLayout(self)
        self._arrange()

    def show_parts(self, display: PartsDisplay) -> None:
        """Show eyes and opacities."""
        old, self._display = self._display, display
        if old == display:
            return
        for row in display.rows:
            self._show_row(row)
            self.swatches[row.part].show_color(display.palette.color(row.part))
        for side, button in self.ears.items():
            shown = [row.shown(side) for row in display.rows]
            button.setEnabled(any(each is not None for each in shown))
        any_there = any(button.isEnabled() for button in self.ears.values())
        self.overlay.setEnabled(any_there and display.filled)
        slide_quietly(self.overlay, display.overlay_opacity)
        self.unsure.setEnabled(display.unsure is not None)
        self.unsure.setChecked(bool(display.unsure))

    def fit(self, window_px: int) -> None:
        """Fold in a window so low, unless the user said otherwise: the panel of the step needs the room."""
        wanted = self.wanted_unfolded
        unfolded = window_px >= LOW_PX if wanted is None else wanted
        if unfolded != self.head.is_unfolded:
            self.head.unfold(unfolded)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand on the grid of the other panels where the column is wide enough for it."""
        super().resizeEvent(event)
        roomy = event.size().width() >= ROOMY_PX
        side = SPACE_M if roomy else SPACE_S
        self._grid.setContentsMargins(side, SPACE_S, side, SPACE_S)
        self._opacity.setVisible(roomy and self.head.is_unfolded)
        for slider in (*self.sliders.values(), self.overlay):
            slider.setFixedWidth(SLIDER_PX if roomy else NARROW_SLIDER_PX)
        for eye in (*self.ears.values(), *self.eyes.values()):
            eye.setFixedWidth(BUTTON if roomy else NARROW_BUTTON)

    def _choose(self) -> None:
        self.wanted_unfolded = self.head.is_unfolded

    def _fold(self, unfolded: bool) -> None:
        """Leave the ears alone in sight, or show every part."""
        rows = (*self.eyes.values(), *self.swatches.values(), *self._names.values(), *self.sliders.values())
        for widget in (*rows, self._tint, self.overlay, self.unsure):
            widget.setVisible(unfolded)
        self._opacity.setVisible(unfolded and self.width() >= ROOMY_PX)
        self._grid.setRowMinimumHeight(len(Part) + 1, TINT_PX if unfolded else 0)

    def _show_row(self, row: PartRow) -> None:
        for side in SIDES:
            eye = self.eyes[side, row.part]
            shown = row.shown(side)
            eye.setEnabled(shown is not None)
            eye.setIcon(icon("eye" if shown is not False else "eye-off"))
        there = row.right is not None or row.left is not None
        self._names[row.part].setEnabled(there)
        self.sliders[row.part].setEnabled(there)
        slide_quietly(self.sliders[row.part], row.opacity)

    def _toggle_part(self, side: Side, part: Part) -> None:
        row = next(row for row in self._display.rows if row.part is part)
        self.visibility_requested.emit(side, part, not row.shown(side))

    def _toggle_ear(self, side: Side) -> None:
        self.ear_requested.emit(side, not any(row.shown(side) for row in self._display.rows))

    def _arrange(self) -> None:
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(3, 1)
        self._grid.addWidget(self.head, 0, 2, 1, 2)
        self._grid.addWidget(self._opacity, 0, 4)
        for column, side in enumerate(SIDES):
            self.ears[side] = self._ear_button(side)
            self._grid.addWidget(self.ears[side], 0, column)
        for number, part in enumerate(Part, 1):
            self._add_row(number, part)
        self._grid.addWidget(self._tint, len(Part) + 1, 2, 1, 2)
        self._grid.addWidget(self.overlay, len(Part) + 1, 4)
        self._grid.setRowMinimumHeight(len(Part) + 1, TINT_PX)
        self._grid.addWidget(self.unsure, len(Part) + 2, 1, 1, 4)
        self.unsure.setToolTip(say("Amber in the slices: the stronger, the less sure"))
        self.unsure.clicked.connect(self.unsure_requested)
        self.head.changed.connect(self._fold)
        self.head.clicked.connect(self._choose)
        self.overlay.valueChanged.connect(lambda value: self.overlay_requested.emit(value / PERCENT))

    def _ear_button(self, side: Side) -> QToolButton:
        button = tool_button(f"ear-{side.word}", f"Show or hide the {side.word} ear")
        button.setText(side.value)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.setFixedSize(BUTTON, BUTTON)
        button.clicked.connect(lambda: self._toggle_ear(side))
        return button

    def _add_row(self, number: int, part: Part) -> None:
        for column, side in enumerate(SIDES):
            eye = tool_button("eye", f"Show or hide the {part.title.lower()} ({side.word})")
            eye.setIconSize(QSize(EYE, EYE))
            eye.setFixedSize(BUTTON, BUTTON)
            eye.clicked.connect(lambda _checked=False, side=side: self._toggle_part(side, part))
            self.eyes[side, part] = eye
            self._grid.addWidget(eye, number, column)
        self.swatches[part] = Swatch(part.color)
        self._grid.addWidget(self.swatches[part], number, 2)
        self._names[part] = label(part.title)
        self._grid.addWidget(self._names[part], number, 3)
        self.sliders[part] = opacity_slider(f"Opacity of the {part.title.lower()}")
        self.sliders[part].valueChanged.connect(lambda value: self.opacity_requested.emit(part, value / PERCENT))
        self._grid.addWidget(self.sliders[part], number, 4)


def opacity_slider(tip: str) -> QSlider:
    """A short slider from 0 to 100."""
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setRange(0, PERCENT)
    slider.setFixedWidth(SLIDER_PX)
    slider.setToolTip(say(tip))
    slider.setAccessibleName(say(tip))
    return slider


def slide_quietly(slider: QSlider, fraction: float) -> None:
    """Show a fraction, 0…1, and tell nobody."""
    slider.blockSignals(True)
    slider.setValue(round(fraction * PERCENT))
    slider.blockSignals(False)
