"""The panel of the step Correct: tools, the active part, what must be left alone, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QSlider,
    QSpinBox,
    QToolButton,
    QWidget,
)

from earseg_app.domain.anatomy import Part
from earseg_app.domain.editing.scope import Area
from earseg_app.domain.editing.shapes import Logic
from earseg_app.domain.structures import Structure
from earseg_app.presenters.edit_display import (
    BOXES_MM,
    LARGEST_MM,
    SMALLEST_MM,
    EditDisplay,
    EditSettings,
    PartWork,
    Tool,
)
from earseg_app.presenters.need import Need
from earseg_app.presenters.parts import SIDES
from earseg_app.ui.actions import TOOL_KEYS
from earseg_app.ui.controls import StepPanel, label, push_button, tool_button
from earseg_app.ui.edit_rows import Buttons, row_of
from earseg_app.ui.need_row import OPEN, SEGMENT, NeedRow
from earseg_app.ui.part_choice import Locks, PartBox
from earseg_app.ui.progress_row import ProgressRow
from earseg_app.ui.steps_list import StepsList
from earseg_app.ui.structure_words import title_words
from earseg_app.ui.theme import SPACE_XS
from earseg_app.ui.words import say

TENTHS = 10
LOWEST_HU, HIGHEST_HU = -1024, 4000
HISTORY_PX = 132
WORDS_PX = 64
NEED_BUTTONS = {Need.SCAN: OPEN, Need.SEGMENTATION: SEGMENT}


class EditPanel(StepPanel):
    """Tools above, the active part below them, then its work, then the history."""

    open_requested = Signal()
    segment_requested = Signal()
    tool_requested = Signal(object)
    part_requested = Signal(object, object)
    structure_requested = Signal(int)
    lock_requested = Signal(object, bool)
    structure_lock_requested = Signal(int, bool)
    radius_requested = Signal(float)
    sphere_requested = Signal(bool)
    range_requested = Signal(object)
    area_requested = Signal(object)
    tolerance_requested = Signal(int)
    work_requested = Signal(object)
    combine_requested = Signal(object, object)
    share_requested = Signal()
    rerun_requested = Signal()
    cancel_requested = Signal()
    step_requested = Signal(int)
    box_requested = Signal(float)
    keep_requested = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Correct", parent)
        self._settings = EditSettings()
        self._structures: tuple[Structure, ...] = ()
        self._lacks = Need.NOTHING
        self.need = label(wrap=True)
        self.need_row = NeedRow()
        self.body = QWidget()
        self.tools = {tool: _tool(tool) for tool in TOOL_KEYS}
        self.hint = label(tone="muted", size="caption", wrap=True)
        self.hint.setMinimumHeight(32)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.side = QComboBox()
        self.part = PartBox()
        self.locks = Locks()
        self.radius = QSlider(Qt.Orientation.Horizontal)
        self.radius_words = label(tone="muted")
        self.sphere = QCheckBox(say("In space, not in this slice alone"))
        self.ranged = QCheckBox(say("Only voxels of a density from"))
        self.low, self.high = QSpinBox(), QSpinBox()
        self.area = QComboBox()
        self.tolerance = QSlider(Qt.Orientation.Horizontal)
        self.tolerance_words = label(tone="muted")
        self.share = push_button("Share out")
        self.work = _menu_button("Whole part")
        self.combine = _menu_button("Other part")
        self.rerun = push_button("Segment here")
        self.rerun.setToolTip(say("Let the network label the box around the crosshair anew (N)"))
        self.box = QComboBox()
        self.box.setAccessibleName(say("Size of the box around the crosshair"))
        self.keep = QCheckBox(say("Keep what I corrected"))
        self.keep.setToolTip(say("The network leaves alone what was changed by hand since it ran last"))
        self.share.setToolTip(say("Share the piece under the strokes out between their parts"))
        self.progress = ProgressRow()
        self.history = StepsList()
        self._fill_menus()
        self._arrange()
        self._connect()

    def show_edit(self, display: EditDisplay) -> None:
        """Show what is missing, or the tool in hand and the steps."""
        settings, self._settings, self._lacks = display.settings, display.settings, display.lacks
        self.need.setText(say(display.need))
        self.need.setVisible(bool(display.need))
        self.need_row.show_need(NEED_BUTTONS.get(display.lacks, ""))
        self.body.setVisible(not display.need)
        for tool, button in self.tools.items():
            button.setChecked(tool is settings.tool)
        self.hint.setText(say(display.hint))
        if display.structures != self._structures:
            self._structures = display.structures
            self.part.show_structures(display.structures)
            self.locks.show_structures(display.structures)
            self._fill_menus()
        _choose(self.side, settings.side)
        self.side.setEnabled(settings.structure is None)
        self.part.choose(settings.structure or settings.part)
        _choose(self.area, settings.area)
        _choose(self.box, settings.box_mm)
        self.keep.setChecked(settings.keep_corrections)
        self.locks.show_locked(settings.locked, settings.kept)
        _slide(self.radius, round(settings.radius_mm * TENTHS))
        self.radius_words.setText(f"{settings.radius_mm:.1f} mm")
        self.sphere.setChecked(settings.sphere)
        self.ranged.setChecked(settings.range_hu is not None)
        for box in (self.low, self.high):
            box.setEnabled(settings.range_hu is not None)
        _slide(self.tolerance, settings.tolerance_hu)
        self.tolerance_words.setText(f"± {settings.tolerance_hu} HU")
        self.share.setEnabled(settings.tool is Tool.SPLIT)
        self.rerun.setVisible(display.progress is None)
        self.progress.setVisible(display.progress is not None)
        self.progress.show_step(display.progress)
        self.history.show_steps(display.done, display.undone)

    def _get_need(self) -> None:
        (self.open_requested if self._lacks is Need.SCAN else self.segment_requested).emit()

    def _range(self) -> None:
        on = self.ranged.isChecked()
        self.range_requested.emit((self.low.value(), self.high.value()) if on else None)

    def _part_chosen(self) -> None:
        chosen = self.part.currentData()
        if isinstance(chosen, Structure):
            self.structure_requested.emit(chosen.code)
        else:
            self.part_requested.emit(self.side.currentData(), chosen)

    def _connect(self) -> None:
        self.need_row.clicked.connect(self._get_need)
        for tool, button in self.tools.items():
            button.clicked.connect(lambda _checked=False, tool=tool: self.tool_requested.emit(tool))
        self.locks.part_requested.connect(self.lock_requested)
        self.locks.structure_requested.connect(self.structure_lock_requested)
        self.side.activated.connect(self._part_chosen)
        self.part.activated.connect(self._part_chosen)
        self.area.activated.connect(lambda: self.area_requested.emit(self.area.currentData()))
        self.radius.valueChanged.connect(lambda value: self.radius_requested.emit(value / TENTHS))
        self.sphere.clicked.connect(self.sphere_requested)
        self.box.activated.connect(lambda: self.box_requested.emit(self.box.currentData()))
        self.keep.clicked.connect(self.keep_requested)
        self.ranged.clicked.connect(self._range)
        for box in (self.low, self.high):
            box.valueChanged.connect(self._range)
        self.tolerance.valueChanged.connect(self.tolerance_requested)
        self.share.clicked.connect(self.share_requested)
        self.rerun.clicked.connect(self.rerun_requested)
        self.progress.cancel_requested.connect(self.cancel_requested)
        self.history.step_requested.connect(self.step_requested)

    def _fill_menus(self) -> None:
        works, logic = QMenu(self), QMenu(self)
        for work in PartWork:
            works.addAction(say(work.value)).triggered.connect(
                lambda _on=False, work=work: self.work_requested.emit(work)
            )
        self.work.setMenu(works)
        for how in Logic:
            parts = logic.addMenu(say(how.value))
            for part in (*Part, *self._structures):
                wish = parts.addAction(title_words(part) if isinstance(part, Structure) else say(part.title))
                wish.triggered.connect(lambda _on=False, h=how, p=part: self.combine_requested.emit(h, p))
        self.combine.setMenu(logic)

    def _arrange(self) -> None:
        for side in SIDES:
            self.side.addItem(say(side.word.capitalize()), side)
        for area in Area:
            self.area.addItem(say(area.value), area)
        for half_mm in BOXES_MM:
            self.box.addItem(f"± {half_mm:.0f} mm", half_mm)
        self.radius.setRange(round(SMALLEST_MM * TENTHS), round(LARGEST_MM * TENTHS))
        self.tolerance.setRange(20, 1000)
        for box, value in ((self.low, -300), (self.high, 600)):
            box.setRange(LOWEST_HU, HIGHEST_HU)
            box.setValue(value)
            box.setEnabled(False)
        self.history.setFixedHeight(HISTORY_PX)
        for choice in (self.side, self.part, self.area, self.box):
            choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.radius_words.setMinimumWidth(WORDS_PX)
        self.tolerance_words.setMinimumWidth(WORDS_PX)
        grid = QGridLayout(self.body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(SPACE_XS)
        grid.setColumnStretch(1, 1)
        rows: list[tuple[str, QWidget]] = [
            ("", row_of(*self.tools.values())),
            ("", self.hint),
            ("Ear", self.side),
            ("Part", self.part),
            ("Size", row_of(self.radius, self.radius_words)),
            ("", self.sphere),
            ("Change", self.area),
            ("", self.ranged),
            ("", row_of(self.low, label("to"), self.high, label("HU"))),
            ("Growth", row_of(self.tolerance, self.tolerance_words)),
            ("", label("Locked in both ears", tone="muted")),
            ("", self.locks),
            ("", Buttons(self.work, self.combine)),
            ("Box", self.box),
            ("", self.keep),
            ("", Buttons(self.share, self.rerun)),
            ("", self.progress),
            ("", label("Steps", size="title")),
            ("", self.history),
        ]
        for number, (words, widget) in enumerate(rows):
            if words:
                grid.addWidget(label(words, tone="muted"), number, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(widget, number, 1 if words else 0, 1, 1 if words else 2)
        self.rows.addWidget(self.need)
        self.rows.addWidget(self.need_row)
        self.rows.addWidget(self.body)
        self.rows.addStretch(1)


def _tool(tool: Tool) -> QToolButton:
    picture, key = TOOL_KEYS[tool]
    return tool_button(picture, f"{tool.value} ({key})", checkable=True)


def _menu_button(text: str) -> QPushButton:
    return push_button(text)


def _choose(box: QComboBox, data: object) -> None:
    for number in range(box.count()):
        if box.itemData(number) == data:
            box.setCurrentIndex(number)


def _slide(slider: QSlider, value: int) -> None:
    slider.blockSignals(True)
    slider.setValue(value)
    slider.blockSignals(False)
