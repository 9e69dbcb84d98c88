"""`python docs/make_reference.py`: write docs/reference/measures.md from the definitions in the code."""

from __future__ import annotations

from pathlib import Path

from earseg_app.domain.cochlea.find_landmarks import LEAVE_ONE_OUT_AXIS_ERROR_DEG, LEAVE_ONE_OUT_ERROR_MM
from earseg_app.domain.cochlea.formulas import FORMULAS, duct_lengths
from earseg_app.domain.cochlea.leaks import LEAK_MM, LEAST_SHARE
from earseg_app.domain.cochlea.size import DEFINITION_SOURCE, DEFINITIONS
from earseg_app.domain.cochlea.unrolled import DEFINITION as UNROLLED_DEFINITION
from earseg_app.domain.electrodes.insertion import DEFINITIONS as INSERTION_DEFINITIONS
from earseg_app.domain.labyrinth.canal_lumen import DEFINITIONS as CANAL_DEFINITIONS
from earseg_app.domain.labyrinth.malformation import SOURCE as MALFORMATION_SOURCE
from earseg_app.domain.measuring.guided_measures import GUIDED_MEASURES
from earseg_app.domain.measuring.hand_measures import Kind
from earseg_app.domain.measuring.hu_statistics import DEFINITION as HU_DEFINITION
from earseg_app.domain.measuring.hu_statistics import SD_DEFINITION, SLAB_DEFINITION
from earseg_app.domain.measuring.normal_ranges import NORMAL_RANGES
from earseg_app.domain.measuring.part_sizes import DEFINITIONS as SIZE_DEFINITIONS
from earseg_app.domain.measuring.plus_minus import DEFINITION as UNCERTAINTY_DEFINITION
from earseg_app.domain.measuring.record import TURNS_DEFINITION

EXAMPLE_A_MM = 9.23
EXAMPLE_B_MM = 6.99


def measures_page() -> str:
    """The page as Markdown."""
    lines = [
        "# Measures",
        "",
        "Made from the code by `python docs/make_reference.py`. Points are LPS millimetres, lengths millimetres, angles degrees.",
        "Research use only, not a medical device.",
        "",
        "## Landmarks",
        "",
        "The mean cochlea of 17 real ears (Wimmer et al., Data in Brief 2019;27:104782) is fitted to the labels by a similarity",
        "transform and carries its landmarks over. Mean distance from the expert's landmark in ears that the template never saw",
        "(`python -m training.cochlea_template EARS --evaluate`):",
        "",
        "| landmark | error |",
        "|---|---|",
        *(f"| {name.replace('_', ' ')} | {error:.2f} mm |" for name, error in LEAVE_ONE_OUT_ERROR_MM.items()),
        f"| modiolar axis | {LEAVE_ONE_OUT_AXIS_ERROR_DEG:.1f}° |",
        "",
        "## Diameters",
        "",
        *(f"- **{name}**: {definition}." for name, definition in DEFINITIONS.items()),
        f"- Source: {DEFINITION_SOURCE}.",
        f"- An end of A or B that lies more than {LEAK_MM} mm beyond the lateral wall at mid-lumen has followed a leak of the",
        "  label and is moved back to that wall. In 17 real ears the two differ by 0.06 mm at most.",
        f"- Where B ends on its far side nearer to the axis than {LEAST_SHARE} of its near side (0.58-0.67 in those ears), the label",
        "  may lack part of the basal turn: B says so.",
        "",
        "## Unrolled view",
        "",
        UNROLLED_DEFINITION,
        "",
        "## Uncertainty",
        "",
        UNCERTAINTY_DEFINITION,
        "",
        "## Duct lengths",
        "",
        "Lateral wall and organ of Corti differ by 5 to 7 mm: a length without its path means nothing. A formula marked † has",
        f"constants that were recalled, not re-read. The example is A = {EXAMPLE_A_MM} mm, B = {EXAMPLE_B_MM} mm.",
        "",
        "| formula | path | extent | expression | example | source |",
        "|---|---|---|---|---|---|",
    ]
    for formula, length in zip(FORMULAS, duct_lengths(EXAMPLE_A_MM, EXAMPLE_B_MM), strict=True):
        name = formula.name if formula.checked else f"{formula.name} †"
        lines.append(
            f"| {name} | {formula.path.value} | {formula.extent} | {formula.expression} | {length.value_mm:.2f} | {formula.source} |"
        )
    lines += [
        "",
        f"The formulas hold for normally formed cochleae only and are withheld where an ear shows a sign of malformation: {MALFORMATION_SOURCE}.",
        "Beside them stand the lengths measured in space: along the lateral wall of the mask, the organ of Corti 0.5 mm inside it and the centre",
        f"line of the lumen. Turns seen: {TURNS_DEFINITION}.",
        "",
        "## Canals and parts",
        "",
        *(f"- **{name}**: {definition}." for name, definition in (CANAL_DEFINITIONS | SIZE_DEFINITIONS).items()),
        "",
        "## Electrode arrays",
        "",
        "How to add arrays: [add electrode arrays](../how-to/add-electrode-arrays.md). No array is recommended.",
        "",
        *(f"- **{name.replace('_', ' ')}**: {definition}." for name, definition in INSERTION_DEFINITIONS.items()),
        "",
        "## Measures by hand",
        "",
        "Drawn in one slice; values follow from the points in the patient, LPS millimetres, never from the screen.",
        "",
        *(f"- **{kind.value}**: {kind.definition}." for kind in Kind),
        f"- **Hounsfield units of an ellipse**: {HU_DEFINITION}; {SLAB_DEFINITION}; SD: {SD_DEFINITION}.",
        "",
        "Guided widths:",
        "",
        *(f"- **{guided.title}** ({guided.plane}): {guided.definition}" for guided in GUIDED_MEASURES),
        "",
        "## Normal ranges",
        "",
        "| quantity | range | source |",
        "|---|---|---|",
        *(
            f"| {r.quantity.replace('_', ' ')} | {r.words()}{'' if r.checked else ' †'} | {r.source} |"
            for r in NORMAL_RANGES
        ),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    (Path(__file__).parent / "reference" / "measures.md").write_text(measures_page(), encoding="utf-8")
