"""The `SurfacePort`: surfaces made, checked and written."""

from __future__ import annotations

from pathlib import Path

from earseg_app.domain.anatomy import Part, Side
from earseg_app.domain.progress import Reporter
from earseg_app.domain.segmentation import Segmentation
from earseg_app.presenters.ports import CheckedSurfaces, ExportRequest

# The window writes a surface per file; STL first, for it is what printers take.
FORMATS = ("stl", "ply", "obj")


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
            mended += [mending.done() for mending in sentences]
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
