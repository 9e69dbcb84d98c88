"""The report's pages of one ear, from its measures."""

from __future__ import annotations

import math
from collections.abc import Mapping, Set
from dataclasses import replace
from types import MappingProxyType

from earseg_app.domain.anatomy import Part
from earseg_app.domain.cochlea.formulas import DuctLength, DuctPath
from earseg_app.domain.cochlea.size import DEFINITION_SOURCE, DEFINITIONS
from earseg_app.domain.electrodes.insertion import DEFINITIONS as INSERTION_DEFINITIONS
from earseg_app.domain.electrodes.insertion import Insertion
from earseg_app.domain.labyrinth.canal_lumen import DEFINITIONS as CANAL_DEFINITIONS
from earseg_app.domain.labyrinth.canals import Canal, angles_between_deg
from earseg_app.domain.labyrinth.malformation import WITHHELD
from earseg_app.domain.measuring.measure import EarMeasures
from earseg_app.domain.measuring.normal_ranges import ranges_of, remark
from earseg_app.domain.measuring.part_sizes import DEFINITIONS as SIZE_DEFINITIONS
from earseg_app.domain.measuring.part_sizes import LABYRINTH
from earseg_app.domain.measuring.plus_minus import DEFINITION as UNCERTAINTY
from earseg_app.domain.measuring.record import TURNS_DEFINITION
from earseg_app.domain.report.content import EarPages, Figure, Section, Table
from earseg_app.domain.segmentation import EarFinding

THIS_PROGRAM = "this program"
NOTHING: Mapping[str, float] = MappingProxyType({})
ARRAY_COLUMNS = ("Array", "Length, mm", "Angle (3D), °", "Angle (Escudé), °", "Coverage, %", "Most apical contact, Hz")
ARRAY_NOTES = (
    "Each array fully inserted. This table presents what follows from the measures; it recommends nothing.",
    *(f"{name.replace('_', ' ').capitalize()}: {words}." for name, words in INSERTION_DEFINITIONS.items()),
)


def ear_pages(
    measures: EarMeasures,
    finding: EarFinding,
    insertions: tuple[Insertion, ...] = (),
    by_hand: Set[str] = frozenset(),
    plus_minus: Mapping[str, float] = NOTHING,
) -> EarPages:
    """What the report says of an ear; see `measure_sections`."""
    tables = (_arrays(insertions),) if insertions else ()
    reasons = finding.reasons + ((finding.malformed,) if finding.malformed else ())
    first, *others = measure_sections(measures, by_hand, plus_minus)
    first = replace(first, notes=(UNCERTAINTY, *first.notes)) if plus_minus else first
    return EarPages(measures.side, finding.verdict, reasons, (first, *others), tables)


def measure_sections(
    measures: EarMeasures, by_hand: Set[str] = frozenset(), plus_minus: Mapping[str, float] = NOTHING
) -> tuple[Section, ...]:
    """Every figure of an ear with its definition.

    `by_hand`: which of "a", "b", "h" the user set. `plus_minus`: by the name of a value, see `uncertainty`; a diameter
    set by hand has none.
    """
    return (
        _cochlea(measures, by_hand, plus_minus),
        *_lengths(measures, plus_minus),
        _sizes("Volumes", measures.volumes_mm3, "mm³", SIZE_DEFINITIONS["volume"]),
        _sizes("Surfaces", measures.areas_mm2, "mm²", SIZE_DEFINITIONS["area"]),
        *_canals(measures),
    )


_PATHS = (
    "Lengths along the lateral wall and along the organ of Corti differ by 5-7 mm: compare only lengths of one path.",
)


def _cochlea(measures: EarMeasures, by_hand: Set[str], plus_minus: Mapping[str, float]) -> Section:
    values = {"A": measures.size.a_mm, "B": measures.size.b_mm, "H": measures.size.h_mm}
    figures = tuple(
        replace(
            _measured(name, value, "mm", DEFINITIONS[name], DEFINITION_SOURCE, digits=2),
            by_hand=name.lower() in by_hand,
            uncertainty=None if name.lower() in by_hand else plus_minus.get(name),
        )
        for name, value in values.items()
    )
    if measures.lacking_at_b:
        figures = tuple(
            replace(each, remark=" ".join(filter(None, (each.remark, measures.lacking_at_b))))
            if each.name == "B"
            else each
            for each in figures
        )
    turns = measures.turns_seen
    if turns is not None:
        figures += (Figure("Turns seen", turns, "turns", TURNS_DEFINITION, THIS_PROGRAM, digits=2),)
    return Section("Cochlea", figures, _placed_by_hand(measures), uncertain=True)


def _placed_by_hand(measures: EarMeasures) -> tuple[str, ...]:
    names = sorted(name.replace("_", " ") for name in measures.landmarks.by_hand)
    return (f"Landmarks placed by hand: {', '.join(names)}.",) if names else ()


def _lengths(measures: EarMeasures, plus_minus: Mapping[str, float]) -> tuple[Section, ...]:
    """Measured in space first, then the formulas; one section for each path."""
    withheld = (*measures.malformed, WITHHELD) if measures.malformed else ()
    notes = (*_PATHS, *withheld)
    sections = []
    for path in DuctPath:
        along = tuple(_length(length, plus_minus) for length in measures.duct_lengths if length.path is path)
        if along:
            sections.append(Section(f"Duct length, {path.value}", along, notes, uncertain=True))
    return tuple(sections)


def _length(length: DuctLength, plus_minus: Mapping[str, float]) -> Figure:
    spread = plus_minus.get(length.key)
    definition = f"along the {length.path.value}, {length.extent}: {length.expression}"
    return Figure(_without_path(length), length.value_mm, "mm", definition, length.source, uncertainty=spread)


def _without_path(length: DuctLength) -> str:
    """`Koch` of `Koch (lateral wall)`: the section says the path."""
    return length.name.replace(f" ({length.path.value})", "")


def _sizes(title: str, values: Mapping[str, float], unit: str, definition: str) -> Section:
    names = {part.key: part.title for part in Part} | {LABYRINTH: "Whole labyrinth"}
    ranged = unit == "mm³"  # the ranges known by a part's key are those of its volume
    figures = tuple(
        _measured(key, value, unit, definition, THIS_PROGRAM, title=names.get(key, key))
        if ranged
        else Figure(names.get(key, key), value, unit, definition, THIS_PROGRAM)
        for key, value in values.items()
    )
    return Section(title, figures)


def _canals(measures: EarMeasures) -> tuple[Section, ...]:
    if not measures.canals:
        return ()
    angles = [
        Figure(
            f"{first.title} to {second.title.lower()}",
            angle,
            "°",
            "angle between the planes of the two canals",
            THIS_PROGRAM,
        )
        for (first, second), angle in angles_between_deg(measures.canals).items()
    ]
    widths = [figure for canal in measures.canals for figure in _canal(canal)]
    return (Section("Semicircular canals", (*widths, *angles)),)


def _canal(canal: Canal) -> list[Figure]:
    name, key = canal.part.title, canal.part.key
    circle = "radius of the circle fitted to the centre line of the canal"
    plane = "root mean square distance of the centre line from its plane"
    figures = [
        Figure(f"{name}, radius", canal.radius_mm, "mm", circle, THIS_PROGRAM, digits=2),
        Figure(f"{name}, planarity", canal.planarity_mm, "mm", plane, THIS_PROGRAM, digits=2),
    ]
    widths = (("lumen", "lumen", canal.lumen_mm), ("bony_island", "island", canal.island_mm))
    for quantity, definition, value in widths:
        if value is not None and math.isfinite(value):
            words = quantity.replace("_", " ")
            figures.append(
                _measured(
                    f"{key}_{quantity}",
                    value,
                    "mm",
                    CANAL_DEFINITIONS[definition],
                    THIS_PROGRAM,
                    title=f"{name}, {words}",
                    digits=2,
                )
            )
    return figures


def _measured(
    quantity: str,
    value: float,
    unit: str,
    definition: str,
    source: str,
    *,
    title: str = "",
    digits: int = 1,
) -> Figure:
    usual = next((known for known in ranges_of(quantity)), None)
    return Figure(
        title or quantity,
        value,
        unit,
        definition,
        source,
        usual=usual.words() if usual else "",
        remark=remark(quantity, value),
        digits=digits,
    )


def _arrays(insertions: tuple[Insertion, ...]) -> Table:
    rows = tuple(_array_row(insertion) for insertion in insertions)
    return Table("Electrode arrays", ARRAY_COLUMNS, rows, ARRAY_NOTES)


def _array_row(insertion: Insertion) -> tuple[str, ...]:
    array = insertion.array
    apical_hz = insertion.contacts[0].spiral_ganglion_hz
    return (
        array.name + ("" if insertion.fits else f" (longer than this cochlea by {-insertion.room_mm:.1f} mm)"),
        f"{array.length_mm:.1f}",
        f"{insertion.array_angle_deg:.0f}",
        f"{insertion.escude_angle_deg:.0f}",
        f"{100 * insertion.coverage:.0f}",
        f"{apical_hz:.0f}" if apical_hz is not None else "–",
    )
