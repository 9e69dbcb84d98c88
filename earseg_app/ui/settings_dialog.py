"""The settings: how the window looks, how it takes the hand, how it keeps and computes."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from earseg_app.domain.anatomy import Part
from earseg_app.domain.part_colors import LabelStyle, Palette
from earseg_app.language.languages import LANGUAGES
from earseg_app.session.settings import KEPT_EVERY_S, Settings
from earseg_app.ui.controls import label, push_button
from earseg_app.ui.model_rows import DEVICES
from earseg_app.ui.theme import SPACE_L, SPACE_M, SPACE_S
from earseg_app.ui.words import say

THEMES = {"dark": "Dark", "light": "Light"}
UNITS = {
    "Angles along the cochlea": {"degrees": "Degrees", "turns": "Turns"},
    "Volumes of the ear": {"mm3": "mm³", "ul": "µL"},
    "Sizes of prints": {"mm": "mm", "inch": "inch"},
}
UNIT_WORDS = "For angles along the cochlea, volumes and prints. Files, reports and sentences keep °, mm³ and mm."
HANDS = {"right": "For the right hand", "left": "For the left hand, mirrored"}
SWATCH_PX = 12
COLOR_WORDS = "In the slices, in 3D and in the list of parts. Each can be told apart by colour-blind eyes."
FILE_WORDS = "Files and reports keep the standard colours, so that they compare."
LANGUAGE_WORDS = "Holds from the next start on."
KEEP_WORDS = "What a crash can cost; the case file itself is written by Ctrl+S alone."


class SettingsDialog(QDialog):
    """Every choice holds at once; there is nothing to confirm."""

    chosen = Signal(str, object)
    archives_requested = Signal()

    def __init__(self, cores: int, parent: QWidget | None = None) -> None:
        """Take the number of cores of the machine."""
        super().__init__(parent)
        self.setWindowTitle(say("Settings"))
        self.language, self.theme, self.palettes, self.styles = (QComboBox() for _ in range(4))
        self.keeps, self.devices, self.threads = (QComboBox() for _ in range(3))
        self.angles, self.volumes, self.prints, self.hands = (QComboBox() for _ in range(4))
        self.wheel = QCheckBox(say("Wheel the other way round"))
        self.archives = push_button("Archives (PACS)…")
        self.close_button = push_button("Close", primary=True)
        self._fill(cores)
        self._arrange()
        self._connect()

    def show_settings(self, settings: Settings) -> None:
        """Show these."""
        for name, box in self._boxes().items():
            box.setCurrentIndex(max(box.findData(getattr(settings, name)), 0))
        self.wheel.setChecked(settings.wheel_reversed)

    def _boxes(self) -> dict[str, QComboBox]:
        """The lists, by the setting that each chooses."""
        return {
            "language": self.language,
            "theme": self.theme,
            "palette": self.palettes,
            "label_style": self.styles,
            "angle_unit": self.angles,
            "volume_unit": self.volumes,
            "print_unit": self.prints,
            "hand": self.hands,
            "keep_every_s": self.keeps,
            "device": self.devices,
            "threads": self.threads,
        }

    def _fill(self, cores: int) -> None:
        self.language.addItem(say("As the computer"), "system")
        for key, name in LANGUAGES.items():
            self.language.addItem(name, key)
        for key, words in THEMES.items():
            self.theme.addItem(say(words), key)
        for palette in Palette:
            self.palettes.addItem(_swatches(palette), say(palette.title), palette.value)
        self.palettes.setIconSize(QSize(SWATCH_PX * len(Part), SWATCH_PX))
        for style in LabelStyle:
            self.styles.addItem(say(style.title), style.value)
        for box, (name, choices) in zip((self.angles, self.volumes, self.prints), UNITS.items(), strict=True):
            box.setAccessibleName(say(name))
            box.setToolTip(say(name))
            for key, words in choices.items():
                box.addItem(say(words), key)
        for key, words in HANDS.items():
            self.hands.addItem(say(words), key)
        for seconds in KEPT_EVERY_S:
            self.keeps.addItem(say(f"{seconds} s"), seconds)
        for device, words in DEVICES.items():
            self.devices.addItem(say(words), device)
        self.threads.addItem(say(f"All, {cores}"), 0)
        for number in range(1, cores):
            self.threads.addItem(str(number), number)

    def _arrange(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_M)
        grid.setVerticalSpacing(SPACE_S)
        grid.setColumnStretch(1, 1)
        rows: tuple[tuple[str, QWidget, str], ...] = (
            ("Language", self.language, LANGUAGE_WORDS),
            ("Window", self.theme, ""),
            ("Colours of the parts", self.palettes, f"{COLOR_WORDS} {FILE_WORDS}"),
            ("Parts in the slices", self.styles, ""),
            ("Units", self._units_row(), UNIT_WORDS),
            ("Panels", self.hands, ""),
            ("Slices", self.wheel, ""),
            ("Keep unsaved work every", self.keeps, KEEP_WORDS),
            ("Networks run on", self.devices, ""),
            ("Cores for them", self.threads, ""),
        )
        for words, widget, note in rows:
            row = grid.rowCount()
            grid.addWidget(label(words, tone="muted"), row, 0)
            grid.addWidget(widget, row, 1)
            if note:
                grid.addWidget(label(note, tone="muted", size="caption", wrap=True), row + 1, 1)
            widget.setAccessibleName(say(words))
        buttons = QHBoxLayout()
        buttons.addWidget(self.archives)
        buttons.addStretch()
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_L)
        column.addLayout(grid)
        column.addLayout(buttons)
        self.setMinimumWidth(520)

    def _units_row(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        for box in (self.angles, self.volumes, self.prints):
            row.addWidget(box, 1)
        return made

    def _connect(self) -> None:
        for name, box in self._boxes().items():
            box.activated.connect(lambda _row, name=name, box=box: self.chosen.emit(name, box.currentData()))
        self.wheel.clicked.connect(lambda on: self.chosen.emit("wheel_reversed", on))
        self.archives.clicked.connect(self.accept)
        self.archives.clicked.connect(self.archives_requested)
        self.close_button.clicked.connect(self.accept)


def _swatches(palette: Palette) -> QIcon:
    """The colours of a palette side by side."""
    picture = QPixmap(SWATCH_PX * len(Part), SWATCH_PX)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    for number, part in enumerate(Part):
        painter.fillRect(QRect(number * SWATCH_PX, 0, SWATCH_PX, SWATCH_PX), QColor(palette.color(part)))
    painter.end()
    return QIcon(picture)
