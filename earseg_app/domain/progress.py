"""One way to report progress, which is also the one point where long work can be cancelled."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass


class Cancelled(Exception):
    """The user asked the running work to stop."""


@dataclass(frozen=True)
class Step:
    """How far the work has come: `fraction` 0…1, what it does now, and the time left if known."""

    fraction: float
    message: str
    seconds_left: float | None = None


class Reporter:
    """Hands steps to a listener and raises `Cancelled` at the next step after `cancel()`.

    A bare `Reporter()` listens to nothing, so library code runs from a script as it is.
    """

    def __init__(self, on_step: Callable[[Step], None] | None = None) -> None:
        self._on_step = on_step
        self._cancelled = threading.Event()
        self._started = time.monotonic()

    def step(self, fraction: float, message: str = "") -> None:
        """Report `fraction` (clipped to 0…1) of the work as done.

        Raises:
            Cancelled: if `cancel()` was called, from any thread.
        """
        if self._cancelled.is_set():
            raise Cancelled
        if self._on_step is None:
            return
        fraction = min(max(fraction, 0.0), 1.0)
        self._on_step(Step(fraction, message, self._seconds_left(fraction)))

    def cancel(self) -> None:
        """Ask the work to stop at its next step; safe from any thread."""
        self._cancelled.set()

    def part(self, start: float, end: float) -> Reporter:
        """A reporter whose 0…1 is the share `start`…`end` of this one; cancelling either stops it."""
        return _PartReporter(self, start, end)

    def _seconds_left(self, fraction: float) -> float | None:
        elapsed = time.monotonic() - self._started
        if fraction < 0.05 or elapsed < 0.5:
            return None
        return elapsed * (1.0 - fraction) / fraction


class _PartReporter(Reporter):
    def __init__(self, whole: Reporter, start: float, end: float) -> None:
        super().__init__()
        self._whole = whole
        self._start = start
        self._end = end

    def step(self, fraction: float, message: str = "") -> None:
        fraction = min(max(fraction, 0.0), 1.0)
        self._whole.step(self._start + fraction * (self._end - self._start), message)

    def cancel(self) -> None:
        self._whole.cancel()
