"""A drag stays fluent: quick figures follow at each step, slow ones when the mouse rests or lets go."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from earseg_app.ui.drag_pace import DragPace

Moves = list[tuple[str, int, object]]


@pytest.fixture
def pace(qtbot: QtBot) -> DragPace:
    return DragPace(frozenset({"a"}))


@pytest.fixture
def moves(pace: DragPace) -> Moves:
    seen: Moves = []
    pace.moved.connect(lambda *move: seen.append(move))
    return seen


def test_quick_handles_follow_at_every_step(pace: DragPace, moves: Moves) -> None:
    pace.move("a", 1, (1.0, 0.0, 0.0))
    pace.move("a", 1, (2.0, 0.0, 0.0))
    assert moves == [("a", 1, (1.0, 0.0, 0.0)), ("a", 1, (2.0, 0.0, 0.0))]


def test_slow_ones_follow_when_the_mouse_rests(pace: DragPace, moves: Moves, qtbot: QtBot) -> None:
    pace.move("apex", 0, (1.0, 0.0, 0.0))
    pace.move("apex", 0, (2.0, 0.0, 0.0))
    assert moves == []
    qtbot.waitUntil(lambda: bool(moves))
    assert moves == [("apex", 0, (2.0, 0.0, 0.0))]


def test_slow_ones_follow_when_the_mouse_lets_go_and_only_once(pace: DragPace, moves: Moves, qtbot: QtBot) -> None:
    pace.move("apex", 0, (2.0, 0.0, 0.0))
    pace.release("apex", 0, (2.0, 0.0, 0.0))
    assert moves == [("apex", 0, (2.0, 0.0, 0.0))]
    qtbot.wait(120)
    assert len(moves) == 1


def test_a_click_without_a_drag_moves_nothing(pace: DragPace, moves: Moves) -> None:
    pace.release("apex", 0, (2.0, 0.0, 0.0))
    assert moves == []
