"""What presenters reach through ports, loaded when first used: importing this loads no torch, no pydicom, no VTK."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from earseg_app.domain.anatomy import Part, Side
from earseg_app.domain.progress import Reporter
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.study import Catalog, Series
from earseg_app.domain.volume import Volume
from earseg_app.presenters.ports import CheckedSurfaces, ExportRequest, SegmenterPort

# The window writes a surface per file; STL first, for it is what printers take.
FORMATS = ("stl", "ply", "obj")


class Library:
    """The `LibraryPort` over `dicom/` and the demo CD."""

    def __init__(self, demo_folder: Path) -> None:
        self._demo_folder = demo_folder

    def look(self, place: Path, reporter: Reporter, on_found: Callable[[Catalog], None]) -> Catalog | Volume:
        """What lies at a place: a catalog, or the volume of a NIfTI, NRRD or MetaImage file."""
        from earseg_app.dicom.catalog import scan
        from earseg_app.dicom.images import image_suffix, read_image

        if image_suffix(place):
            return read_image(place, reporter)
        catalog = Catalog(place)
        for catalog in scan(place, reporter):
            on_found(catalog)
        return catalog

    def read(self, series: Series, reporter: Reporter) -> Volume:
        """The volume of one series."""
        from earseg_app.dicom.reader import read_series

        return read_series(series, reporter)

    def thumbnail(self, series: Series) -> NDArray[np.uint8]:
        """The middle slice, grey values [row, column]."""
        from earseg_app.dicom.thumbnail import thumbnail

        return thumbnail(series)

    def demo(self, reporter: Reporter) -> Path:
        """The folder of the demo CD, written on first use."""
        from earseg_app.demo_cd import write_demo_cd

        if not (self._demo_folder / "DICOMDIR").is_file():
            write_demo_cd(self._demo_folder, reporter)
        return self._demo_folder


class LazySegmenter:
    """The `SegmenterPort` that loads torch and the model within the task that first needs them."""

    def __init__(self, ear: Path, locator: Path, threads: int | None = None) -> None:
        self._ear = ear
        self._locator = locator
        self._threads = threads
        self._segmenter: SegmenterPort | None = None
        self._lock = threading.Lock()

    def segment(self, volume: Volume, reporter: Reporter) -> Segmentation:
        """Labels on the grid of the volume; empty when there is no ear."""
        with self._lock:
            if self._segmenter is None:
                reporter.step(0.0, "Loading the model")
                from earseg_app.inference.segmenter import Segmenter

                self._segmenter = Segmenter(self._ear, self._locator, self._threads)
        return self._segmenter.segment(volume, reporter)

    def describe(self) -> str:
        """Name and version of the ear model.

        Raises:
            ModelError: if it is missing or damaged.
        """
        from earseg_app.inference.bundle import read_manifest

        manifest = read_manifest(self._ear)
        return f"{manifest.name} {manifest.version}"


class SurfaceMaker:
    """The `SurfacePort` over `mesh/`."""

    def formats(self) -> tuple[str, ...]:
        """The file formats, the usual one first."""
        return FORMATS

    def file_names(self, segmentation: Segmentation, request: ExportRequest) -> tuple[str, ...]:
        """The names of the files that a request writes."""
        names = []
        for ear in segmentation.ears:
            if ear.side in request.sides:
                parts = [part for part in Part if ear.volumes_mm3.get(part, 0.0) > 0.0] if request.parts else []
                wanted: list[Part | None] = [*parts, *([None] if request.whole else [])]
                names += [f"{_surface_name(ear.side, part)}.{request.file_format}" for part in wanted]
        return tuple(names)

    def make(self, segmentation: Segmentation, request: ExportRequest, reporter: Reporter) -> CheckedSurfaces:
        """The surfaces of a request and what their check says."""
        from earseg_app.mesh.check import Finding, Severity, check
        from earseg_app.mesh.ears import ear_surfaces
        from earseg_app.mesh.repair import repaired
        from earseg_app.mesh.surface import Surface

        sides = [side for side in Side if side in request.sides]
        mended: list[str] = []
        for side in sides:
            reporter.step(0.0, f"Mending the {side.word} ear")
            segmentation, sentences = repaired(segmentation, side)
            mended += sentences
        surfaces: list[Surface] = []
        for number, side in enumerate(sides):
            part = reporter.part(0.8 * number / len(sides), 0.8 * (number + 1) / len(sides))
            surfaces += ear_surfaces(segmentation, side, parts=request.parts, whole=request.whole, reporter=part)
        findings: list[Finding] = []
        for number, surface in enumerate(surfaces):
            reporter.step(0.8 + 0.2 * number / len(surfaces), f"Checking {surface.title.lower()}")
            findings += check(surface)
        errors = tuple(found.sentence for found in findings if found.severity is Severity.ERROR)
        warnings = tuple(found.sentence for found in findings if found.severity is Severity.WARNING)
        return CheckedSurfaces(tuple(surfaces), errors, warnings, tuple(mended))

    def write(
        self,
        checked: CheckedSurfaces,
        segmentation: Segmentation,
        request: ExportRequest,
        folder: Path,
        overwrite: bool,
        reporter: Reporter,
    ) -> tuple[Path, ...]:
        """Write them all, or none; returns the files."""
        from earseg_app.mesh.export import export_surfaces
        from earseg_app.mesh.surface import Surface

        surfaces = checked.surfaces
        if not isinstance(surfaces, tuple) or not all(isinstance(surface, Surface) for surface in surfaces):
            raise TypeError("these surfaces were made elsewhere")
        return export_surfaces(
            surfaces,
            folder,
            file_format=request.file_format,
            grid=segmentation.grid,
            model=segmentation.provenance,
            overwrite=overwrite,
            reporter=reporter,
        )


def _surface_name(side: Side, part: Part | None) -> str:
    from earseg_app.mesh.ears import surface_name

    return surface_name(side, part)
