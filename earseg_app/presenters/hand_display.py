"""What the panel shows of the measures drawn by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from earseg_app.domain.anatomy import Side
from earseg_app.domain.measuring.guided_measures import GUIDED, GUIDED_MEASURES
from earseg_app.domain.measuring.hand_measures import HandMeasure, Kind, MeasuringPlane
from earseg_app.domain.measuring.hu_statistics import HuStatistics, statistics_in, voxels_words
from earseg_app.domain.measuring.normal_ranges import ranges_of, remark
from earseg_app.domain.planes import SLAB_NAMES
from earseg_app.domain.volume import Volume
from earseg_app.presenters.hand_events import Pen
from earseg_app.presenters.hand_place import place_words
from earseg_app.session.changes import turned_measure
from earseg_app.session.state import State

HINTS = {
    Kind.DISTANCE: "Drag from end to end, or click both ends. Esc puts the tool away.",
    Kind.POLYLINE: "Click points; Backspace takes one back, a double click or Enter ends.",
    Kind.ANGLE: "Click the end of one arm, the vertex, the end of the other arm.",
    Kind.ELLIPSE: "Drag from corner to corner of its box. Esc puts the tool away.",
}
IDLE = "Choose a tool and draw in any slice."
EDIT_HINT = "Drag its points in the slice; Delete removes it."
GUIDED_HINT = "Drag across it in the {plane} view, in the slice where it is seen best. Esc puts the tool away."
AGAIN = "It takes the place of the one before."
MOST_KNOWN = 100
Statistics = Callable[[HandMeasure], HuStatistics | None]


class KnownStatistics:
    """Hounsfield statistics of ellipses on one scan, each found once."""

    def __init__(self, volume: Volume | None = None) -> None:
        self._volume = volume
        self._known: dict[HandMeasure, HuStatistics | None] = {}

    def __call__(self, measure: HandMeasure) -> HuStatistics | None:
        """Those of an ellipse; None where it holds no voxel."""
        if measure not in self._known and self._volume is not None:
            if len(self._known) >= MOST_KNOWN:  # a drag leaves one behind at every step
                self._known = {}
            self._known[measure] = statistics_in(self._volume, measure)
        return self._known.get(measure)


@dataclass(frozen=True)
class HandRow:
    """One drawn measure in the list; `details`: what else is known of it, and its definition.

    `is_named`: whether the name is the user's, not a word of the program.
    """

    number: int
    name: str
    is_named: bool
    value: str
    side: str
    details: str


@dataclass(frozen=True)
class GuidedRow:
    """One guided measure of the shown ear; `number` of the measure that was taken, None before it is."""

    key: str
    title: str
    definition: str
    usual: str
    value: str = ""
    remark: str = ""
    number: int | None = None


@dataclass(frozen=True)
class HandDisplay:
    """The group; `hint`: what to do next. `chosen`: the number of a measure. `side`: whose guided measures they are.
    `choose_side`: an ear is not segmented, so that nothing else in the panel chooses it.

    `cochlear_views`: whether they stand in the place of coronal and sagittal; None where there are none to show.
    `place`: how the cochlear view stands to the plane of the chosen measure, where it stands otherwise. `is_turned`:
    whether it is turned to a measure's plane.
    """

    usable: bool = False
    pen: Pen | None = None
    hint: str = ""
    rows: tuple[HandRow, ...] = ()
    chosen: int | None = None
    details: str = ""
    place: str = ""
    side: Side | None = None
    guided: tuple[GuidedRow, ...] = ()
    guided_hint: str = ""
    choose_side: bool = False
    cochlear_views: bool | None = None
    is_turned: bool = False


def value_words(measure: HandMeasure) -> str:
    """`3.42 mm`, `45.1°`, `3.21 mm²`."""
    if measure.kind is Kind.ANGLE:
        return f"{measure.value:.1f}°"
    return f"{measure.value:.2f} {measure.unit}"


def hounsfield_words(found: HuStatistics | None) -> tuple[str, ...]:
    """Mean, spread and extremes, each line for itself."""
    if found is None:
        return ("no voxel inside",)
    return (f"mean {found.mean_hu:.0f} ± {found.sd_hu:.0f} HU (SD)", f"{found.min_hu} to {found.max_hu} HU")


def label_of(measure: HandMeasure, statistics: Statistics) -> tuple[str, ...]:
    """The lines beside a measure in the slice, without its name: value and side, Hounsfield units."""
    side = f" {measure.side.value}" if measure.side else ""
    first = f"{value_words(measure)}{side}"
    if measure.kind is not Kind.ELLIPSE:
        return (first,)
    return (first, *hounsfield_words(statistics(measure)), *slab_words(measure.plane))


def slab_words(plane: MeasuringPlane) -> tuple[str, ...]:
    """Of what slab the Hounsfield units in an oblique plane are, beside the ellipse."""
    if not plane.is_oblique:
        return ()
    if plane.mode == "mean":
        return (f"voxels within {plane.slice_mm:.1f} mm",)
    return (f"voxels within {plane.slice_mm:.1f} mm, not the {SLAB_NAMES[plane.mode]}",)


def row_of(measure: HandMeasure, statistics: Statistics) -> HandRow:
    """A drawn measure in the list."""
    density = ", ".join(hounsfield_words(statistics(measure)) if measure.kind is Kind.ELLIPSE else ())
    voxels = voxels_words(measure.plane) if density else ""
    first, last = (f"{words[:1].upper()}{words[1:]}." if words else "" for words in (density, measure.kind.definition))
    details = " ".join(filter(None, (first, f"Drawn in the {measure.plane.title}.", voxels, last)))
    side = measure.side.value if measure.side else ""
    return HandRow(measure.number, measure.name, measure.is_named, value_words(measure), side, details)


def guided_rows(measures: tuple[HandMeasure, ...], side: Side) -> tuple[GuidedRow, ...]:
    """Every guided measure of an ear, taken or not."""
    taken = {measure.guided: measure for measure in measures if measure.side is side and measure.guided}
    others = {measure.guided: measure for measure in measures if measure.side not in (side, None)}
    rows = []
    for guided in GUIDED_MEASURES:
        usual = next(iter(ranges_of(guided.key)), None)
        words = usual.words() if usual else ""
        measure = taken.get(guided.key)
        place = f"{guided.title}. {guided.definition} In the {guided.plane} view."
        definition = f"{place} Usual: {words} ({usual.source})." if usual else place
        other = others.get(guided.key)
        if other is not None and other.side is not None:
            definition += f" The {other.side.word} ear: {value_words(other)}."
        short = guided.short or guided.title
        if measure is None:
            rows.append(GuidedRow(guided.key, short, definition, words))
            continue
        value, doubt = f"{measure.value:.2f}", remark(guided.key, measure.value)
        rows.append(GuidedRow(guided.key, short, definition, words, value, doubt, measure.number))
    return tuple(rows)


def hint_of(pen: Pen | None, chosen: HandMeasure | None) -> str:
    """What to do next with a tool of the list."""
    if pen is None or pen.guided:
        return IDLE if chosen is None or chosen.guided else EDIT_HINT
    return HINTS[pen.kind]


def guided_hint(pen: Pen | None, chosen: HandMeasure | None, measures: tuple[HandMeasure, ...]) -> str:
    """Where the ends of the guided measure go that is in hand or chosen, and what to do next."""
    key = pen.guided if pen else chosen.guided if chosen else ""
    guided = GUIDED.get(key)
    if guided is None:
        return ""
    if pen is None:
        return f"{guided.definition} {EDIT_HINT}"
    taken = any((measure.guided, measure.side) == (key, pen.side) for measure in measures)
    words = (guided.definition, GUIDED_HINT.format(plane=guided.plane), AGAIN if taken else "")
    return " ".join(filter(None, words))


def hand_display(state: State, pen: Pen | None, chosen_number: int | None, statistics: Statistics) -> HandDisplay:
    """The group for a state, the pen in hand and the chosen measure."""
    measures, side = state.case.hand_measures if state.case else (), state.display.measured_side
    ears = {ear.side for ear in state.segmentation.ears} if state.segmentation else set()
    chosen = next((measure for measure in measures if measure.number == chosen_number), None)
    return HandDisplay(
        state.case is not None,
        pen,
        hint_of(pen, chosen),
        tuple(row_of(measure, statistics) for measure in measures if measure.guided not in GUIDED),
        chosen.number if chosen else None,
        row_of(chosen, statistics).details if chosen and chosen.guided not in GUIDED else "",
        place_words(state, chosen),
        side if state.case else None,
        guided_rows(measures, side) if state.case else (),
        guided_hint(pen, chosen, measures),
        len(ears) < len(Side),
        state.display.cochlear_views if state.case and side in state.case.measurements else None,
        turned_measure(state) is not None,
    )
