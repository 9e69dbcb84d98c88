"""The whole report of a segmented scan."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from earseg_app.domain.anatomy import Side
from earseg_app.domain.electrodes.arrays import ElectrodeArray
from earseg_app.domain.electrodes.insertion import Insertion, compare_arrays
from earseg_app.domain.measuring.hand_measures import HandMeasure
from earseg_app.domain.measuring.measure import EarMeasures
from earseg_app.domain.report.by_hand import hand_pages
from earseg_app.domain.report.compared import compared_sections, difference_section
from earseg_app.domain.report.content import EarPages, Report, Section
from earseg_app.domain.report.ear import NOTHING, ear_pages
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.volume import Volume

# Above this spacing the canals and the walls between the turns are thinner than two voxels.
COARSE_MM = 0.5


@dataclass(frozen=True)
class Measured:
    """What was measured: each ear, why another could not be, and which of "a", "b", "h" the user set.

    `plus_minus`: the uncertainty of each ear's values by their names, mm, where it was found. `drawn`: by hand.
    """

    ears: Mapping[Side, EarMeasures]
    refused: Mapping[Side, str] = field(default_factory=dict)
    by_hand: Mapping[Side, Set[str]] = field(default_factory=dict)
    plus_minus: Mapping[Side, Mapping[str, float]] = field(default_factory=dict)
    drawn: tuple[HandMeasure, ...] = ()


def report_of(
    volume: Volume,
    segmentation: Segmentation | None,
    measured: Measured,
    arrays: tuple[ElectrodeArray, ...],
    *,
    made_on: str,
    program: str,
    patient: tuple[tuple[str, str], ...] = (),
) -> Report:
    """The report; `program`: name and version of this program; `patient`: only what the user asked to be named.

    `segmentation`: None where nothing was segmented, and only what was drawn by hand can be reported.
    """
    pages = tuple(
        ear_pages(
            measured.ears[ear.side],
            ear,
            array_comparison(measured.ears[ear.side], arrays),
            measured.by_hand.get(ear.side, frozenset()),
            measured.plus_minus.get(ear.side, NOTHING),
        )
        for ear in (segmentation.ears if segmentation else ())
        if ear.side in measured.ears
    )
    refused = tuple(f"The {side.word} ear was not measured: {reason}" for side, reason in measured.refused.items())
    return Report(
        made_on=made_on,
        patient=patient,
        scan=_scan(volume),
        made_with=_made_with(program, segmentation),
        cautions=_cautions(volume, segmentation),
        ears=pages,
        comparison=_comparison(pages),
        not_measured=refused,
        by_hand=hand_pages(volume, measured.drawn),
    )


def _comparison(pages: tuple[EarPages, ...]) -> Section | None:
    """Right against left, where both were measured."""
    sections = {ear.side: ear.sections for ear in pages}
    if len(sections) < len(Side):
        return None
    return difference_section(compared_sections(sections[Side.RIGHT], sections[Side.LEFT]))


def array_comparison(measures: EarMeasures, arrays: tuple[ElectrodeArray, ...]) -> tuple[Insertion, ...]:
    """Every array fully inserted in a measured ear; none where its lateral wall can't be seen."""
    cochlea = measures.cochlea
    return compare_arrays(arrays, cochlea) if cochlea else ()


def _scan(volume: Volume) -> tuple[tuple[str, str], ...]:
    z, y, x = volume.grid.spacing_zyx_mm
    depth, height, width = volume.grid.shape_zyx
    return (
        ("Voxels", f"{width} × {height} × {depth}"),
        ("Spacing", f"{x:.2f} × {y:.2f} × {z:.2f} mm (columns × rows × slices)"),
    )


def _made_with(program: str, segmentation: Segmentation | None) -> tuple[tuple[str, str], ...]:
    if segmentation is None:
        return (("Program", program),)
    provenance = segmentation.provenance
    if provenance is None:
        return (("Program", program), ("Labels", "read from a file; what made them is not known"))
    model = f"{provenance.model} {provenance.version}".strip()
    checksum = (("Checksum of the model", provenance.sha256),) if provenance.sha256 else ()
    return (("Program", program), ("Labels", model), *checksum)


def _cautions(volume: Volume, segmentation: Segmentation | None) -> tuple[str, ...]:
    said = list(volume.notes)
    coarsest = max(volume.grid.spacing_zyx_mm)
    if coarsest > COARSE_MM:
        said.append(
            f"The voxels are up to {coarsest:.2f} mm long: walls and canals thinner than that are not resolved, and "
            "every length here is less certain."
        )
    if not volume.has_patient_frame:
        said.append("The file does not say where left and right are: the side was told from the shape of the ear.")
    if segmentation is None:
        said.append("Nothing was segmented in this scan: the report holds only what was drawn by hand.")
    elif not segmentation.ears:
        said.append("No inner ear was found in this scan.")
    return tuple(said)
