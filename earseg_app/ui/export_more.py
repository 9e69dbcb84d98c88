"""What few exports need: how surfaces, casts and bone are made. Folded until it is asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from earseg_app.presenters.export_display import ExportDisplay
from earseg_app.presenters.surface_port import ExportRequest
from earseg_app.ui.fold_head import FoldHead
from earseg_app.ui.theme import SPACE_S, SPACE_XS
from earseg_app.ui.words import say

SHARES_WORDS = (
    "Follows what the network said of each voxel, where labels were not changed by hand. Off: the labels alone."
)
MOST_TRIANGLES = 5_000_000
LONGEST_MM = 2.0
CUTS: tuple[Literal["axial", "coronal", "sagittal"], ...] = ("axial", "coronal", "sagittal")
BONE_HU = (-200, 3000)
BONE_MM = (5, 60)


class MoreOptions(QWidget):
    """Emits `changed` on every choice; opens by itself when something within is chosen."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fold = FoldHead("More options")
        self.seamless = QCheckBox(say("No gaps between parts"))
        self.triangles = QSpinBox()
        self.deviation = QDoubleSpinBox()
        self.shares = QCheckBox(say("Surfaces between voxels"))
        self.cut = QComboBox()
        self.bone_hu = QSpinBox()
        self.bone_mm = QSpinBox()
        self.bone_box = QCheckBox(say("As a box"))
        self._inside = QWidget()
        self._arrange()
        self.fold.changed.connect(self._inside.setVisible)
        for box in (self.seamless, self.shares, self.bone_box):
            box.toggled.connect(self.changed)
        for spin in (self.triangles, self.deviation, self.bone_hu, self.bone_mm):
            spin.valueChanged.connect(self.changed)
        self.cut.activated.connect(self.changed)
        self._inside.setVisible(False)

    def show_options(self, display: ExportDisplay, idle: bool) -> None:
        """Show what is chosen; nothing can be changed while work runs."""
        request = display.request
        enabled: dict[QWidget, bool] = {
            self.seamless: request.parts,
            self.shares: display.has_shares,
            self.triangles: True,
            self.deviation: request.max_triangles is not None,
            self.cut: request.cast,
            self.bone_hu: request.bone,
            self.bone_mm: request.bone,
            self.bone_box: request.bone,
        }
        blocked = [QSignalBlocker(widget) for widget in enabled]
        self.seamless.setChecked(request.seamless)
        self.shares.setChecked(request.from_shares and display.has_shares)
        self.triangles.setValue(request.max_triangles or 0)
        self.deviation.setValue(request.max_deviation_mm or 0.0)
        self.cut.setCurrentIndex(CUTS.index(request.cut))
        self.bone_hu.setValue(round(request.bone_hu))
        self.bone_mm.setValue(round(request.bone_radius_mm))
        self.bone_box.setChecked(request.bone_box)
        del blocked
        for widget, can_be in enabled.items():
            widget.setEnabled(idle and can_be)
        if request.seamless or request.max_triangles:
            self.fold.unfold(True)

    def chosen(self, display: ExportDisplay) -> ExportRequest:
        """The request of a display with what is chosen here."""
        return replace(
            display.request,
            seamless=self.seamless.isChecked(),
            max_triangles=self.max_triangles(),
            max_deviation_mm=self.max_deviation_mm(),
            cut=CUTS[self.cut.currentIndex()],
            bone_hu=float(self.bone_hu.value()),
            bone_radius_mm=float(self.bone_mm.value()),
            bone_box=self.bone_box.isChecked(),
            from_shares=self.shares.isChecked() or not display.has_shares,
        )

    def max_triangles(self) -> int | None:
        """Of each surface; None where there is no limit."""
        return self.triangles.value() or None

    def max_deviation_mm(self) -> float | None:
        """How far simplifying may move a surface; None where any distance will do."""
        return self.deviation.value() or None

    def _arrange(self) -> None:
        self.seamless.setToolTip(say("Parts that touch in the labels share their border"))
        self.triangles.setAccessibleName(say("Most triangles of a surface"))
        self.triangles.setRange(0, MOST_TRIANGLES)
        self.triangles.setSingleStep(5000)
        self.triangles.setSpecialValueText(say("No limit"))
        self.triangles.setGroupSeparatorShown(True)
        self.triangles.setKeyboardTracking(False)
        self.deviation.setAccessibleName(say("How far simplifying may move a surface"))
        self.deviation.setToolTip(
            say("In millimetres of the patient. Where it would be more, more triangles are left.")
        )
        self.deviation.setRange(0.0, LONGEST_MM)
        self.deviation.setSingleStep(0.05)
        self.deviation.setSuffix(" mm")
        self.deviation.setSpecialValueText(say("No limit"))
        self.deviation.setKeyboardTracking(False)
        self.shares.setToolTip(say(SHARES_WORDS))
        self.cut.setAccessibleName(say("Plane that parts the cast"))
        self.cut.addItems([say(cut.capitalize()) for cut in CUTS])
        _whole_numbers(self.bone_hu, BONE_HU, 50, " HU", "Least density of bone")
        _whole_numbers(self.bone_mm, BONE_MM, 5, " mm", "How far from the middle of the ear bone is kept")
        inside = QFormLayout(self._inside)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setHorizontalSpacing(SPACE_S)
        inside.setVerticalSpacing(SPACE_XS)
        inside.addRow(self.shares)
        inside.addRow(self.seamless)
        inside.addRow(say("Triangles"), self.triangles)
        inside.addRow(say("Moved at most"), self.deviation)
        inside.addRow(say("Cast is cut"), self.cut)
        inside.addRow(say("Bone from"), self.bone_hu)
        inside.addRow(say("Bone within"), self.bone_mm)
        inside.addRow("", self.bone_box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS)
        column.addWidget(self.fold)
        column.addWidget(self._inside)


def _whole_numbers(spin: QSpinBox, limits: tuple[int, int], step: int, unit: str, name: str) -> None:
    spin.setRange(*limits)
    spin.setSingleStep(step)
    spin.setSuffix(unit)
    spin.setAccessibleName(say(name))
    spin.setKeyboardTracking(False)
