"""How the model in the 3D view is looked at, and what was found out about it."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSlider, QVBoxLayout, QWidget

from earseg_app.presenters.export_display import ExportDisplay
from earseg_app.session.model_preview import PreviewDisplay
from earseg_app.ui.controls import label, push_button
from earseg_app.ui.theme import SPACE_S, SPACE_XS
from earseg_app.ui.words import say

RULER_HINT = "Click two points of the model to measure between them."


class ModelLook(QWidget):
    """Emits `look_requested(PreviewDisplay)`, `repair_requested()`, `fit_requested()`; hidden while no model shows."""

    look_requested = Signal(object)
    repair_requested = Signal()
    fit_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview = PreviewDisplay()
        self.figures = label(tone="muted", size="caption", wrap=True)
        self.findings = label(tone="warning", size="caption", wrap=True)
        self.repair_button = push_button("Repair")
        self.fit_button = push_button("Fit to the printer")
        self.thickness = QCheckBox(say("Thickness colours"))
        self.cut = QSlider(Qt.Orientation.Horizontal)
        self._arrange()
        self.repair_button.clicked.connect(self.repair_requested)
        self.fit_button.clicked.connect(self.fit_requested)
        self.thickness.toggled.connect(self._look)
        self.cut.valueChanged.connect(self._look)

    def show_look(self, display: ExportDisplay) -> None:
        """Show figures, findings and how the model is looked at."""
        self.setVisible(display.preview is not None)
        if display.preview is None:
            return
        self._preview = display.preview
        self.figures.setText(say(display.figures))
        self.findings.setText(say("\n".join(display.findings)))
        self.findings.setVisible(bool(display.findings))
        self.repair_button.setVisible(display.can_repair)
        self.fit_button.setVisible(display.fitting_scale is not None)
        if display.fitting_scale is not None:
            self.fit_button.setText(say(f"Fit to the printer, × {display.fitting_scale:g}"))
        self.thickness.setEnabled(bool(display.request.printer))
        with QSignalBlocker(self.thickness), QSignalBlocker(self.cut):
            self.thickness.setChecked(display.preview.thickness)
            self.cut.setValue(round(100 * display.preview.cut))

    def _look(self) -> None:
        self.look_requested.emit(
            PreviewDisplay(self.thickness.isChecked(), self.cut.value() / 100.0, self._preview.ruler_mm)
        )

    def _arrange(self) -> None:
        self.thickness.setToolTip(say("Thickness at each point: the largest ball inside that touches the skin there"))
        self.cut.setRange(0, 99)
        self.cut.setAccessibleName(say("Cut away from above"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS)
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        row.addWidget(label("Cut", size="caption", tone="muted"))
        row.addWidget(self.cut, 1)
        for widget in (self.thickness, self.figures, self.findings, self.repair_button, self.fit_button):
            column.addWidget(widget)
        column.insertLayout(1, row)
        column.addWidget(label(RULER_HINT, tone="muted", size="caption", wrap=True))
