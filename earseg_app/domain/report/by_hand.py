"""What a report and the panel say of a measure drawn by hand: its figures, with definition, plane and usual range."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from earseg_app.domain.anatomy import Side
from earseg_app.domain.measuring.guided_measures import GUIDED
from earseg_app.domain.measuring.hand_measures import HandMeasure, Kind
from earseg_app.domain.measuring.hu_statistics import DEFINITION as HU_DEFINITION
from earseg_app.domain.measuring.hu_statistics import SD_DEFINITION, HuStatistics, statistics_in, voxels_words
from earseg_app.domain.measuring.normal_ranges import ranges_of, remark
from earseg_app.domain.planes import SLAB_NAMES
from earseg_app.domain.report.content import TITLE_BY_HAND, Figure, HandPages, Section
from earseg_app.domain.volume import Volume

SOURCE = "drawn by hand"
NOTE = "Drawn by hand in one slice: a length is no more certain than a voxel is long, here {mm:.2f} mm."
NO_VOXELS = "The ellipse holds the centre of no voxel."
Statistics = Callable[[HandMeasure], HuStatistics | None]


def figures_of(measure: HandMeasure, statistics: Statistics) -> tuple[Figure, ...]:
    """The figures of one measure; an ellipse has its area and the Hounsfield units inside, see `statistics`."""
    guided = GUIDED.get(measure.guided)
    usual = next(iter(ranges_of(measure.guided)), None) if guided else None
    drawn = plane_words(measure)
    definition = (
        f"{guided.definition} Drawn in the {measure.plane.title}." if guided else f"{measure.kind.definition}; {drawn}"
    )
    first = Figure(
        measure.name if measure.kind is not Kind.ELLIPSE else f"{measure.name}, area",
        measure.value,
        measure.unit,
        definition,
        SOURCE,
        usual=usual.words() if usual else "",
        remark=remark(measure.guided, measure.value) if guided else "",
        by_hand=True,
        digits=1 if measure.kind is Kind.ANGLE else 2,
    )
    return (first, *_hounsfield(measure, statistics)) if measure.kind is Kind.ELLIPSE else (first,)


def plane_words(measure: HandMeasure) -> str:
    """`drawn in the axial slice`."""
    return f"drawn in the {measure.plane.title}"


def hand_pages(volume: Volume, measures: Iterable[HandMeasure]) -> tuple[HandPages, ...]:
    """Pages for each ear that something was drawn at, the right one first, and for what belongs to neither."""
    drawn = in_order(measures)
    pages = []
    for side in (*Side, None):
        own = [measure for measure in drawn if measure.side is side]
        if own:
            title = f"{TITLE_BY_HAND}, {side.word} ear" if side else TITLE_BY_HAND
            figures = [figure for measure in own for figure in figures_of(measure, lambda m: statistics_in(volume, m))]
            section = Section(title, tuple(figures), (NOTE.format(mm=max(volume.grid.spacing_zyx_mm)),))
            pages.append(HandPages(side, section, tuple(record_of(volume, measure) for measure in own)))
    return tuple(pages)


def in_order(measures: Iterable[HandMeasure]) -> tuple[HandMeasure, ...]:
    """By ear, the right one first; of each the guided ones first, in the order in which they are offered."""
    sides, keys = (*Side, None), tuple(GUIDED)

    def place(measure: HandMeasure) -> tuple[int, int]:
        key = measure.guided
        return sides.index(measure.side), keys.index(key) if key in keys else len(keys)

    return tuple(sorted(measures, key=place))


def record_of(volume: Volume, measure: HandMeasure) -> dict[str, object]:
    """One measure as plain data for JSON: what it is, where it was drawn, LPS mm, and its figures."""
    return {
        "name": measure.name,
        "kind": measure.kind.value.lower(),
        "guided": measure.guided or None,
        "side": measure.side.value if measure.side else None,
        "plane": measure.plane.title,
        "plane_normal_lps": [round(value, 5) for value in measure.plane.normal_lps],
        "plane_right_lps": [round(value, 5) for value in measure.plane.right_lps],
        "slice_mm": round(measure.plane.slice_mm, 3),
        "slab": SLAB_NAMES[measure.plane.mode] if measure.plane.is_oblique else None,
        "points_lps_mm": [[round(value, 3) for value in point] for point in measure.points_lps_mm],
        "values": [
            {"name": figure.name, "value": figure.value, "unit": figure.unit, "definition": figure.definition}
            for figure in figures_of(measure, lambda m: statistics_in(volume, m))
        ],
    }


def _hounsfield(measure: HandMeasure, statistics: Statistics) -> tuple[Figure, ...]:
    found = statistics(measure)
    values = (
        ("mean", "mean", found.mean_hu if found else None),
        ("SD", SD_DEFINITION, found.sd_hu if found else None),
        ("lowest", "lowest", float(found.min_hu) if found else None),
        ("highest", "highest", float(found.max_hu) if found else None),
    )
    where = f"of the Hounsfield units {HU_DEFINITION}; {plane_words(measure)}. {voxels_words(measure.plane)}"
    remark = "" if found else NO_VOXELS
    return tuple(
        Figure(f"{measure.name}, {name}", value, "HU", f"{what} {where}", SOURCE, remark=remark, by_hand=True, digits=0)
        for name, what, value in values
    )
