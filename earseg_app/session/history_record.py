"""The history of a case as it is kept: steps, what they put back, and their deflated label codes.

Layout: docs/reference/case-file.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import msgspec

from earseg_app.domain.anatomy import Side
from earseg_app.domain.geometry import Grid
from earseg_app.domain.measuring.hand_measures import HandMeasure
from earseg_app.domain.segmentation import EarFinding, EarShare, LabelArray, Provenance
from earseg_app.domain.structures import Structure
from earseg_app.domain.volume import Volume
from earseg_app.session.history import BlockChange, Change, History
from earseg_app.session.measurement import EarMeasurement
from earseg_app.session.state import Case, CaseFacts, SegmentationFacts

Steps = tuple[Change[CaseFacts], ...]
Arrays = tuple[LabelArray | None, ...]
# What a network took for ear, beside each of its uncertainties.
Shares = tuple[tuple[EarShare, ...], ...]
# The newest steps that are kept: one every ten seconds for a day.
MOST_STEPS = 10_000
# Each is as large as the scan has voxels; a result of the network has one.
MOST_UNCERTAINTIES = 4
NOT_KEPT = "What was done step by step could not be read: the case is as it was saved, undo begins anew."


class BlockRecord(msgspec.Struct, frozen=True):
    """The block of labels that a step changed; `before`, `after`: place and length among the codes, bytes."""

    start_zyx: tuple[int, int, int]
    shape_zyx: tuple[int, int, int]
    before: tuple[int, int]
    after: tuple[int, int]


class MadeRecord(msgspec.Struct, frozen=True):
    """A segmentation without its codes; `uncertainty`: number among those of the history, None when it had none."""

    ears: tuple[EarFinding, ...]
    provenance: Provenance | None
    uncertainty: int | None
    structures: tuple[Structure, ...] = ()


class FactsRecord(msgspec.Struct, frozen=True):
    """A case before or after a step; `measurements`: by side letter, number among those of the part.

    `hand_measures`: numbers among those of the part.
    """

    measurements: dict[str, int]
    unmeasured: dict[str, str]
    outdated: tuple[Side, ...]
    segmentation: MadeRecord | None = None
    hand_measures: tuple[int, ...] = ()


class StepRecord(msgspec.Struct, frozen=True):
    """One step; `before` and `after` are numbers among the facts of the part."""

    name: str
    before: int
    after: int
    block: BlockRecord | None = None


class HistoryRecord(msgspec.Struct, frozen=True, kw_only=True):
    """Steps, and which of all steps kept so far stand as done, oldest first, and as undone, the next to redo last.

    `labels_crc32`: of the label codes [z, y, x] that the history belongs to, None where they are not kept with it.
    `shares`: the grids of what the network took for ear, beside each uncertainty but that of the case.
    """

    measurements: tuple[Any, ...] = ()
    hand_measures: tuple[Any, ...] = ()
    facts: tuple[FactsRecord, ...] = ()
    steps: tuple[StepRecord, ...] = ()
    done: tuple[int, ...] = ()
    undone: tuple[int, ...] = ()
    labels_crc32: int | None = None
    shares: tuple[tuple[Grid, ...], ...] = ()


class HistoryPart(msgspec.Struct, frozen=True):
    """A record and the deflated codes that its blocks point into."""

    record: HistoryRecord
    codes: bytes


@dataclass(frozen=True, eq=False)
class StoredHistory:
    """Parts in the order in which they were kept, the last says where the history stands; and the uncertainties
    [z, y, x] that they point to, that of the case first; `shares`: what the network took for ear beside each of them.
    """

    parts: tuple[HistoryPart, ...]
    uncertainties: Arrays
    shares: Shares = ()

    def restored(self, volume: Volume) -> History[CaseFacts]:
        """The history of a case on this scan.

        Raises:
            ValueError: if the parts do not fit together, or not the scan.
        """
        steps: list[Change[CaseFacts]] = []
        try:
            for part in self.parts:
                steps.extend(_Reading(part, self.uncertainties, self.shares, volume).steps())
            last = self.parts[-1].record
            return History(tuple(steps[n] for n in last.done), tuple(steps[n] for n in last.undone))
        except (IndexError, KeyError, msgspec.ValidationError) as error:
            raise ValueError("the history does not fit together") from error


def kept_steps(history: History[CaseFacts], known: Arrays) -> History[CaseFacts]:
    """The history without the oldest steps, where there are too many or they need too many uncertainties."""
    done, known = _newest(history.done, known)
    undone, _ = _newest(history.undone, known)
    return History(done, undone)


def _newest(steps: Steps, known: Arrays) -> tuple[Steps, Arrays]:
    kept = steps[-MOST_STEPS:]
    for number in range(len(kept) - 1, -1, -1):
        more = uncertainties(kept[number : number + 1], known)
        if len(more) > MOST_UNCERTAINTIES + 1:
            return kept[number + 1 :], known
        known = more
    return kept, known


def uncertainties(steps: Iterable[Change[CaseFacts]], known: Arrays) -> Arrays:
    """Every uncertainty that the steps put back, each once, after the known ones, of which the case's is the first."""
    found = list(known)
    for step in steps:
        for made in (step.before.made, step.after.made):
            if made is not None and made.uncertainty is not None and not _among(made.uncertainty, found):
                found.append(made.uncertainty)
    return tuple(found)


def shares_beside(steps: Iterable[Change[CaseFacts]], arrays: Arrays) -> Shares:
    """What the network took for ear beside each of the uncertainties."""
    found: list[tuple[EarShare, ...]] = [()] * len(arrays)
    for step in steps:
        for made in (step.before.made, step.after.made):
            if made is not None and made.uncertainty is not None:
                found[_number_among(made.uncertainty, arrays)] = made.shares
    return tuple(found)


def part_of(
    history: History[CaseFacts], known: Steps, arrays: Arrays, labels_crc32: int | None = None
) -> tuple[HistoryPart, Steps]:
    """What is to be kept of a history beside the steps that are known already; and all steps known then."""
    numbers = {id(step): number for number, step in enumerate(known)}
    added = tuple(step for step in (*history.done, *history.undone) if id(step) not in numbers)
    known = (*known, *added)
    numbers = {id(step): number for number, step in enumerate(known)}
    writing = _Writing(arrays)
    steps = tuple(map(writing.step, added))
    record = HistoryRecord(
        measurements=tuple(writing.measurements),
        hand_measures=tuple(writing.hand_measures),
        facts=tuple(writing.facts),
        steps=steps,
        done=tuple(numbers[id(step)] for step in history.done),
        undone=tuple(numbers[id(step)] for step in history.undone),
        labels_crc32=labels_crc32,
    )
    return HistoryPart(record, b"".join(writing.codes)), known


class _Writing:
    """Steps as records; what many of them share is written once."""

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays
        self._numbers: dict[bytes, int] = {}
        self._place = 0
        self.measurements: list[Any] = []
        self.hand_measures: list[Any] = []
        self.facts: list[FactsRecord] = []
        self.codes: list[bytes] = []

    def step(self, change: Change[CaseFacts]) -> StepRecord:
        block = change.block
        kept = None
        if block is not None:
            kept = BlockRecord(block.start_zyx, block.shape_zyx, self._code(block.before), self._code(block.after))
        return StepRecord(change.name, self._facts(change.before), self._facts(change.after), kept)

    def _code(self, content: bytes) -> tuple[int, int]:
        self.codes.append(content)
        self._place += len(content)
        return self._place - len(content), len(content)

    def _facts(self, facts: CaseFacts) -> int:
        case, made = facts.case, facts.made
        record = FactsRecord(
            {
                side.value: self._once(self.measurements, msgspec.to_builtins(found))
                for side, found in case.measurements.items()
            },
            {side.value: sentence for side, sentence in case.unmeasured.items()},
            tuple(side for side in Side if side in case.outdated),
            None if made is None else self._made(made),
            tuple(self._once(self.hand_measures, msgspec.to_builtins(drawn)) for drawn in case.hand_measures),
        )
        return self._once(self.facts, record)

    def _made(self, made: SegmentationFacts) -> MadeRecord:
        return MadeRecord(made.ears, made.provenance, self._number_of(made.uncertainty), made.structures)

    def _number_of(self, array: LabelArray | None) -> int | None:
        return None if array is None else _number_among(array, self._arrays)

    def _once(self, table: list[Any], value: object) -> int:
        tables = {id(self.facts): b"facts", id(self.measurements): b"measurement", id(self.hand_measures): b"hand"}
        key = tables[id(table)] + msgspec.msgpack.encode(value)
        if key not in self._numbers:
            self._numbers[key] = len(table)
            table.append(value)
        return self._numbers[key]


class _Reading:
    """The steps of one part."""

    def __init__(self, part: HistoryPart, arrays: Arrays, shares: Shares, volume: Volume) -> None:
        self._part, self._arrays, self._shares, self._volume = part, arrays, shares, volume
        self._measurements = [msgspec.convert(m, EarMeasurement, str_keys=True) for m in part.record.measurements]
        self._hand_measures = [msgspec.convert(m, HandMeasure) for m in part.record.hand_measures]
        self._facts = list(map(self._facts_of, part.record.facts))

    def steps(self) -> Iterable[Change[CaseFacts]]:
        for step in self._part.record.steps:
            yield Change(step.name, self._facts[step.before], self._facts[step.after], self._block(step.block))

    def _block(self, kept: BlockRecord | None) -> BlockChange | None:
        if kept is None:
            return None
        room = self._volume.grid.shape_zyx
        if any(a < 0 or n < 1 or a + n > most for a, n, most in zip(kept.start_zyx, kept.shape_zyx, room, strict=True)):
            raise ValueError("a step of the history lies outside the scan")
        return BlockChange(kept.start_zyx, kept.shape_zyx, self._code(*kept.before), self._code(*kept.after))

    def _code(self, place: int, length: int) -> bytes:
        found = self._part.codes[place : place + length]
        if place < 0 or len(found) != length:
            raise ValueError("codes of the history are missing")
        return found

    def _facts_of(self, kept: FactsRecord) -> CaseFacts:
        made = kept.segmentation
        case = Case(
            self._volume,
            measurements=MappingProxyType({Side(s): self._measurements[n] for s, n in kept.measurements.items()}),
            unmeasured=MappingProxyType({Side(letter): sentence for letter, sentence in kept.unmeasured.items()}),
            outdated=frozenset(kept.outdated),
            hand_measures=tuple(self._hand_measures[n] for n in kept.hand_measures),
        )
        return CaseFacts(case, None if made is None else self._made(made))

    def _made(self, made: MadeRecord) -> SegmentationFacts:
        number = made.uncertainty
        unsure = None if number is None else self._arrays[number]
        shares = self._shares[number] if number is not None and number < len(self._shares) else ()
        return SegmentationFacts(made.ears, made.provenance, unsure, shares, made.structures)


def _number_among(array: LabelArray, arrays: Arrays) -> int:
    return next(number for number, other in enumerate(arrays) if other is array)


def _among(array: LabelArray, others: Iterable[LabelArray | None]) -> bool:
    return any(array is other for other in others)
