"""`earseg mesh`: closed surfaces of a label map."""

from __future__ import annotations

import argparse
from pathlib import Path

from earseg_app.cli.console import progress, say
from earseg_app.cli.options import quiet_option
from earseg_app.domain.anatomy import Side
from earseg_app.domain.errors import ExportError

MESH_FORMATS = ("stl", "stl-ascii", "ply", "obj", "vtp", "3mf", "glb")

SUMMARY = "Write closed surfaces in patient millimetres."


def add_options(parser: argparse.ArgumentParser) -> None:
    """The words of this verb."""
    parser.add_argument("labels", type=Path, metavar="LABELS.nii.gz", help="label map of `earseg segment`")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="DIR", help="folder for the surfaces")
    parser.add_argument("--format", default="stl", choices=MESH_FORMATS, help="file format (default: stl, binary)")
    parser.add_argument(
        "--frame", default="LPS", choices=("LPS", "RAS"), help="patient frame (default: LPS, as in DICOM)"
    )
    parser.add_argument("--scale", type=float, default=1.0, help="magnification for printing (default: 1)")
    parser.add_argument("--max-triangles", type=int, metavar="N", help="simplify each surface to this many triangles")
    parser.add_argument("--overwrite", action="store_true", help="replace files of the same name")
    quiet_option(parser)


def run(options: argparse.Namespace) -> None:
    """Write the surfaces of every ear of a label map."""
    from earseg_app.dicom.images import read_labels
    from earseg_app.mesh.ears import ear_surfaces
    from earseg_app.mesh.export import export_surfaces

    segmentation = read_labels(options.labels)
    sides = [side for side in Side if side in segmentation.sides()]
    if not sides:
        raise ExportError(
            "The label map holds no ear, so there is nothing to export.", "Segment a scan with an inner ear first."
        )
    surfaces = [
        surface
        for side in sides
        for surface in ear_surfaces(segmentation, side, whole=True, max_triangles=options.max_triangles)
    ]
    written = export_surfaces(
        surfaces,
        options.output,
        file_format=options.format,
        frame=options.frame,
        scale=options.scale,
        grid=segmentation.grid,
        overwrite=options.overwrite,
        reporter=progress(options.quiet),
    )
    for path in written:
        say(str(path))
