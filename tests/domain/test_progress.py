"""Progress is reported, and work is cancelled, at one kind of point."""

from __future__ import annotations

import threading

import pytest

from earseg_app.domain.progress import Cancelled, Reporter, Step


def test_a_bare_reporter_lets_library_code_run_from_a_script() -> None:
    Reporter().step(0.5, "working")


def test_steps_reach_the_listener_with_their_message() -> None:
    steps: list[Step] = []
    Reporter(steps.append).step(0.25, "finding the ears")
    assert (steps[0].fraction, steps[0].message) == (0.25, "finding the ears")


@pytest.mark.parametrize(("given", "shown"), [(-0.5, 0.0), (1.7, 1.0)])
def test_fractions_stay_between_nothing_and_everything(given: float, shown: float) -> None:
    steps: list[Step] = []
    Reporter(steps.append).step(given)
    assert steps[0].fraction == shown


def test_a_part_counts_as_its_share_of_the_whole_and_parts_nest() -> None:
    steps: list[Step] = []
    half = Reporter(steps.append).part(0.5, 1.0)
    half.step(0.5)
    half.part(0.0, 0.5).step(1.0)
    half.part(0.5, 1.0).step(0.5)
    assert [step.fraction for step in steps] == pytest.approx([0.75, 0.75, 0.875])


def test_cancelling_stops_the_work_at_its_next_step() -> None:
    reporter = Reporter()
    reporter.cancel()
    with pytest.raises(Cancelled):
        reporter.step(0.1)


def test_cancelling_a_part_stops_the_whole_and_the_other_way_round() -> None:
    for cancel_part in (True, False):
        whole = Reporter()
        part = whole.part(0.0, 0.5)
        (part if cancel_part else whole).cancel()
        for reporter in (whole, part):
            with pytest.raises(Cancelled):
                reporter.step(0.1)


def test_work_can_be_cancelled_from_another_thread() -> None:
    reporter = Reporter()
    canceller = threading.Thread(target=reporter.cancel)
    canceller.start()
    canceller.join()
    with pytest.raises(Cancelled):
        reporter.step(0.5)


def test_the_time_left_is_told_once_it_can_be_known(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = {"now": 0.0}
    monkeypatch.setattr("earseg_app.domain.progress.time.monotonic", lambda: clock["now"])
    steps: list[Step] = []
    reporter = Reporter(steps.append)
    for now, fraction in ((0.1, 0.5), (10.0, 0.01), (10.0, 0.25)):
        clock["now"] = now
        reporter.step(fraction)
    assert [step.seconds_left for step in steps] == [None, None, pytest.approx(30.0)]
