"""The measures of ears as plain data for files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from earseg_app.domain.anatomy import Side
from earseg_app.domain.cochlea.formulas import DuctLength
from earseg_app.domain.cochlea.size import DEFINITION_SOURCE, DEFINITIONS, EXPERT_DIFFERENCE_MM
from earseg_app.domain.electrodes.arrays import ElectrodeArray
from earseg_app.domain.electrodes.insertion import DEFINITIONS as INSERTION_DEFINITIONS
from earseg_app.domain.electrodes.insertion import Contact, Insertion, compare_arrays
from earseg_app.domain.errors import MeasurementError
from earseg_app.domain.labyrinth.canal_lumen import DEFINITIONS as CANAL_DEFINITIONS
from earseg_app.domain.labyrinth.canals import Canal, angles_between_deg
from earseg_app.domain.labyrinth.malformation import WITHHELD
from earseg_app.domain.labyrinth.split import is_whole_labyrinth
from earseg_app.domain.measuring.compare_ears import DEFINITION as COMPARISON_DEFINITION
from earseg_app.domain.measuring.compare_ears import Difference, compare_ears
from earseg_app.domain.measuring.measure import EarMeasures, measure_ear, measure_labyrinth
from earseg_app.domain.measuring.normal_ranges import Flag
from earseg_app.domain.measuring.part_sizes import DEFINITIONS as SIZE_DEFINITIONS
from earseg_app.domain.measuring.plus_minus import DEFINITION as UNCERTAINTY_DEFINITION
from earseg_app.domain.measuring.uncertainty import uncertainty_of
from earseg_app.domain.segmentation import Segmentation

TURNS_DEFINITION = "turns over which the lateral wall is seen; above 1.75 the turns merge in every mask"


def measure_ears(
    segmentation: Segmentation, arrays: Sequence[ElectrodeArray] = (), repeats: int = 0
) -> dict[str, object]:
    """Every ear of a segmentation as plain data: `{"ears": [...], "not_measured": [{"side", "reason"}], …}`.

    `arrays`: the electrode arrays to lay into each cochlea. `repeats`: how often each ear is measured again for its
    uncertainty; none is told with fewer than two, or for a mask without parts. A single label that holds a whole
    labyrinth (a mask without parts) is told apart first; its side then comes from its handedness, as such masks rarely
    say.
    """
    ears, measured, refused = [], {}, []
    doubts: dict[Side, Mapping[str, float]] = {}
    for side in segmentation.sides():
        try:
            measured[side] = found = _measured(segmentation, side)
            doubts[side] = _plus_minus(segmentation, found, repeats)
            ears.append(ear_record(found, arrays) | {"plus_minus_mm": _figures(doubts[side])})
        except MeasurementError as error:
            refused.append({"side": side.value, "reason": error.sentence()})
    both = (
        compare_ears(measured[Side.RIGHT], measured[Side.LEFT], doubts[Side.RIGHT], doubts[Side.LEFT])
        if len(doubts) == len(Side)
        else ()
    )
    return {
        "ears": ears,
        "not_measured": refused,
        "right_less_left": [_difference_record(row) for row in both],
        "definitions": definitions(),
    }


def definitions() -> dict[str, object]:
    """What every figure of a record means."""
    return {
        **DEFINITIONS,
        "source": DEFINITION_SOURCE,
        "plus_minus": UNCERTAINTY_DEFINITION,
        "right_less_left": COMPARISON_DEFINITION,
        "turns_seen": TURNS_DEFINITION,
        "canals": dict(CANAL_DEFINITIONS),
        "sizes": dict(SIZE_DEFINITIONS),
        "electrodes": dict(INSERTION_DEFINITIONS),
    }


def _measured(segmentation: Segmentation, side: Side) -> EarMeasures:
    labels, grid = segmentation.labels, segmentation.grid
    if is_whole_labyrinth(labels, grid, side):
        return measure_labyrinth(segmentation.mask(side), grid)
    said = next((ear.malformed for ear in segmentation.ears if ear.side is side), "")
    return measure_ear(labels, grid, side, said=said)


def _plus_minus(segmentation: Segmentation, found: EarMeasures, repeats: int) -> Mapping[str, float]:
    labels, grid = segmentation.labels, segmentation.grid
    if repeats < 2 or is_whole_labyrinth(labels, grid, found.side):
        return {}
    return uncertainty_of(found, labels, grid, segmentation.uncertainty, repeats).plus_minus


def ear_record(measures: EarMeasures, arrays: Sequence[ElectrodeArray] = ()) -> dict[str, object]:
    """The measures of one ear as plain data: lengths in mm, points in LPS mm, volumes in mm³, angles in degrees."""
    size, landmarks, cochlea = measures.size, measures.landmarks, measures.cochlea
    inserted = compare_arrays(tuple(arrays), cochlea) if cochlea else ()
    return {
        "side": measures.side.value,
        "landmarks": {name: _rounded(point) for name, point in landmarks.points().items()},
        "landmarks_by": {name: landmarks.origin_of(name).value for name in landmarks.points()},
        "A_mm": round(size.a_mm, 3),
        "B_mm": round(size.b_mm, 3),
        "H_mm": round(size.h_mm, 3),
        "expert_difference_mm": dict(EXPERT_DIFFERENCE_MM),
        "handles": {name: [_rounded(end) for end in getattr(measures.handles, name)] for name in ("a", "b", "h")},
        "turns_seen": measures.turns_seen,
        "malformed": list(measures.malformed),
        "withheld": WITHHELD if measures.malformed else "",
        "duct_lengths_mm": [_length_record(length) for length in measures.duct_lengths],
        "volumes_mm3": {name: round(volume, 2) for name, volume in measures.volumes_mm3.items()},
        "areas_mm2": {name: round(area, 1) for name, area in measures.areas_mm2.items()},
        "canals": [_canal_record(canal) for canal in measures.canals],
        "canal_angles_deg": {
            f"{a.key}-{b.key}": round(angle, 1) for (a, b), angle in angles_between_deg(measures.canals).items()
        },
        "electrodes": [_insertion_record(insertion) for insertion in inserted],
        "normal_ranges": [_flag_record(flag) for flag in measures.flags()],
        "cautions": list(measures.cautions),
    }


def _length_record(length: DuctLength) -> dict[str, object]:
    return {
        "name": length.name,
        "path": length.path.value,
        "extent": length.extent,
        "value": round(length.value_mm, 2),
        "expression": length.expression,
        "source": length.source,
        "constants_checked": length.checked,
    }


def _canal_record(canal: Canal) -> dict[str, object]:
    return {
        "part": canal.part.key,
        "center": _rounded(canal.center_lps_mm),
        "normal": _rounded(canal.normal_lps, 4),
        "plane_by": canal.provenance.value,
        "radius_mm": round(canal.radius_mm, 3),
        "planarity_mm": round(canal.planarity_mm, 3),
        "arc_deg": canal.arc_deg,
        "lumen_mm": _number(canal.lumen_mm, 2),
        "narrowest_lumen_mm": _number(canal.narrowest_mm, 2),
        "bony_island_mm": _number(canal.island_mm, 2),
    }


def _insertion_record(insertion: Insertion) -> dict[str, object]:
    array = insertion.array
    return {
        "maker": array.maker,
        "model": array.model,
        "depth_mm": insertion.depth_mm,
        "array_angle_deg": round(insertion.array_angle_deg, 1),
        "wall_angle_deg": round(insertion.wall_angle_deg, 1),
        "escude_angle_deg": round(insertion.escude_angle_deg, 1),
        "coverage": round(insertion.coverage, 3),
        "fits": insertion.fits,
        "room_mm": round(insertion.room_mm, 2),
        "contacts": [_contact_record(contact) for contact in insertion.contacts],
        "remarks": list(insertion.remarks()),
        "sources": dict(array.sources),
    }


def _contact_record(contact: Contact) -> dict[str, object]:
    return {
        "number": contact.number,
        "depth_mm": round(contact.depth_mm, 2),
        "angle_deg": _number(contact.angle_deg, 1),
        "place": _rounded(contact.point_lps_mm) if contact.point_lps_mm else None,
        "greenwood_hz": _number(contact.greenwood_hz, 0),
        "spiral_ganglion_hz": _number(contact.spiral_ganglion_hz, 0),
    }


def _difference_record(row: Difference) -> dict[str, object]:
    return {
        "quantity": row.quantity,
        "right": round(row.right, 2),
        "left": round(row.left, 2),
        "difference": round(row.difference, 2),
        "plus_minus": _number(row.plus_minus, 2),
        "beyond_uncertainty": row.is_beyond_uncertainty,
    }


def _figures(values: Mapping[str, float]) -> dict[str, float]:
    return {name: round(value, 2) for name, value in values.items()}


def _flag_record(flag: Flag) -> dict[str, object]:
    return {
        "quantity": flag.quantity,
        "value": _number(flag.value, 2),
        "range": flag.range.words(),
        "normal": flag.is_normal,
        "source": flag.range.source,
        "range_checked": flag.range.checked,
    }


def _rounded(values: tuple[float, ...], digits: int = 3) -> list[float]:
    return [round(value, digits) for value in values]


def _number(value: float | None, digits: int) -> float | None:
    return round(value, digits) if value is not None and np.isfinite(value) else None
