"""The demo disc as data: an invented patient with two studies, for the DICOM writer to write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from earseg_app.domain.geometry import Grid
from earseg_app.domain.progress import Reporter
from earseg_app.domain.volume import Volume
from earseg_app.phantom.anatomy import Anatomy
from earseg_app.phantom.cases import axial_grid
from earseg_app.phantom.ct import scan
from earseg_app.phantom.paint import paint_block
from earseg_app.phantom.scanner import BONE, OLD_BONE, SOFT, Scanner
from earseg_app.phantom.scene import Scene

DEMO_SEED = 10
# field of view and slab of a temporal-bone examination, mm
FIELD_MM = 169.0
SLAB_MM = 44.0
MIDDLE_MM = (0.0, -2.0, -3.0)
RECENT_POSE_DEG = (-10.0, 0.8, -1.0)
EARLIER_POSE_DEG = (2.0, -3.0, 4.0)


@dataclass(frozen=True)
class DemoStudy:
    """An invented patient and one of the examinations; dates `YYYYMMDD`, times `HHMMSS`."""

    study_id: str
    description: str
    date: str
    time: str
    patient_name: str = "Demo^EarSeg"
    patient_id: str = "EARSEG-DEMO"
    birth_date: str = "19700101"
    sex: str = "O"


@dataclass(frozen=True, eq=False)
class DemoSeries:
    """One series of the disc with its voxels."""

    study: DemoStudy
    number: int
    description: str
    kernel: str
    volume: Volume
    slice_thickness_mm: float
    kvp: float = 120.0
    is_localizer: bool = False

    @property
    def image_type(self) -> tuple[str, ...]:
        """The DICOM Image Type (0008,0008)."""
        return ("ORIGINAL", "PRIMARY", "LOCALIZER" if self.is_localizer else "AXIAL")


RECENT = DemoStudy("2", "CT temporal bones", "20260309", "101530")
EARLIER = DemoStudy("1", "CT skull base", "20211116", "143205")


def demo_anatomy(seed: int = DEMO_SEED) -> Anatomy:
    """The patient of the recent study, lying nearly straight as positioned patients do."""
    anatomy = Anatomy.draw(seed)
    return replace(anatomy, head=replace(anatomy.head, rotation_deg=RECENT_POSE_DEG))


def demo_studies(seed: int = DEMO_SEED, reporter: Reporter | None = None) -> Iterator[DemoSeries]:
    """Localizer, thin bone and soft series of the recent study, then the earlier, coarser study.

    Series are made one by one as they are taken, so that only one is in memory.
    """
    report = reporter or Reporter()
    anatomy = demo_anatomy(seed)
    scene = Scene(anatomy)
    yield _localizer(scene, RECENT)
    circular = replace(BONE, circular=True)
    yield _series(scene, RECENT, 2, "Temporal bone 0.4 UHR bone", circular, (0.33, 0.4), report.part(0.02, 0.55))
    soft = replace(SOFT, circular=True)
    yield _series(scene, RECENT, 3, "Head 1.5 soft", soft, (0.66, 1.5), report.part(0.55, 0.75))
    # the same person five years before, lying differently
    earlier = Scene(replace(anatomy, head=replace(anatomy.head, rotation_deg=EARLIER_POSE_DEG)))
    old = replace(OLD_BONE, circular=True)
    yield _series(earlier, EARLIER, 2, "Skull base 1.25 bone plus", old, (0.43, 1.25), report.part(0.75, 1.0))


def demo_grid(anatomy: Anatomy, in_plane_mm: float, step_mm: float) -> Grid:
    """The slab of both temporal bones that every series of a study covers."""
    center = anatomy.head_frame.to_lps(MIDDLE_MM)
    return axial_grid(center, (FIELD_MM, FIELD_MM, SLAB_MM), (in_plane_mm, in_plane_mm, step_mm))


def _series(
    scene: Scene,
    study: DemoStudy,
    number: int,
    description: str,
    scanner: Scanner,
    spacing_mm: tuple[float, float],
    reporter: Reporter,
) -> DemoSeries:
    in_plane, step = spacing_mm
    grid = demo_grid(scene.anatomy, in_plane, step)
    volume = scan(scene, grid, scanner, noise_seed=number, reporter=reporter)
    volume = replace(volume, title=description)
    return DemoSeries(study, number, description, scanner.kernel, volume, scanner.slice_thickness_mm)


def _localizer(scene: Scene, study: DemoStudy) -> DemoSeries:
    """The side view that the examination was planned on: attenuation summed across the head."""
    step = 2.0
    front, top = -120.0, 120.0
    hu = paint_block(scene, Grid((100, 120, 96), (2.0, step, step), (-96.0, front, top - 200.0)))
    along = np.clip(hu / 1000.0 + 1.0, 0.0, 2.5).mean(axis=2)[::-1]
    image = np.rint(np.sqrt(along) * 1400.0 - 1000.0).astype(np.int16)
    grid = Grid(
        (1, 100, 120), (1.0, step, step), (0.0, front, top), ((-1.0, 0.0, 0.0), (0.0, 0.0, -1.0), (0.0, 1.0, 0.0))
    )
    return DemoSeries(
        study, 1, "Topogram 0.6 T20f", "T20f", Volume(image[None], grid, title="Topogram"), 0.6, is_localizer=True
    )
