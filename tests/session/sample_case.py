"""A small case with something in every field; `python -m tests.session.sample_case` writes it as the current version.

The file of each version is stored once, in cases/, and never written anew: it is what older programs left behind.
"""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

import numpy as np

from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.cochlea.landmarks import EarLandmarks, LandmarkOrigin
from earseg_app.domain.cochlea.size import Handles
from earseg_app.domain.editing.block import LabelBlock
from earseg_app.domain.geometry import Grid
from earseg_app.domain.measuring.hand_measures import HandMeasure, Kind, MeasuringPlane
from earseg_app.domain.segmentation import Provenance, Segmentation, Verdict, describe_ear
from earseg_app.domain.slicing import Plane
from earseg_app.domain.structures import Structure
from earseg_app.domain.volume import Volume
from earseg_app.session.case_file import fingerprint, save_case
from earseg_app.session.case_record import VERSION, Snapshot
from earseg_app.session.changes import change_between, edited
from earseg_app.session.history import History
from earseg_app.session.label_versions import LabelVersions
from earseg_app.session.measurement import EarMeasurement
from earseg_app.session.session import Case, Display, PartDisplay, Window, WorkStep
from earseg_app.session.state import CaseFacts

CASES = Path(__file__).parent / "cases"
SAMPLE_STEPS = ["Brush, cochlea (right)", "Change measures (R)"]


def sample_volume() -> Volume:
    """Air with a ramp, oblique, so that no symmetry hides a flip."""
    a = np.radians(20.0)
    axes = np.eye(3)[::-1] @ np.array([[1, 0, 0], [0, np.cos(a), np.sin(a)], [0, -np.sin(a), np.cos(a)]])
    z, y, x = np.mgrid[:10, :12, :14]
    grid = Grid.from_arrays((10, 12, 14), (0.6, 0.4, 0.3), (-20.5, 31.25, -117.125), axes)
    return Volume((-1000 + 50 * x + 7 * y + z).astype(np.int16), grid, "Bone 0.6", "1.2.3", ("A gap was filled.",), "R")


def sample_segmentation(volume: Volume) -> Segmentation:
    labels = np.zeros(volume.hu.shape, np.uint8)
    for number, part in enumerate(Part):
        labels[2:5, 2 + 2 * number : 4 + 2 * number, 2:6] = label_code(Side.RIGHT, part)
    labels[6:8, 3:6, 9:12] = label_code(Side.LEFT, Part.COCHLEA)
    ears = (
        describe_ear(labels, volume.grid, Side.RIGHT),
        describe_ear(labels, volume.grid, Side.LEFT, Verdict.CHECK, ("The apex is blurred.",)),
    )
    unsure = np.zeros(volume.hu.shape, np.uint8)
    unsure[3, 4] = 200
    made_by = Provenance("EarSeg", "1.1", "abc", "CPU", 4.5)
    found = tuple(ear for ear in ears if ear)
    return Segmentation(labels, volume.grid, found, made_by, unsure, structures=sample_structures())


def sample_structures() -> tuple[Structure, ...]:
    """A common one and one with a name and colour of the user's own; neither is painted yet."""
    return (Structure(21, "Facial nerve", "#EFE340", Side.RIGHT), Structure(61, "Zyste der Spitze", "#12AB34"))


def sample_measurement() -> EarMeasurement:
    found = Handles(
        ((1.0, 2.0, 3.0), (9.0, 2.0, 3.0)), ((5.0, -1.0, 3.0), (5.0, 5.5, 3.0)), ((5.0, 2.0, 3.0), (5.0, 2.0, 6.75))
    )
    landmarks = EarLandmarks(
        Side.RIGHT, (1.0, 2.0, 3.0), (2.0, 1.0, 4.0), (5.0, 2.0, 3.0), (5.0, 2.0, 6.5), LandmarkOrigin.BY_HAND
    )
    return EarMeasurement(landmarks, found.moved("a", 1, (9.25, 2.0, 3.0)), found)


def sample_hand_measures() -> tuple[HandMeasure, ...]:
    """One of each kind, the first a guided one."""
    axial = MeasuringPlane("axial slice", (0.0, -0.342, 0.94), (1.0, 0.0, 0.0), 0.6)
    a, b, c = (-19.0, 32.0, -116.0), (-18.0, 32.5, -116.0), (-18.5, 33.25, -116.0)
    return (
        HandMeasure(1, Kind.DISTANCE, "Cochlear nerve canal", (a, b), axial, Side.RIGHT, "cochlear_nerve_canal"),
        HandMeasure(2, Kind.POLYLINE, "Facial nerve", (a, b, c, a), axial, Side.LEFT),
        HandMeasure(
            4, Kind.ANGLE, "Angle 1", (a, b, c), MeasuringPlane("cochlear view", (0.6, 0.0, 0.8), (0.8, 0.0, -0.6), 0.6)
        ),
        HandMeasure(5, Kind.ELLIPSE, "Otic capsule", (a, b, c), axial),
    )


def sample_snapshot() -> Snapshot:
    volume = sample_volume()
    case = Case(
        volume,
        sample_segmentation(volume),
        MappingProxyType({Side.RIGHT: sample_measurement()}),
        MappingProxyType({Side.LEFT: "The left cochlea is cut off."}),
        (Path("out/right_cochlea.stl"),),
        place=Path("discs/one"),
        hand_measures=sample_hand_measures(),
    )
    display = Display(
        (-18.0, 33.0, -115.0),
        Window(3000.0, 650.0),
        MappingProxyType({(Side.RIGHT, Part.VESTIBULE): PartDisplay(False, 0.5)}),
        0.3,
        Side.LEFT,
        clipping=True,
        clip_plane=Plane.CORONAL,
    )
    return Snapshot(case, display, WorkStep.MEASURE, sample_history(case))


def sample_history(case: Case) -> History[CaseFacts]:
    """A stroke and measures that were done, a stroke that was undone."""
    assert case.segmentation is not None
    before, box = Case(case.volume, case.segmentation, place=case.place), (slice(2, 5),) * 3
    erased = edited(case, LabelBlock((2, 2, 2), np.zeros((3, 3, 3), np.uint8)), LabelVersions())
    done, undone = SAMPLE_STEPS, "Eraser, cochlea (right)"
    return History(
        (change_between(done[0], erased, before, box), change_between(done[1], before, case, None)),
        (change_between(undone, case, erased, box),),
    )


if __name__ == "__main__":
    made = sample_snapshot()
    save_case(CASES / f"v{VERSION}.earseg", made, fingerprint(made.case.volume), include_scan=True)
