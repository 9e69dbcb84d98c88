"""Long work beside the window: one thread, one owner, four exits."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QThread, Signal

from earseg_app.domain.progress import Cancelled, Reporter, Step

T = TypeVar("T")

# Steps nearer than this to the last one are not worth a repaint.
SHORTEST_STEP_S = 0.03
# Secondary threads of macOS have 0.5 MiB of stack, which deep numerical libraries overrun.
STACK_BYTES = 16 * 2**20


class TaskRunner(QObject):
    """Runs one piece of work at a time in a thread it owns; callbacks arrive in the thread of this object.

    Every work ends in exactly one of: `on_done(result)`, `on_cancelled()`, `on_failed(error)`. When one of them is
    called the runner is free again, so it may start the next work.
    """

    busy_changed = Signal(bool)
    _posted = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker: _Worker | None = None
        self._leave: Callable[[_Outcome], None] | None = None
        self._on_step: Callable[[Step], None] | None = None
        self._posted.connect(self._call, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether work is running."""
        return self._worker is not None

    def start(
        self,
        work: Callable[[Reporter], T],
        *,
        on_done: Callable[[T], None],
        on_step: Callable[[Step], None],
        on_failed: Callable[[Exception], None],
        on_cancelled: Callable[[], None],
    ) -> bool:
        """Start `work`; False, and nothing happens, when other work is still running."""
        if self._worker is not None:
            return False
        self._leave = lambda outcome: outcome.tell(on_done, on_failed, on_cancelled)
        self._on_step = on_step
        self._worker = _Worker(work, self)
        self._worker.stepped.connect(self._step)
        self._worker.finished.connect(self._finish)
        self._worker.start()
        self.busy_changed.emit(True)
        return True

    def cancel(self) -> None:
        """Ask the running work to stop at its next step."""
        if self._worker is not None:
            self._worker.reporter.cancel()

    def post(self, call: Callable[[], None]) -> None:
        """From within the work: have `call` made in the thread of this object, unless the work has ended by then."""
        self._posted.emit(self._worker, call)

    def shut_down(self) -> None:
        """Cancel what runs, wait for its thread, and forget its callbacks."""
        worker, self._worker, self._leave, self._on_step = self._worker, None, None, None
        if worker is not None:
            worker.reporter.cancel()
            worker.wait()
            worker.deleteLater()

    def _call(self, worker: QThread, call: Callable[[], None]) -> None:
        if worker is self._worker:
            call()

    def _step(self, step: Step) -> None:
        if self._on_step is not None and self.sender() is self._worker:
            self._on_step(step)

    def _finish(self) -> None:
        worker, leave = self._worker, self._leave
        if worker is None or leave is None or self.sender() is not worker:
            return
        self._worker = self._leave = self._on_step = None
        worker.wait()
        self.busy_changed.emit(False)
        worker.deleteLater()
        leave(worker.outcome)


class _Outcome:
    """How a work ended: a result, an error, or neither when it was cancelled."""

    def __init__(self, result: Any = None, error: Exception | None = None, cancelled: bool = False) -> None:
        self._result = result
        self._error = error
        self._cancelled = cancelled

    def tell(
        self,
        on_done: Callable[[Any], None],
        on_failed: Callable[[Exception], None],
        on_cancelled: Callable[[], None],
    ) -> None:
        if self._cancelled:
            on_cancelled()
        elif self._error is not None:
            on_failed(self._error)
        else:
            on_done(self._result)


class _Worker(QThread):
    stepped = Signal(object)

    def __init__(self, work: Callable[[Reporter], Any], parent: QObject) -> None:
        super().__init__(parent)
        self.setStackSize(STACK_BYTES)
        self.reporter = Reporter(self._report)
        self.outcome = _Outcome(cancelled=True)
        self._work = work
        self._last_step_s = 0.0

    def run(self) -> None:
        try:
            self.outcome = _Outcome(self._work(self.reporter))
        except Cancelled:
            self.outcome = _Outcome(cancelled=True)
        except Exception as error:  # noqa: BLE001 - the thread's edge: whatever it is, the window must hear of it
            self.outcome = _Outcome(error=error)

    def _report(self, step: Step) -> None:
        now = time.monotonic()
        if now - self._last_step_s >= SHORTEST_STEP_S or step.fraction >= 1.0:
            self._last_step_s = now
            self.stepped.emit(step)
