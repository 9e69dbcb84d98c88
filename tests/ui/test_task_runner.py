"""Work beside the window: results, errors, cancelling, progress, and shutting down."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from earseg_app.domain.errors import UnreadableInput
from earseg_app.domain.progress import Reporter, Step
from earseg_app.ui.task_runner import TaskRunner


class Listener:
    """Keeps what a runner tells, and in which thread."""

    def __init__(self) -> None:
        self.told: list[tuple[str, Any]] = []
        self.threads: set[QThread] = set()
        self.steps: list[Step] = []

    def start(self, runner: TaskRunner, work: Callable[[Reporter], Any]) -> bool:
        return runner.start(
            work,
            on_done=lambda result: self._tell("done", result),
            on_step=self.steps.append,
            on_failed=lambda error: self._tell("failed", error),
            on_cancelled=lambda: self._tell("cancelled", None),
        )

    def _tell(self, how: str, what: Any) -> None:
        self.told.append((how, what))
        self.threads.add(QThread.currentThread())


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[TaskRunner]:
    runner = TaskRunner()
    yield runner
    runner.shut_down()


@pytest.fixture
def listener() -> Listener:
    return Listener()


def test_the_result_arrives_in_the_window_thread(qtbot: QtBot, runner: TaskRunner, listener: Listener) -> None:
    worked_in = []
    assert listener.start(runner, lambda _reporter: worked_in.append(QThread.currentThread()) or 42)
    qtbot.waitUntil(lambda: bool(listener.told))
    assert listener.told == [("done", 42)]
    assert listener.threads == {QThread.currentThread()}
    assert worked_in != [QThread.currentThread()]


def test_an_error_arrives_as_the_object_it_is(qtbot: QtBot, runner: TaskRunner, listener: Listener) -> None:
    error = UnreadableInput("The disc is empty.", "Try another.")

    def fail(reporter: Reporter) -> None:
        raise error

    listener.start(runner, fail)
    qtbot.waitUntil(lambda: bool(listener.told))
    assert listener.told == [("failed", error)]


def test_cancelling_stops_at_the_next_step(qtbot: QtBot, runner: TaskRunner, listener: Listener) -> None:
    def endless(reporter: Reporter) -> None:
        while True:
            reporter.step(0.5, "working")
            time.sleep(0.001)

    listener.start(runner, endless)
    qtbot.waitUntil(lambda: bool(listener.steps))
    runner.cancel()
    qtbot.waitUntil(lambda: bool(listener.told))
    assert listener.told == [("cancelled", None)]
    assert listener.steps[0].message == "working"


def test_a_second_work_is_refused_while_the_first_runs(qtbot: QtBot, runner: TaskRunner, listener: Listener) -> None:
    go_on = threading.Event()
    assert listener.start(runner, lambda _reporter: go_on.wait(5))
    assert runner.busy
    assert not listener.start(runner, lambda _reporter: None)
    go_on.set()
    qtbot.waitUntil(lambda: bool(listener.told))
    assert not runner.busy
    assert len(listener.told) == 1


def test_the_end_of_one_work_may_start_the_next(qtbot: QtBot, runner: TaskRunner) -> None:
    results: list[int] = []

    def next_one(result: int) -> None:
        results.append(result)
        if result < 3:
            start(result + 1)

    def start(number: int) -> None:
        assert runner.start(
            lambda _reporter: number,
            on_done=next_one,
            on_step=lambda _step: None,
            on_failed=pytest.fail,
            on_cancelled=pytest.fail,
        )

    start(1)
    qtbot.waitUntil(lambda: results == [1, 2, 3])


def test_a_flood_of_steps_is_thinned_and_its_last_arrives(qtbot: QtBot, runner: TaskRunner, listener: Listener) -> None:
    def flood(reporter: Reporter) -> None:
        for number in range(20_000):
            reporter.step(number / 20_000)
        reporter.step(1.0)

    listener.start(runner, flood)
    qtbot.waitUntil(lambda: bool(listener.told))
    assert listener.steps[-1].fraction == 1.0
    assert len(listener.steps) < 1000


def test_work_may_post_calls_to_the_window_thread_while_it_runs(
    qtbot: QtBot, runner: TaskRunner, listener: Listener
) -> None:
    posted: list[QThread] = []
    go_on = threading.Event()

    def work(_reporter: Reporter) -> None:
        runner.post(lambda: posted.append(QThread.currentThread()))
        go_on.wait(5)
        runner.post(lambda: posted.append(QThread.currentThread()))

    listener.start(runner, work)
    qtbot.waitUntil(lambda: bool(posted))
    go_on.set()
    qtbot.waitUntil(lambda: bool(listener.told))
    assert set(posted) == {QThread.currentThread()}


def test_shutting_down_waits_for_the_thread_and_tells_nobody(
    qtbot: QtBot, runner: TaskRunner, listener: Listener
) -> None:
    ended = []

    def endless(reporter: Reporter) -> None:
        try:
            while True:
                reporter.step(0.1)
                time.sleep(0.001)
        finally:
            ended.append(True)

    listener.start(runner, endless)
    qtbot.waitUntil(lambda: bool(listener.steps))
    runner.shut_down()
    assert ended == [True]
    qtbot.wait(20)
    assert listener.told == []
    assert not runner.busy
