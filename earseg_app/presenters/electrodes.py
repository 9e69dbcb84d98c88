"""Electrode arrays in the measured ear: what follows from the measures for each; it presents, it recommends nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from earseg_app.domain.electrodes.arrays import ElectrodeArray
from earseg_app.domain.errors import EarsegError
from earseg_app.domain.units import METRIC, Units
from earseg_app.presenters.ports import MessagePort
from earseg_app.session.session import Session
from earseg_app.session.state import State, VirtualArray, WorkStep

if TYPE_CHECKING:  # loads an optimiser, which the start of the window does without
    from earseg_app.domain.electrodes.insertion import Insertion

NO_WALL = "Too little of the lateral wall is seen: nothing can be said of electrode arrays."


@dataclass(frozen=True)
class ArrayRow:
    """One array fully inserted, in words; `title`: its model, `tip`: its figures with definitions and sources."""

    name: str
    title: str
    angle: str
    coverage: str
    apical_hz: str
    fits: bool
    tip: str


@dataclass(frozen=True)
class ContactRow:
    """One contact at the chosen depth, in words; empty where it lies outside the cochlea."""

    number: str
    depth: str
    angle: str
    hz: str


@dataclass(frozen=True)
class ElectrodesDisplay:
    """The group: every array, and the chosen one at its depth; `problem`: why there is none."""

    rows: tuple[ArrayRow, ...] = ()
    chosen: str = ""
    depth_mm: float = 0.0
    deepest_mm: float = 0.0
    summary: str = ""
    remarks: tuple[str, ...] = ()
    contacts: tuple[ContactRow, ...] = ()
    problem: str = ""
    angle_symbol: str = "°"


class ElectrodesView(Protocol):
    """The group of the panel."""

    def show_electrodes(self, display: ElectrodesDisplay) -> None:
        """Show this."""


class ElectrodesPresenter:
    """Keeps the comparison true to the measures and the virtual array to the user's choice."""

    def __init__(
        self,
        session: Session,
        arrays: Callable[[], tuple[ElectrodeArray, ...]],
        messages: MessagePort,
        view: ElectrodesView,
    ) -> None:
        self._session = session
        self._read_arrays = arrays
        self._messages = messages
        self._view = view
        self._arrays: tuple[ElectrodeArray, ...] | None = None
        self._rows: tuple[ArrayRow, ...] = ()
        self._rows_of: object = None
        session.changed.connect(self._on_changed)

    def choose(self, name: str) -> None:
        """Put the array of that name fully inserted into the shown ear, or none when ""."""
        array = next((array for array in self._arrays or () if array.name == name), None)
        self._session.hold_array(None if array is None else VirtualArray(array, array.length_mm))

    def insert(self, depth_mm: float) -> None:
        """Put the tip of the chosen array that deep beyond the round window, mm."""
        chosen = self._session.state.display.electrode
        if chosen is not None:
            depth = min(max(depth_mm, 0.0), chosen.array.length_mm)
            self._session.hold_array(VirtualArray(chosen.array, depth))

    def _on_changed(self, old: State, new: State) -> None:
        seen, before = _seen(new), _seen(old)
        if new.step is WorkStep.MEASURE and any(a is not b for a, b in zip(seen, before, strict=True)):
            self._view.show_electrodes(self._display(new))

    def _display(self, state: State) -> ElectrodesDisplay:
        from earseg_app.render.virtual_array import inserted_array

        measures = state.measures.get(state.display.measured_side)
        if measures is None:
            return ElectrodesDisplay()
        if measures.cochlea is None:
            return ElectrodesDisplay(problem=NO_WALL)
        units = state.display.units
        if self._rows_of != (measures, units):
            self._rows, self._rows_of = self._compare(state), (measures, units)
        insertion = inserted_array(state)
        if insertion is None:
            return ElectrodesDisplay(self._rows, angle_symbol=units.angle_symbol)
        return ElectrodesDisplay(
            self._rows,
            insertion.array.name,
            insertion.depth_mm,
            insertion.array.length_mm,
            f"{insertion.depth_mm:.1f} mm: {units.angle_words(insertion.array_angle_deg)}, "
            f"{100 * insertion.coverage:.0f} % covered",
            insertion.remarks(),
            contact_rows(insertion, units),
            angle_symbol=units.angle_symbol,
        )

    def _compare(self, state: State) -> tuple[ArrayRow, ...]:
        from earseg_app.domain.electrodes.insertion import compare_arrays

        cochlea = state.measures[state.display.measured_side].cochlea
        if self._arrays is None:
            self._arrays = self._known()
        found = compare_arrays(self._arrays, cochlea) if cochlea else ()
        return tuple(array_row(each, state.display.units) for each in found)

    def _known(self) -> tuple[ElectrodeArray, ...]:
        try:
            return self._read_arrays()
        except EarsegError as error:
            self._messages.error(error)
            return ()


def array_row(insertion: Insertion, units: Units = METRIC) -> ArrayRow:
    """The words of one array, fully inserted."""
    from earseg_app.domain.electrodes.insertion import DEFINITIONS

    array = insertion.array
    apical_hz = insertion.contacts[0].greenwood_hz
    facts = (
        f"{array.name}: {array.length_mm:g} mm, {array.contacts} contacts over {array.active_length_mm:g} mm, "
        f"{array.course.value}",
        f"Angle: {DEFINITIONS['array_angle']}.",
        f"Coverage: {DEFINITIONS['coverage']}.",
        f"Hz: most apical contact; {DEFINITIONS['greenwood']}.",
        *insertion.remarks(),
        *(f"{name.replace('_mm', '').replace('_', ' ')}: {source}" for name, source in array.sources),
    )
    return ArrayRow(
        array.name,
        array.model,
        units.angle_figure(insertion.array_angle_deg),
        f"{100 * insertion.coverage:.0f}",
        "" if apical_hz is None else f"{apical_hz:.0f}",
        insertion.fits,
        "\n".join(facts),
    )


def contact_rows(insertion: Insertion, units: Units = METRIC) -> tuple[ContactRow, ...]:
    """The words of every contact, the most apical first."""
    return tuple(
        ContactRow(
            str(contact.number),
            f"{contact.depth_mm:.1f}",
            "" if contact.angle_deg is None else units.angle_figure(contact.angle_deg),
            "" if contact.greenwood_hz is None else f"{contact.greenwood_hz:.0f}",
        )
        for contact in insertion.contacts
    )


def _seen(state: State) -> tuple[object, ...]:
    """What the group depends on."""
    return state.measures.get(state.display.measured_side), state.display.electrode, state.step, state.display.units
