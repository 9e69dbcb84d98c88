"""Work beside the window waits for the hand to rest, and can be cancelled while it waits."""

from __future__ import annotations

import pytest

from earseg_app.domain.progress import Cancelled, Reporter, Step
from earseg_app.presenters.patience import LOOK_EVERY_S, REST_S, Patience


class Clock:
    """Time that passes only in `sleep`; a drag touches `patience` until `drag_ends_s`."""

    def __init__(self, drag_ends_s: float = 0.0) -> None:
        self.now_s = 0.0
        self.drag_ends_s = drag_ends_s
        self.patience = Patience(lambda: self.now_s, self.sleep)

    def sleep(self, duration_s: float) -> None:
        self.now_s += duration_s
        if self.now_s < self.drag_ends_s:
            self.patience.touch()


def test_where_nothing_moves_nothing_waits() -> None:
    clock = Clock()
    clock.patience.patient(Reporter()).step(0.5)
    assert clock.now_s == 0.0


def test_a_step_waits_for_the_end_of_the_drag_and_a_rest() -> None:
    clock, steps = Clock(drag_ends_s=3.0), list[Step]()
    clock.patience.touch()
    clock.patience.patient(Reporter(steps.append)).step(0.5, "Measuring")
    assert clock.now_s == pytest.approx(3.0 + REST_S, abs=2 * LOOK_EVERY_S)
    assert steps[-1].fraction == 0.5 and steps[-1].message == "Measuring"


def test_what_is_out_of_date_ends_without_waiting_for_the_drag() -> None:
    clock, reporter = Clock(drag_ends_s=3.0), Reporter()
    clock.patience.touch()
    reporter.cancel()
    with pytest.raises(Cancelled):
        clock.patience.patient(reporter).step(0.5)
    assert clock.now_s == 0.0
