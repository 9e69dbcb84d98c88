"""The question about gaps: every answer says what it means, and none is given by mistake."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from earseg_app.domain.gaps import Gap, MissingSlices
from earseg_app.presenters.catalog_rows import BrowseDisplay
from earseg_app.presenters.read_question import ASKING, question_about
from earseg_app.ui.read_question import ReadQuestionDialog, ReadQuestions

QUESTION = question_about("thin", MissingSlices([Gap(3, 4.2)], 0.6), ASKING)


@pytest.fixture
def questions(dressed: QtBot) -> Iterator[ReadQuestions]:
    window = QWidget()
    dressed.addWidget(window)
    window.show()
    yield ReadQuestions(window)


def asked(questions: ReadQuestions) -> ReadQuestionDialog:
    questions.show_browse(BrowseDisplay(question=QUESTION))
    assert questions.dialog is not None
    return questions.dialog


@pytest.mark.parametrize("number", [0, 1])
def test_each_button_answers_with_its_way_of_reading(questions: ReadQuestions, qtbot: QtBot, number: int) -> None:
    dialog = asked(questions)
    assert QUESTION is not None
    answer = QUESTION.answers[number]
    with qtbot.waitSignal(questions.answered) as said:
        qtbot.mouseClick(dialog.buttons[answer], Qt.MouseButton.LeftButton)
    assert said.args == [answer.options]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_return_and_escape_cancel(questions: ReadQuestions, qtbot: QtBot, key: Qt.Key) -> None:
    dialog = asked(questions)
    with qtbot.waitSignal(questions.answered) as said:
        qtbot.keyClick(dialog, key)
    assert said.args == [None]


def test_the_same_question_is_asked_once(questions: ReadQuestions) -> None:
    assert asked(questions) is asked(questions)
    questions.show_browse(BrowseDisplay())
    assert questions.dialog is None
