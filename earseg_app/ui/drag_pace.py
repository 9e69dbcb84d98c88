"""Keeps a drag fluent: what is quick follows at every step, what takes long when the mouse rests or lets go."""

from __future__ import annotations

from collections.abc import Set

from PySide6.QtCore import QObject, QTimer, Signal

REST_MS = 80


class DragPace(QObject):
    """Passes `move` on as `moved(name, end, lps)`: at once for the `quick` names, else after `REST_MS` of rest."""

    moved = Signal(str, int, object)

    def __init__(self, quick: Set[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._quick = quick
        self._last: tuple[str, int, object] | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._pass_on)

    def move(self, name: str, end: int, point_lps_mm: object) -> None:
        """A handle is at another place."""
        self._last = name, end, point_lps_mm
        if name in self._quick:
            self._pass_on()
        else:
            self._rest.start()

    def release(self, *_handle: object) -> None:
        """The handle was let go where it was last; one that was only clicked stays where it is."""
        if self._rest.isActive():
            self._pass_on()

    def _pass_on(self) -> None:
        self._rest.stop()
        if self._last is not None:
            last, self._last = self._last, None
            self.moved.emit(*last)
