"""What few exports need: parts without gaps, and fewer triangles. Folded until it is asked for."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QFormLayout, QSpinBox, QToolButton, QVBoxLayout, QWidget

from earseg_app.presenters.ports import ExportRequest
from earseg_app.ui.theme import SPACE_S, SPACE_XS

MOST_TRIANGLES = 5_000_000
LONGEST_MM = 2.0


class MoreOptions(QWidget):
    """Emits `changed` on every choice; opens by itself when something within is chosen."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fold = QToolButton()
        self.seamless = QCheckBox("No gaps between parts")
        self.triangles = QSpinBox()
        self.deviation = QDoubleSpinBox()
        self._inside = QWidget()
        self._arrange()
        self.fold.toggled.connect(self._open)
        self.seamless.toggled.connect(self.changed)
        self.triangles.valueChanged.connect(self.changed)
        self.deviation.valueChanged.connect(self.changed)
        self._open(False)

    def show_options(self, request: ExportRequest, idle: bool) -> None:
        """Show what is chosen; nothing can be changed while work runs."""
        for widget in (self.seamless, self.triangles, self.deviation):
            widget.setEnabled(idle)
        with QSignalBlocker(self.seamless), QSignalBlocker(self.triangles), QSignalBlocker(self.deviation):
            self.seamless.setChecked(request.seamless)
            self.triangles.setValue(request.max_triangles or 0)
            self.deviation.setValue(request.max_deviation_mm or 0.0)
        self.seamless.setEnabled(idle and request.parts)
        self.deviation.setEnabled(idle and request.max_triangles is not None)
        if request.seamless or request.max_triangles:
            self.fold.setChecked(True)

    def max_triangles(self) -> int | None:
        """Of each surface; None where there is no limit."""
        return self.triangles.value() or None

    def max_deviation_mm(self) -> float | None:
        """How far simplifying may move a surface; None where any distance will do."""
        return self.deviation.value() or None

    def _open(self, is_open: bool) -> None:
        self.fold.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        self._inside.setVisible(is_open)

    def _arrange(self) -> None:
        self.fold.setText("More options")
        self.fold.setCheckable(True)
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.setAutoRaise(True)
        self.seamless.setToolTip("Parts that touch in the labels share their border")
        self.triangles.setAccessibleName("Most triangles of a surface")
        self.triangles.setRange(0, MOST_TRIANGLES)
        self.triangles.setSingleStep(5000)
        self.triangles.setSpecialValueText("No limit")
        self.triangles.setGroupSeparatorShown(True)
        self.triangles.setKeyboardTracking(False)
        self.deviation.setAccessibleName("How far simplifying may move a surface")
        self.deviation.setToolTip("In millimetres of the patient. Where it would be more, more triangles are left.")
        self.deviation.setRange(0.0, LONGEST_MM)
        self.deviation.setSingleStep(0.05)
        self.deviation.setSuffix(" mm")
        self.deviation.setSpecialValueText("No limit")
        self.deviation.setKeyboardTracking(False)
        inside = QFormLayout(self._inside)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setHorizontalSpacing(SPACE_S)
        inside.setVerticalSpacing(SPACE_XS)
        inside.addRow(self.seamless)
        inside.addRow("Triangles", self.triangles)
        inside.addRow("Moved at most", self.deviation)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS)
        column.addWidget(self.fold)
        column.addWidget(self._inside)
