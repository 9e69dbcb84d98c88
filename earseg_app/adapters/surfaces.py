"""The `SurfacePort`: models made, checked and written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from earseg_app.domain.anatomy import Part, Side
from earseg_app.domain.progress import Reporter
from earseg_app.domain.segmentation import EarFinding, Segmentation
from earseg_app.domain.structures import Structure
from earseg_app.domain.volume import Volume
from earseg_app.presenters.surface_port import CheckedSurfaces, ExportRequest
from earseg_app.session.model_preview import ModelPreview, PreviewPiece

if TYPE_CHECKING:
    from earseg_app.mesh.model import Model
    from earseg_app.mesh.placement import Frame
    from earseg_app.mesh.plan import ModelPlan
    from earseg_app.mesh.printing.printers import Printer

# STL first, for it is what printers take.
FORMATS = ("stl", "3mf", "obj", "ply", "glb", "vtp", "stl-ascii")


class SurfaceMaker:
    """The `SurfacePort` over `mesh/`."""

    def formats(self) -> tuple[str, ...]:
        """The file formats, the usual one first."""
        return FORMATS

    def printers(self) -> tuple[tuple[str, str], ...]:
        """Key and name of each kind of printer."""
        from earseg_app.mesh.printing.printers import PRINTERS

        return tuple((printer.key, printer.title) for printer in PRINTERS)

    def file_names(self, segmentation: Segmentation, request: ExportRequest) -> tuple[str, ...]:
        """The names of the files that a request writes."""
        from earseg_app.mesh.beside import extra_of
        from earseg_app.mesh.export import file_names

        names = [name for ear in segmentation.ears if ear.side in request.sides for name in _names(ear, request)]
        names += [extra.name for extra in extra_of(_wished(segmentation, request))]
        plan = _plan(segmentation, request)
        frame: Frame = plan.frame if plan.printer is None else "plate"
        return file_names(names, request.file_format, frame=frame, scale=plan.scale) if names else ()

    def make(
        self, segmentation: Segmentation, volume: Volume, request: ExportRequest, reporter: Reporter
    ) -> CheckedSurfaces:
        """The model of a request and what its check says."""
        from earseg_app.mesh.check import Severity
        from earseg_app.mesh.make import make_model
        from earseg_app.mesh.printing.check import scale_that_fits
        from earseg_app.mesh.words import figures_of

        plan = _plan(segmentation, request)
        model = make_model(segmentation, plan, volume=volume if request.bone else None, reporter=reporter)
        return CheckedSurfaces(
            model,
            tuple(found.sentence for found in model.findings if found.severity is Severity.ERROR),
            tuple(found.sentence for found in model.findings if found.severity is Severity.WARNING),
            model.mended,
            any(found.repairable for found in model.findings),
            lambda units: figures_of(model, units),
            _preview(model, plan.printer),
            scale_that_fits(model),
        )

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
        from earseg_app.mesh.export import export_model
        from earseg_app.mesh.model import Model

        model = checked.surfaces
        if not isinstance(model, Model):
            raise TypeError("this model was made elsewhere")
        return export_model(
            model,
            folder,
            file_format=request.file_format,
            grid=segmentation.grid,
            made_by=segmentation.provenance,
            overwrite=overwrite,
            reporter=reporter,
        )


def _names(ear: EarFinding, request: ExportRequest) -> Iterator[str]:
    """The surfaces of one ear, in the order in which they are made."""
    from earseg_app.mesh.bone import bone_name
    from earseg_app.mesh.cast import cast_names
    from earseg_app.mesh.ears import surface_name
    from earseg_app.mesh.printing.prepare import stand_name

    whole = surface_name(ear.side, None)
    if request.parts:
        yield from (surface_name(ear.side, part) for part in Part if ear.volumes_mm3.get(part, 0.0) > 0.0)
        if request.printer and request.stand:
            yield stand_name(ear.side)
    if request.whole:
        yield whole
    if request.cast:
        yield from cast_names(whole)
    if request.bone:
        yield bone_name(ear.side)


def _wished(segmentation: Segmentation, request: ExportRequest) -> list[Structure]:
    return [each for each in segmentation.structures if each.code in request.structures]


def _plan(segmentation: Segmentation, request: ExportRequest) -> ModelPlan:
    from earseg_app.mesh.beside import extra_of
    from earseg_app.mesh.plan import BonePlan, ModelPlan
    from earseg_app.mesh.printing.printers import printer_of

    printer = printer_of(request.printer) if request.printer else None
    return ModelPlan(
        sides=tuple(side for side in Side if side in request.sides),
        parts=request.parts,
        whole=request.whole,
        cast=request.cast,
        cut=request.cut,
        bone=BonePlan(request.bone_hu, request.bone_radius_mm, request.bone_box) if request.bone else None,
        printer=printer,
        scale=request.scale if printer else 1.0,
        frame=request.frame,
        hollow=request.hollow and printer is not None,
        stand=request.stand and printer is not None,
        code=request.code if printer else "",
        repair=request.repair,
        seamless=request.seamless,
        max_triangles=request.max_triangles,
        max_deviation_mm=request.max_deviation_mm,
        from_shares=request.from_shares,
        extra=extra_of(_wished(segmentation, request)),
    )


def _preview(model: Model, printer: Printer | None) -> ModelPreview:
    """What is written, as the 3D view shows it; RAS is turned to LPS, for the view names its axes so."""
    from earseg_app.mesh.bone import BONE_NAME
    from earseg_app.mesh.ears import WHOLE_EAR

    signs = model.placement.signs
    parts = len(model.surfaces) > 1  # in the patient the whole ear and the bone enclose them
    pieces = []
    for item in model.items:
        for surface in item.surfaces:
            walls = model.walls.get(surface.name)
            skin = surface if walls is None else walls
            pieces.append(
                PreviewPiece(
                    surface.title,
                    item.placement.of(skin.vertices_lps_mm) * signs,
                    skin.triangles,
                    surface.color,
                    None if walls is None else item.placement.scale * walls.thickness_mm,
                    veiled=printer is None and parts and surface.name.endswith((WHOLE_EAR, BONE_NAME)),
                )
            )
    plate = (printer.build_mm[0], printer.build_mm[1]) if printer else None
    return ModelPreview(tuple(pieces), _frame_words(model, printer), plate, printer.feature_mm if printer else None)


def _frame_words(model: Model, printer: Printer | None) -> str:
    """In which frame, unit and scale the model lies, for people."""
    scale = "" if model.placement.scale == 1.0 else f"× {model.placement.scale:g}, "
    return f"{scale}mm" if printer else f"{scale}{model.placement.frame} mm"
