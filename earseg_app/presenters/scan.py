"""Load, once a scan is open: what it is, and what the reader wants the user to know about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from earseg_app.domain.volume import Volume
from earseg_app.presenters.wording import length_words
from earseg_app.session.session import Session, State

ONE_EAR = {"R": "right ear only", "L": "left ear only"}


@dataclass(frozen=True)
class ScanDisplay:
    """The open scan: (name, value) rows, and sentences of the reader."""

    title: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


class ScanView(Protocol):
    """The panel."""

    def show_scan(self, display: ScanDisplay) -> None:
        """Show this."""


class ScanPresenter:
    """Keeps the panel true."""

    def __init__(self, session: Session, view: ScanView) -> None:
        self._view = view
        session.changed.connect(self._on_changed)
        self._on_changed(State(), session.state)

    def _on_changed(self, old: State, new: State) -> None:
        volume = new.case.volume if new.case else None
        if volume is not (old.case.volume if old.case else None):
            self._view.show_scan(scan_display(volume) if volume else ScanDisplay())


def scan_display(volume: Volume) -> ScanDisplay:
    """What there is to say of a volume."""
    z, y, x = volume.grid.shape_zyx
    sizes_mm = volume.grid.extent_mm[::-1]
    rows = [
        ("Voxels", f"{x} × {y} × {z}"),
        ("Voxel size", " × ".join(length_words(length) for length in volume.grid.spacing_zyx_mm[::-1]) + " mm"),
        ("Field of view", " × ".join(f"{size:.0f}" for size in sizes_mm) + " mm"),
    ]
    if volume.side_hint in ONE_EAR:
        rows.append(("Side", ONE_EAR[volume.side_hint]))
    return ScanDisplay(volume.title or "Scan", tuple(rows), volume.notes)
