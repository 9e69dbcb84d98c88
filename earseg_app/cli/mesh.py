"""`earseg mesh`: surfaces of a label map, for planning or for a printer."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from earseg_app.cli.console import progress, say
from earseg_app.cli.mesh_input import read_input
from earseg_app.cli.options import quiet_option, series_option
from earseg_app.domain.anatomy import Side
from earseg_app.domain.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from earseg_app.domain.segmentation import Segmentation
    from earseg_app.domain.structures import Structure
    from earseg_app.mesh.plan import ExtraLabel, ModelPlan

MESH_FORMATS = ("stl", "stl-ascii", "ply", "obj", "vtp", "3mf", "glb")
WHAT = ("parts", "whole", "cast", "bone", "structures")
LEAST_TRIANGLES, LEAST_RADIUS_MM = 100, 2.0
PRINTERS = ("fdm", "sla", "sls")

SUMMARY = "Write closed surfaces in patient millimetres, or models ready to print."


def add_options(parser: argparse.ArgumentParser) -> None:
    """The words of this verb."""
    parser.add_argument("labels", type=Path, metavar="LABELS", help="label map of `earseg segment`, or a case file")
    parser.add_argument(
        "--shares",
        type=Path,
        nargs="+",
        default=[],
        metavar="FILE",
        help="what `earseg segment --shares` wrote, for surfaces between voxel centres; a case file holds it already",
    )
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="DIR", help="folder for the surfaces")
    parser.add_argument("--format", default="stl", choices=MESH_FORMATS, help="file format (default: stl, binary)")
    parser.add_argument("--overwrite", action="store_true", help="replace files of the same name")
    parser.add_argument("--check-only", action="store_true", help="make and check the model, write nothing")
    quiet_option(parser)
    _content_options(parser.add_argument_group("what"))
    series_option(parser)
    _surface_options(parser.add_argument_group("surfaces"))
    _print_options(parser.add_argument_group("printing"))


def run(options: argparse.Namespace) -> None:
    """Make, check and write the model, and say what there is to say about it."""
    from earseg_app.mesh.check import Severity
    from earseg_app.mesh.export import export_model
    from earseg_app.mesh.fit import make_fitting
    from earseg_app.mesh.make import make_model
    from earseg_app.mesh.words import figures_of

    reporter = progress(options.quiet)
    plan = _plan(options)
    segmentation, volume = read_input(options, reporter.part(0.0, 0.1))
    plan = replace(plan, extra=_extra(options, segmentation))
    make = make_fitting if options.fit else make_model
    model = make(segmentation, plan, volume=volume, reporter=reporter.part(0.1, 0.8))
    for sentence in (*model.mended, *(finding.sentence for finding in model.findings)):
        say(sentence)
    say(figures_of(model))
    if options.check_only:
        wrong = [finding for finding in model.findings if finding.severity is Severity.ERROR]
        if wrong:
            raise ExportError(wrong[0].sentence, "Smooth or correct the labels of this part.")
        return
    written = export_model(
        model,
        options.output,
        file_format=options.format,
        grid=segmentation.grid,
        made_by=segmentation.provenance,
        overwrite=options.overwrite,
        reporter=reporter.part(0.8, 1.0),
    )
    for path in written:
        say(str(path))


def _content_options(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--what",
        nargs="+",
        default=("parts", "whole"),
        choices=WHAT,
        help="parts: each by itself; whole: the fluid space as one solid; cast: a block with that space as a cavity,"
        " in two halves with pins; bone: from the CT; structures: whatever else was painted (default: parts whole)",
    )
    group.add_argument(
        "--cut", default="axial", choices=("axial", "coronal", "sagittal"), help="plane that parts the cast (axial)"
    )
    group.add_argument("--side", choices=[side.value for side in Side], help="one ear only (default: both)")
    group.add_argument(
        "--label",
        action="append",
        default=[],
        metavar="LABEL",
        help="another label: the name that the file gives it, such as 'facial nerve (right)', 'facial nerve' for both"
        " sides, or its value with a name, such as 21=facial_nerve",
    )
    group.add_argument(
        "--scan", dest="path", type=Path, metavar="PATH", help="the CT, for bone; a case file may hold it"
    )
    group.add_argument("--bone-hu", type=float, default=700.0, metavar="HU", help="threshold of bone (default: 700)")
    group.add_argument("--radius", type=float, default=20.0, metavar="MM", help="bone round the ear (default: 20 mm)")
    group.add_argument("--box", action="store_true", help="crop bone to a box of that half edge, not to a sphere")


def _surface_options(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--repair", action="store_true", help="drop islands, fill cavities, give specks to their part")
    group.add_argument(
        "--from-labels", action="store_true", help="surfaces of the labels alone, though the shares are known"
    )
    group.add_argument("--seamless", action="store_true", help="no gaps between the parts")
    group.add_argument("--max-triangles", type=int, metavar="N", help="simplify each surface to this many triangles")
    group.add_argument(
        "--max-deviation", type=float, metavar="MM", help="simplify less where it would move a surface further"
    )
    group.add_argument(
        "--frame", default="LPS", choices=("LPS", "RAS", "plate"), help="patient frame (default: LPS, as in DICOM)"
    )
    group.add_argument("--scale", type=float, default=1.0, help="magnification, 1 to 20 (default: 1)")


def _print_options(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--printer", choices=PRINTERS, help="thicken what it cannot make, and stand the models on its plate"
    )
    group.add_argument(
        "--fit", action="store_true", help="smaller than --scale where that exceeds the printer's build volume"
    )
    group.add_argument("--hollow", action="store_true", help="whole ear: hollow it, with drain holes")
    group.add_argument("--stand", action="store_true", help="a foot with pillars and a label")
    group.add_argument("--code", default="", help="case code for the label beside side and scale; no patient's name")


def _plan(options: argparse.Namespace) -> ModelPlan:
    from earseg_app.mesh.plan import SCALES, BonePlan, ModelPlan
    from earseg_app.mesh.printing.printers import printer_of

    if not SCALES[0] <= options.scale <= SCALES[1]:
        raise ExportError(f"A scale of {options.scale:g} is not possible.", "Choose one from 1 to 20.")
    for given, least, words in (
        (options.max_triangles, LEAST_TRIANGLES, "--max-triangles"),
        (options.max_deviation, 0.0, "--max-deviation"),
        (options.radius, LEAST_RADIUS_MM, "--radius"),
    ):
        if given is not None and given < least:
            raise ExportError(f"{words} of {given:g} is not possible.", f"Choose {least:g} or more.")
    if (options.hollow or options.stand or options.code or options.fit) and not options.printer:
        raise ExportError(
            "Hollowing, stands, labels and --fit need to know the printer.", "Add --printer fdm, sla or sls."
        )
    return ModelPlan(
        sides=tuple(side for side in Side if options.side in (None, side.value)),
        parts="parts" in options.what,
        whole="whole" in options.what,
        cast="cast" in options.what,
        cut=options.cut,
        bone=BonePlan(options.bone_hu, options.radius, options.box) if "bone" in options.what else None,
        seamless=options.seamless,
        printer=printer_of(options.printer) if options.printer else None,
        scale=options.scale,
        frame=options.frame,
        hollow=options.hollow,
        stand=options.stand,
        code=options.code,
        max_triangles=options.max_triangles,
        max_deviation_mm=options.max_deviation,
        repair=options.repair,
        from_shares=not options.from_labels,
    )


def _extra(options: argparse.Namespace, segmentation: Segmentation) -> tuple[ExtraLabel, ...]:
    """The labels beside those of the ears that are asked for."""
    from earseg_app.mesh.beside import extra_of

    painted = [each for each in segmentation.structures if each.voxels]
    chosen = painted if "structures" in options.what else []
    named = [_named(words, painted) for words in options.label if "=" not in words]
    chosen = [*chosen, *(each for found in named for each in found if each not in chosen)]
    return (*extra_of(chosen), *(_valued(words) for words in options.label if "=" in words))


def _named(words: str, painted: Sequence[Structure]) -> list[Structure]:
    from earseg_app.domain.structures import slug

    wanted = slug(words)
    found = [each for each in painted if wanted in (slug(each.name), slug(each.title), each.key)]
    if not found:
        there = ", ".join(each.words for each in painted) or "nothing but ears"
        raise ExportError(
            f"No label is called {words}.", f"There is: {there}. A value is written like 21=facial_nerve."
        )
    return found


def _valued(words: str) -> ExtraLabel:
    from earseg_app.mesh.plan import ExtraLabel

    code, _, name = words.partition("=")
    if not code.isdigit() or not 0 < int(code) < 256 or not name:
        raise ExportError(f"The label {words} is not understood.", "Write it like 21=facial_nerve.")
    return ExtraLabel(int(code), name)
