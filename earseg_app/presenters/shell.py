"""The frame around everything: the path of steps, the window's title, the status line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from earseg_app.domain.anatomy import part_of_label
from earseg_app.domain.geometry import Triple
from earseg_app.presenters.wording import device_words, length_words
from earseg_app.session.session import WINDOW_PRESETS, Case, Session, State, WorkStep

APP_TITLE = "EarSeg"
STEPS = tuple(WorkStep)


@dataclass(frozen=True)
class StepTab:
    """One step of the path: whether it is done, where the user is, and what comes next."""

    step: WorkStep
    done: bool = False
    current: bool = False
    next: bool = False


@dataclass(frozen=True)
class StatusDisplay:
    """The status line, each field in its fixed place; empty while no scan is open."""

    position: str = ""
    density: str = ""
    part: str = ""
    spacing: str = ""
    machine: str = ""


@dataclass(frozen=True)
class ShellDisplay:
    """What the frame of the window shows; `preset` is "" when the window is none of the presets."""

    title: str = APP_TITLE
    tabs: tuple[StepTab, ...] = ()
    step: WorkStep = WorkStep.LOAD
    has_catalog: bool = False
    has_case: bool = False
    preset: str = ""
    last_done: str = ""
    last_undone: str = ""
    status: StatusDisplay = field(default_factory=StatusDisplay)


class ShellView(Protocol):
    """The window's frame."""

    def show_shell(self, display: ShellDisplay) -> None:
        """Show this; only what differs from the last display is touched."""


class ShellPresenter:
    """Keeps the frame true to the session."""

    def __init__(self, session: Session, machine: str, view: ShellView) -> None:
        self._session = session
        self._machine = machine
        self._view = view
        self._probe: Triple | None = None
        self._display: ShellDisplay | None = None
        session.changed.connect(self._on_changed)
        self._refresh(session.state)

    def use_machine(self, machine: str) -> None:
        """Name in words what computes from now on."""
        self._machine = machine
        self._refresh(self._session.state)

    def enter(self, step: WorkStep) -> None:
        """Go to a step; none is ever locked."""
        self._session.enter(step)

    def choose_preset(self, name: str) -> None:
        """Set the grey window to one of the presets."""
        self._session.set_window(WINDOW_PRESETS[name])

    def probe(self, point_lps_mm: Triple | None) -> None:
        """Describe the place under the mouse, LPS mm, or the crosshair's when None."""
        self._probe = point_lps_mm
        self._refresh(self._session.state)

    def _on_changed(self, old: State, new: State) -> None:
        if not new.is_stroke_after(old):
            self._refresh(new)

    def _refresh(self, state: State) -> None:
        display = shell_display(state, self._machine, self._probe)
        if display != self._display:
            self._display = display
            self._view.show_shell(display)


def shell_display(state: State, machine: str, probe_lps_mm: Triple | None = None) -> ShellDisplay:
    """The frame for a state."""
    case = state.case
    point_lps_mm = probe_lps_mm or state.display.cursor_lps_mm
    return ShellDisplay(
        title=_title(state),
        tabs=step_tabs(state),
        step=state.step,
        has_catalog=state.catalog is not None,
        has_case=case is not None,
        preset=next((name for name, window in WINDOW_PRESETS.items() if window == state.display.window), ""),
        last_done=state.history.done[-1].name if state.history.done else "",
        last_undone=state.history.undone[-1].name if state.history.undone else "",
        status=_status(case, point_lps_mm, machine) if case else StatusDisplay(machine=machine),
    )


def _title(state: State) -> str:
    """What is open, with a dot while it is not saved."""
    if state.case is None:
        return APP_TITLE
    name = state.file.name if state.file else state.case.volume.title or "scan"
    return f"{APP_TITLE} – {name}{' •' if state.unsaved else ''}"


def step_tabs(state: State) -> tuple[StepTab, ...]:
    """The path: every step that has its result is done; the first that has none comes next."""
    done = steps_done(state.case)
    upcoming = next((step for step in STEPS if step not in done), None)
    return tuple(
        StepTab(step, done=step in done, current=step is state.step, next=step is upcoming and step is not state.step)
        for step in STEPS
    )


def steps_done(case: Case | None) -> frozenset[WorkStep]:
    """The steps whose result the case holds."""
    if case is None:
        return frozenset()
    results = {
        WorkStep.LOAD: True,
        WorkStep.SEGMENT: case.segmentation is not None,
        # Nothing needs correcting by itself: measuring says that the labels were found good.
        WorkStep.CORRECT: bool(case.measurements) or _is_edited(case),
        WorkStep.MEASURE: bool(case.measurements),
        WorkStep.EXPORT: bool(case.exported),
    }
    return frozenset(step for step, there in results.items() if there)


def _is_edited(case: Case) -> bool:
    return case.segmentation is not None and any(ear.edited for ear in case.segmentation.ears)


def position_words(point_lps_mm: Triple) -> str:
    """`x 31.2 R  y 12.0 P  z 204.5 S mm` of an LPS point in mm: distances from the origin with their direction."""
    words = []
    for name, value, (positive, negative) in zip(
        "xyz", point_lps_mm, (("L", "R"), ("P", "A"), ("S", "I")), strict=True
    ):
        words.append(f"{name} {abs(value):5.1f} {positive if value >= 0 else negative}")
    return "  ".join(words) + " mm"


def _status(case: Case, point_lps_mm: Triple, machine: str) -> StatusDisplay:
    point = np.array(point_lps_mm)
    density = case.volume.hu_at(point)
    z, y, x = case.volume.grid.spacing_zyx_mm
    return StatusDisplay(
        position=position_words(point_lps_mm),
        density="" if density is None else f"HU {density:5d}",
        part=_part_words(case, point_lps_mm),
        spacing=" × ".join(length_words(length) for length in (x, y, z)) + " mm",
        machine=_ran_on(case) or machine,
    )


def _ran_on(case: Case) -> str:
    """Where the open scan was segmented, if a GPU had a part in it."""
    made_by = case.segmentation.provenance if case.segmentation else None
    return device_words(made_by.device) if made_by and "gpu" in made_by.device.lower() else ""


def _part_words(case: Case, point_lps_mm: Triple) -> str:
    labels = case.segmentation
    if labels is None or not labels.grid.contains(point_lps_mm):
        return ""
    index = np.rint(labels.grid.index_from_lps(point_lps_mm)).astype(int)
    z, y, x = np.clip(index, 0, np.array(labels.labels.shape) - 1)
    code = int(labels.labels[z, y, x])
    found, beside = part_of_label(code), labels.structure(code)
    if beside is not None:
        return beside.title
    return f"{found[1].title} ({found[0].word})" if found else ""
