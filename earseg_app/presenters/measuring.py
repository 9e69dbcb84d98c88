"""The work behind the step Measure: ears prepared once, then measured again with every drag."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from earseg_app.domain.anatomy import Side
from earseg_app.domain.cochlea.landmarks import triple
from earseg_app.domain.errors import MeasurementError
from earseg_app.domain.geometry import Triple
from earseg_app.domain.progress import Reporter
from earseg_app.domain.segmentation import Segmentation
from earseg_app.session.measurement import EarMeasurement
from earseg_app.session.state import Case

if TYPE_CHECKING:  # loads an optimiser, which the start of the window does without
    from earseg_app.domain.measuring.measure import EarMeasures, MeasurableEar


@dataclass(frozen=True, eq=False)
class MeasuredEar:
    """One ear, ready to be measured again; `measures`: everything that follows from `measurement`."""

    ear: MeasurableEar
    measurement: EarMeasurement
    measures: EarMeasures

    def with_handle(self, name: str, end: int, point_lps_mm: Triple) -> MeasuredEar:
        """The ear with one end of "a", "b" or "h" at another point, LPS mm."""
        moved = self.measurement.moved(name, end, point_lps_mm)
        measures = self.ear.measured(moved.landmarks, moved.handles, self.measures.wall)
        return MeasuredEar(self.ear, moved, measures)

    def with_landmark(self, name: str, point_lps_mm: Triple) -> MeasuredEar:
        """The ear with a landmark at another point, LPS mm; A, B and H are found anew along it.

        Raises:
            MeasurementError: if the landmarks then define no axes, or the cochlea does not surround them.
        """
        found = self.measurement.automatic_landmarks
        measures = self.ear.measured(self.measurement.landmarks.moved(name, point_lps_mm))
        return MeasuredEar(self.ear, replace(measurement_of(measures), found=found), measures)

    def automatic(self) -> MeasuredEar:
        """The ear as the program measured it."""
        measures = self.ear.measured(self.measurement.automatic_landmarks)
        return MeasuredEar(self.ear, measurement_of(measures), measures)


@dataclass(frozen=True, eq=False)
class MeasuredEars:
    """What came of measuring: each ear, and a sentence for each that can't be measured."""

    ears: dict[Side, MeasuredEar]
    refused: dict[Side, str]


def known_in(case: Case) -> dict[Side, EarMeasurement]:
    """What a case knows of its ears and still holds: of an ear whose labels were changed only what was put by hand."""
    return {
        side: measured for side, measured in case.measurements.items() if measured.edited or side not in case.outdated
    }


def measure_ears(labels: Segmentation, known: dict[Side, EarMeasurement], reporter: Reporter) -> MeasuredEars:
    """Each ear of a segmentation along the landmarks and handles that are `known`, or along those found in it.

    Raises:
        Cancelled: if the reporter was cancelled.
    """
    measured: dict[Side, MeasuredEar] = {}
    refused: dict[Side, str] = {}
    for number, ear in enumerate(labels.ears):
        reporter.step(number / len(labels.ears), f"Measuring the {ear.side.word} ear")
        try:
            measured[ear.side] = _measured_ear(labels, ear.side, ear.malformed, known.get(ear.side))
        except MeasurementError as error:
            refused[ear.side] = error.sentence()
    return MeasuredEars(measured, refused)


def _measured_ear(labels: Segmentation, side: Side, said: str, known: EarMeasurement | None) -> MeasuredEar:
    from earseg_app.domain.cochlea.find_landmarks import find_landmarks
    from earseg_app.domain.measuring.measure import MeasurableEar

    ear = MeasurableEar.of_labels(labels.labels, labels.grid, side, said)
    if known is not None:
        return MeasuredEar(ear, known, ear.measured(known.landmarks, known.handles))
    measures = ear.measured(find_landmarks(labels.labels, labels.grid, side))
    return MeasuredEar(ear, measurement_of(measures), measures)


def measurement_of(measures: EarMeasures) -> EarMeasurement:
    """What the program measured by itself, nothing of it moved by hand."""
    wall = tuple(triple(point) for point in measures.wall.points_lps_mm) if measures.wall else ()
    return EarMeasurement(measures.landmarks, measures.handles, measures.handles, wall)
