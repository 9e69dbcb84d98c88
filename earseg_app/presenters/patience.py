"""Work beside the window that waits while the user drags: two threads of Python take turns, and drags would stutter."""

from __future__ import annotations

import time
from collections.abc import Callable

from earseg_app.domain.progress import Reporter

# Steps of a drag follow one another faster than this, s.
REST_S = 0.4
LOOK_EVERY_S = 0.03


class Patience:
    """Knows when the state changed last; `touch` is called by the window's thread, the rest by the work's."""

    def __init__(
        self, clock_s: Callable[[], float] = time.monotonic, sleep_s: Callable[[float], None] = time.sleep
    ) -> None:
        self._clock_s = clock_s
        self._sleep_s = sleep_s
        self._touched_s = clock_s() - REST_S

    def touch(self) -> None:
        """The state has just changed."""
        self._touched_s = self._clock_s()

    def patient(self, reporter: Reporter) -> Reporter:
        """The reporter, each step of which waits until nothing has changed for `REST_S`."""
        return _PatientReporter(self, reporter)

    def wait(self, look: Callable[[], None]) -> None:
        """Wait for rest; `look` is called now and then, and may raise."""
        while self._clock_s() - self._touched_s < REST_S:
            look()
            self._sleep_s(LOOK_EVERY_S)


class _PatientReporter(Reporter):
    def __init__(self, patience: Patience, inner: Reporter) -> None:
        super().__init__()
        self._patience = patience
        self._inner = inner

    def step(self, fraction: float, message: str = "") -> None:
        self._patience.wait(lambda: self._inner.step(fraction, message))
        self._inner.step(fraction, message)

    def cancel(self) -> None:
        self._inner.cancel()
