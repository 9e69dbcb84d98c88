"""The window in German: whatever can be read in it has gone through the catalogue and was found there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QTableWidget,
    QToolButton,
    QWidget,
)

from earseg_app import paths
from earseg_app.domain.anatomy import Part, Side
from earseg_app.domain.errors import EarsegError
from earseg_app.domain.measuring.guided_measures import GUIDED
from earseg_app.domain.measuring.hand_measures import HandMeasure, Kind, MeasuringPlane
from earseg_app.domain.segmentation import Segmentation, describe_ear
from earseg_app.phantom.cases import Case
from earseg_app.session.session import State, WorkStep
from earseg_app.ui.catalogue import Catalogue
from earseg_app.ui.help_dialogs import AboutDialog, KeysDialog
from earseg_app.ui.theme import SPACE_M, SPACE_S
from earseg_app.ui.words import CONTEXT
from tests.system.driver import Driver

# The same in both languages, or names of their own: makers, formulas, machines, formats, keys, units.
SAME = re.compile(
    r"[A-Z]{1,4}|[RL] mm³|µL|EarSeg.*|Trained by the EarSeg.*|VTP|3MF|MinIP|English|Deutsch|DICOM.*|NIfTI.*|GPU.*|mm.|"
    r"(Alexiades|Koch|Erixon|Escudé)[^.]*|.*et al\., .*|[^A-Za-z]*( mm| s)?|(Ctrl|Shift|Alt)\+.*|F\d+|Esc|Hz|mm|"
    r"HU .*|x .* mm|± \d+ HU|[a-z_]+\.(stl|json)"
)


# Words that no German sentence has: one that is left says that a sentence was translated by half.
ENGLISH = re.compile(r"\b(the|of|and|with|is|are|from|by|for|this|its|were|has|have|not|as|to)\b")


IAC = GUIDED["internal_auditory_canal"]
WITH_NAMES = {"Facial recess 4.00 mm R"}


class Listening(Catalogue):
    """Notes what the window says, and what the catalogue does not know."""

    def __init__(self) -> None:
        super().__init__(paths.resources() / "translations" / "earseg_de.qm")
        self.said: set[str] = set()
        self.unknown: set[str] = set()

    def translate(self, context: str, source_text: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        made = super().translate(context, source_text, disambiguation, n)
        if context == CONTEXT:
            self.said.add(made or source_text)
            if made is None and not self.phrases.whole(source_text.strip()):
                self.unknown.add(source_text)
        return made


@pytest.fixture
def german() -> Iterator[Listening]:
    app = QApplication.instance()
    assert app is not None
    catalogue = Listening()
    app.installTranslator(catalogue)
    yield catalogue
    app.removeTranslator(catalogue)


@pytest.fixture
def window(open_window: Callable[..., Driver], german: Listening, phantom: Case) -> Driver:
    driver = open_window()
    session, truth = driver.program.session, phantom.labels
    session.open_volume(phantom.volume)
    ears = tuple(filter(None, (describe_ear(truth.labels, truth.grid, side) for side in Side)))
    session.accept_segmentation(Segmentation(truth.labels, phantom.volume.grid, ears))
    for step in WorkStep:
        session.enter(step)
        QApplication.processEvents()
    driver.wait_until_idle()
    return driver


def readable(widget: QWidget) -> Iterator[str]:
    """Everything that can be read or heard of a widget and what is in it."""
    for each in (widget, *widget.findChildren(QWidget)):
        yield from (each.toolTip(), each.accessibleName())
        if isinstance(each, QDialog):
            yield each.windowTitle()
        if isinstance(each, QLabel | QAbstractButton):
            yield each.text()
        if isinstance(each, QLineEdit):
            yield each.placeholderText()
        if isinstance(each, QComboBox):
            yield from (each.itemText(row) for row in range(each.count()))
        if isinstance(each, QListWidget):
            yield from (each.item(row).text() for row in range(each.count()))
        if isinstance(each, QTableWidget):
            heads = [each.horizontalHeaderItem(column) for column in range(each.columnCount())]
            yield from (head.text() for head in heads if head is not None)
        if isinstance(each, QToolButton) and each.menu() is not None:
            yield from (action.text() for action in each.menu().actions())


def test_everything_in_the_window_speaks_german(window: Driver, german: Listening) -> None:
    program = window.program
    edit = program.correcting.edit
    edit.choose_part(Side.RIGHT, Part.SUPERIOR_CANAL)
    program.messages.error(EarsegError("The disk is full, so nothing was written.", "Choose another disk."))
    program.settings.open()
    for dialog in (KeysDialog(parent=program.window), AboutDialog(program.window)):
        dialog.open()
    QApplication.processEvents()
    texts = {text for text in readable(program.window) if re.search("[A-Za-z]{2}", text)}
    assert len(texts) > 300
    half = [line for line in german.said if ENGLISH.search(line) and not SAME.fullmatch(line)]
    assert sorted(half) == []
    unknown = {line.strip() for text in german.unknown for line in text.split("\n")}
    assert sorted(line for line in unknown if not SAME.fullmatch(line)) == []
    said = {line.strip() for text in german.said for line in text.split("\n")}
    past = {line.strip() for text in texts for line in text.split("\n")} - said
    assert sorted(line for line in past if not SAME.fullmatch(line)) == []


def test_what_is_painted_speaks_german(
    window: Driver, german: Listening, phantom: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted, draw = set[str](), QPainter.drawText

    def listen(painter: QPainter, *what: object) -> object:
        painted.update(each for each in what if isinstance(each, str))
        return draw(painter, *what)

    monkeypatch.setattr(QPainter, "drawText", listen)
    program, session = window.program, window.program.session
    program.window.may_close = lambda: True
    session.enter(WorkStep.MEASURE)
    window.wait_until_idle()
    session.cut_slab(2.0, "max")
    case = session.state.case
    assert case is not None
    session.change_case("Draw Distance 1", replace(case, hand_measures=drawn_in(session.state)))
    QApplication.processEvents()
    program.window.grab()
    assert any("Innerer Gehörgang" in line for line in painted)
    assert any(line.startswith("Mittel ") for line in painted)
    assert {"Facial recess 4.00 mm R"} <= painted, "a name that the user gave stays as it is"
    half = {line for line in painted if ENGLISH.search(line) and not SAME.fullmatch(line)}
    past = {line for line in painted - german.said if re.search("[a-z]{3}", line)} - WITH_NAMES
    assert (half, {line for line in past if "mm R" not in line}) == (set(), set())


def drawn_in(state: State) -> tuple[HandMeasure, ...]:
    """One measure of each kind of name through the crosshair, in the axial slice."""
    x, y, z = state.display.cursor_lps_mm
    plane = MeasuringPlane("axial slice", (0.0, 0.0, 1.0), (1.0, 0.0, 0.0), 0.6)
    ends = (x, y, z), (x + 4.0, y, z)
    return (
        HandMeasure(1, Kind.DISTANCE, "Distance 1", ends, plane, Side.RIGHT),
        HandMeasure(2, Kind.DISTANCE, "Facial recess", ends, plane, Side.RIGHT),
        HandMeasure(3, Kind.ELLIPSE, "Ellipse 1", (*ends, (x, y + 3.0, z)), plane, Side.RIGHT),
        HandMeasure(4, Kind.DISTANCE, IAC.title, ends, plane, Side.RIGHT, IAC.key),
    )


def test_longer_words_are_not_cut_in_a_small_window(window: Driver, german: Listening) -> None:
    keys = KeysDialog(parent=window.program.window)
    keys.open()
    settings = window.program.settings_dialog
    window.program.settings.open()
    QApplication.processEvents()
    assert [dialog.width() <= 1366 and dialog.height() <= 768 for dialog in (keys, settings)] == [True, True]
    window.program.session.enter(WorkStep.CORRECT)
    QApplication.processEvents()
    panel = window.program.window.edit
    buttons = [each for each in panel.findChildren(QAbstractButton) if each.text() and each.isVisible()]
    assert len(buttons) > 8
    cut = [b.text() for b in buttons if b.fontMetrics().horizontalAdvance(b.text()) > b.width() - 2 * SPACE_S]
    assert cut == []


def test_no_panel_is_wider_than_its_column_in_a_large_window(window: Driver, german: Listening) -> None:
    main = window.program.window
    main.resize(1920, 1080)
    for step, panel in zip(list(WorkStep)[1:], (main.segment, main.edit, main.measure, main.export), strict=True):
        window.program.session.enter(step)
        QApplication.processEvents()
        too_wide = {
            f"{type(each).__name__} {getattr(each, 'text', str)()}": each.minimumSizeHint().width()
            for each in panel.widget().findChildren(QWidget)
            if each.isVisible() and each.minimumSizeHint().width() > panel.viewport().width() - 2 * SPACE_M
        }
        assert panel.widget().minimumSizeHint().width() <= panel.viewport().width(), too_wide
    window.program.session.enter(WorkStep.CORRECT)
    QApplication.processEvents()
    words = [each for each in main.edit.findChildren(QPushButton) if each.isVisible()]
    assert len(words) >= 4
    assert [b.text() for b in words if b.sizeHint().width() > b.width()] == []
    names = [label for label in main.parts.findChildren(QLabel) if label.isVisible()]
    assert len(names) > 5
    assert [n.text() for n in names if n.fontMetrics().horizontalAdvance(n.text()) > n.width()] == []


def test_a_sentence_with_names_and_numbers_is_said_in_german(german: Listening) -> None:
    def said(text: str) -> str | None:
        return german.translate(CONTEXT, text)

    assert said("Undone: Smooth, superior canal (right).") == "Rückgängig: Glätten, oberer Bogengang (rechts)."
    assert said("312 images · 0.4 × 0.4 × 0.4 mm · Br64") == "312 Bilder · 0.4 × 0.4 × 0.4 mm · Br64"
    assert said("The superior canal is interrupted.") == "Unterbrochen: oberer Bogengang."
    assert said("Saved in Smooth.earseg.") == "Gespeichert in Smooth.earseg."  # a name is no word of ours
    assert said("Never heard of it.") is None
    assert german.translate("QPlatformTheme", "Cancel") is None
