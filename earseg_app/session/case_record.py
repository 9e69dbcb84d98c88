"""What `case.json` of a case file holds: version 4. Layout: docs/reference/case-file.md."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_type_hints

import msgspec

from earseg_app.domain.anatomy import Part, Side
from earseg_app.domain.geometry import Grid
from earseg_app.domain.measuring.hand_measures import HandMeasure
from earseg_app.domain.reading import DEFAULT, ReadOptions
from earseg_app.domain.segmentation import EarFinding, EarShare, LabelArray, Provenance, Segmentation
from earseg_app.domain.structures import Structure
from earseg_app.domain.volume import Volume
from earseg_app.session.history import History
from earseg_app.session.history_record import NOT_KEPT, StoredHistory
from earseg_app.session.measurement import EarMeasurement
from earseg_app.session.state import OF_THE_USER, Case, CaseFacts, Display, PartDisplay, WorkStep

FORMAT = "earseg-case"
VERSION = 4


class ScanRecord(msgspec.Struct, frozen=True, kw_only=True):
    """The CT: what it is, where it lay, and how to know it again.

    `place`: the folder, disc or file it was opened from. `sha256`: of its Hounsfield units, int16 little-endian in
    array order. `included`: whether it lies in the case file as `scan.nii.gz`. `reading`: what was done about gaps.
    """

    grid: Grid
    sha256: str
    title: str = ""
    series_uid: str = ""
    place: str = ""
    included: bool = False
    reading: ReadOptions = DEFAULT
    notes: tuple[str, ...] = ()
    side_hint: str = ""
    has_patient_frame: bool = True
    mark: str = ""


class SegmentationRecord(msgspec.Struct, frozen=True, kw_only=True):
    """All of a segmentation but its arrays.

    `shares`: the grids of what the network took for ear. `structures`: what else is labelled.
    """

    ears: tuple[EarFinding, ...] = ()
    provenance: Provenance | None = None
    has_uncertainty: bool = False
    shares: tuple[Grid, ...] = ()
    structures: tuple[Structure, ...] = ()


class CaseRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A case without its arrays; `measurements` by side letter; `view` and each measure as plain values.

    `hand_measures`: what was drawn by hand. `has_history`: whether what was done step by step lies beside it.
    """

    format: str = FORMAT
    version: int = VERSION
    program: str = ""
    saved_at: str = ""
    notice: str = ""
    scan: ScanRecord
    segmentation: SegmentationRecord | None = None
    measurements: dict[str, Any] = {}
    unmeasured: dict[str, str] = {}
    outdated: tuple[Side, ...] = ()
    hand_measures: tuple[Any, ...] = ()
    exported: tuple[str, ...] = ()
    step: WorkStep = WorkStep.SEGMENT
    view: dict[str, Any] = {}
    has_history: bool = False

    def at(self, place: Path) -> CaseRecord:
        """The record with its scan at another place."""
        return msgspec.structs.replace(self, scan=msgspec.structs.replace(self.scan, place=str(place)))


@dataclasses.dataclass(frozen=True, eq=False)
class Snapshot:
    """What a case file keeps of a state."""

    case: Case
    display: Display
    step: WorkStep
    history: History[CaseFacts] = dataclasses.field(default_factory=History)


def scan_record(case: Case, sha256: str, included: bool = False) -> ScanRecord:
    """The record of the CT of a case."""
    volume = case.volume
    return ScanRecord(
        grid=volume.grid,
        sha256=sha256,
        title=volume.title,
        series_uid=volume.series_uid,
        place=str(case.place or ""),
        included=included,
        reading=case.reading,
        notes=volume.notes,
        side_hint=volume.side_hint,
        has_patient_frame=volume.has_patient_frame,
        mark=volume.mark,
    )


def record_of(snapshot: Snapshot, scan: ScanRecord, program: str, saved_at: str, notice: str) -> CaseRecord:
    """The record of a snapshot."""
    case, made = snapshot.case, snapshot.case.segmentation
    return CaseRecord(
        program=program,
        saved_at=saved_at,
        notice=notice,
        scan=scan,
        segmentation=None
        if made is None
        else SegmentationRecord(
            ears=made.ears,
            provenance=made.provenance,
            has_uncertainty=made.uncertainty is not None,
            shares=tuple(share.grid for share in made.shares),
            structures=made.structures,
        ),
        measurements={side.value: msgspec.to_builtins(found) for side, found in case.measurements.items()},
        unmeasured={side.value: sentence for side, sentence in case.unmeasured.items()},
        outdated=tuple(side for side in Side if side in case.outdated),
        hand_measures=tuple(map(msgspec.to_builtins, case.hand_measures)),
        exported=tuple(map(str, case.exported)),
        step=snapshot.step,
        view=_view_of(snapshot.display),
        has_history=bool(snapshot.history.done or snapshot.history.undone),
    )


def snapshot_of(
    record: CaseRecord,
    volume: Volume,
    labels: LabelArray | None,
    uncertainty: LabelArray | None,
    history: StoredHistory | None = None,
    shares: tuple[EarShare, ...] = (),
) -> tuple[Snapshot, tuple[str, ...]]:
    """The snapshot of a record and its arrays [z, y, x], and sentences on what could not be taken over."""
    made, segmentation = record.segmentation, None
    if made is not None and labels is not None:
        segmentation = Segmentation(
            labels, volume.grid, made.ears, made.provenance, uncertainty, shares=shares, structures=made.structures
        )
    measurements, notes = _measurements(record.measurements)
    drawn, unread = _hand_measures(record.hand_measures)
    case = Case(
        volume,
        segmentation,
        MappingProxyType(measurements),
        MappingProxyType({Side(letter): sentence for letter, sentence in record.unmeasured.items()}),
        tuple(map(Path, record.exported)),
        place=Path(record.scan.place) if record.scan.place else None,
        reading=record.scan.reading,
        outdated=frozenset(record.outdated),
        hand_measures=drawn,
    )
    steps, lost = _history(record, history, volume)
    return Snapshot(case, _display_of(record.view), record.step, steps), (*notes, *unread, *lost)


def _history(
    record: CaseRecord, stored: StoredHistory | None, volume: Volume
) -> tuple[History[CaseFacts], tuple[str, ...]]:
    if not record.has_history:
        return History(), ()
    try:
        return (History(), (NOT_KEPT,)) if stored is None else (stored.restored(volume), ())
    except ValueError:
        return History(), (NOT_KEPT,)


def _measurements(records: Mapping[str, Any]) -> tuple[dict[Side, EarMeasurement], tuple[str, ...]]:
    found: dict[Side, EarMeasurement] = {}
    notes = []
    for letter, record in records.items():
        side = Side(letter)
        try:
            found[side] = msgspec.convert(record, EarMeasurement, str_keys=True)
        except msgspec.ValidationError:
            notes.append(f"The measures of the {side.word} ear are of another program version: measure it again.")
    return found, tuple(notes)


def _hand_measures(records: Sequence[Any]) -> tuple[tuple[HandMeasure, ...], tuple[str, ...]]:
    found, notes = [], []
    for record in records:
        try:
            found.append(msgspec.convert(record, HandMeasure))
        except msgspec.ValidationError:
            notes.append("A measure drawn by hand is of another program version: it was left out.")
    return tuple(found), tuple(notes)


def _view_of(display: Display) -> dict[str, Any]:
    view = {
        field.name: msgspec.to_builtins(getattr(display, field.name))
        for field in dataclasses.fields(display)
        if field.name not in ("parts", "structures", *OF_THE_USER)
    }
    shown = [
        {"side": side.value, "part": part.key, "visible": how.visible, "opacity": how.opacity}
        for (side, part), how in display.parts.items()
    ]
    beside = [
        {"code": code, "visible": how.visible, "opacity": how.opacity} for code, how in display.structures.items()
    ]
    return view | {"parts": shown, "structures": beside}


def _display_of(view: Mapping[str, Any]) -> Display:
    """The display of a view record; what does not fit falls back to its default, alone."""
    types = get_type_hints(Display)
    fields: dict[str, Any] = {}
    for name in {field.name for field in dataclasses.fields(Display)} & view.keys() - {
        "parts",
        "structures",
        *OF_THE_USER,
    }:
        try:
            fields[name] = msgspec.convert(view[name], types[name], str_keys=True)
        except msgspec.ValidationError:
            continue
    parts = {}
    for shown in view.get("parts", ()):
        part = Part[str(shown["part"]).upper()]
        parts[Side(shown["side"]), part] = PartDisplay(bool(shown["visible"]), float(shown["opacity"]))
    structures = {
        int(shown["code"]): PartDisplay(bool(shown["visible"]), float(shown["opacity"]))
        for shown in view.get("structures", ())
    }
    return Display(**fields, parts=MappingProxyType(parts), structures=MappingProxyType(structures))
