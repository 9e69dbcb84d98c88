"""The composition root without a window: `earseg catalog | segment | measure | mesh | demo`."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from earseg_app import paths
from earseg_app.domain.anatomy import Side
from earseg_app.domain.errors import EarsegError, ExportError
from earseg_app.domain.progress import Reporter, Step
from earseg_app.version import __version__

if TYPE_CHECKING:
    from earseg_app.domain.segmentation import Segmentation
    from earseg_app.domain.volume import Volume

RESEARCH_USE = "Research use only, not a medical device."
INTERRUPTED = 130
MESH_FORMATS = ("stl", "stl-ascii", "ply", "obj", "vtp", "3mf", "glb")


def is_for_terminal(words: Sequence[str]) -> bool:
    """Whether these words of the command line are for this module and not for the window."""
    return bool(words) and (words[0] in _VERBS or words[0] in ("--version", "-h", "--help"))


def main(argv: Sequence[str]) -> int:
    """Run one verb; returns 0, or non-zero after one clear sentence on stderr."""
    options = _parser().parse_args(argv)
    try:
        verb: Callable[[argparse.Namespace], None] = options.run
        verb(options)
    except EarsegError as error:
        _say(error.sentence(), sys.stderr)
        return 1
    except OSError as error:
        _say(f"{error.strerror or error}: {error.filename or ''}. Check the path and its permissions.", sys.stderr)
        return 1
    except KeyboardInterrupt:
        _say("Stopped; nothing was written.", sys.stderr)
        return INTERRUPTED
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="earseg",
        description="Segment, measure and export inner ears from temporal-bone CT. Without a verb the window opens.",
        epilog=RESEARCH_USE,
    )
    parser.add_argument("--version", action="version", version=f"EarSeg {__version__}")
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    for name, (run, summary, add_options) in _VERBS.items():
        sub = verbs.add_parser(name, help=summary, description=summary)
        sub.set_defaults(run=run)
        add_options(sub)
    return parser


def _source_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", type=Path, metavar="PATH", help="folder, DICOMDIR, zip, DICOM file, NIfTI or NRRD")


def _series_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--series", metavar="UID", help="which series; by default the one that suits the inner ear best"
    )


def _quiet_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="show no progress")


# --- catalog ---------------------------------------------------------------------------------------------------


def _catalog_options(parser: argparse.ArgumentParser) -> None:
    _source_options(parser)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")


def _catalog(options: argparse.Namespace) -> None:
    from earseg_app.dicom.catalog import read_catalog

    catalog = read_catalog(options.path, Reporter())
    if options.json:
        _say(json.dumps(asdict(catalog), indent=2, default=str, ensure_ascii=False))
        return
    best = catalog.best_series()
    for patient in catalog.patients:
        _say(f"{patient.name or 'unnamed'}  {patient.id}")
        for study in patient.studies:
            _say(f"  {study.date}  {study.description}")
            for series in study.series:
                mark = "*" if series is best else " "
                _say(f"  {mark} {series.slice_count:4d} images  {series.modality}  {series.description}  {series.uid}")
                if series.refusal:
                    _say(f"         {series.refusal}")
    for broken in catalog.broken:
        _say(f"  unreadable: {broken.path.name}: {broken.reason}")


# --- segment ---------------------------------------------------------------------------------------------------


def _segment_options(parser: argparse.ArgumentParser) -> None:
    _source_options(parser)
    _series_option(parser)
    _quiet_option(parser)
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.nii.gz", help="label map to write")
    parser.add_argument("--report", type=Path, metavar="OUT.json", help="what was found, as JSON")


def _segment(options: argparse.Namespace) -> None:
    from earseg_app.dicom.images import write_labels

    started = time.monotonic()
    reporter = _progress(options.quiet)
    volume = _open(options, reporter.part(0.0, 0.2))
    segmentation = _run_segmenter(volume, reporter.part(0.2, 1.0))
    write_labels(options.output, segmentation)
    if options.report:
        _write_json(options.report, _segmentation_report(volume, segmentation, time.monotonic() - started))
    if not segmentation.ears:
        _say("No inner ear was found in this scan; the label map is empty.")
    for ear in segmentation.ears:
        reasons = " ".join(ear.reasons)
        _say(f"{ear.side.word.capitalize()} ear: {ear.verdict.value}. {reasons}".rstrip())


def _segmentation_report(volume: Volume, segmentation: Segmentation, seconds: float) -> dict[str, Any]:
    made_by = segmentation.provenance
    return {
        "program": f"EarSeg {__version__}",
        "notice": RESEARCH_USE,
        "frame": "LPS mm",
        "series_uid": volume.series_uid,
        "spacing_zyx_mm": list(volume.grid.spacing_zyx_mm),
        "notes": list(volume.notes),
        "model": asdict(made_by) if made_by else None,
        "seconds": round(seconds, 3),
        "found": bool(segmentation.ears),
        "ears": [
            {
                "side": ear.side.value,
                "centroid_lps_mm": [round(v, 3) for v in ear.centroid_lps_mm],
                "volumes_mm3": {part.key: round(volume_mm3, 2) for part, volume_mm3 in ear.volumes_mm3.items()},
                "verdict": ear.verdict.value,
                "reasons": list(ear.reasons),
                "seconds": round(made_by.seconds / len(segmentation.ears), 3) if made_by else None,
            }
            for ear in segmentation.ears
        ],
    }


# --- measure ---------------------------------------------------------------------------------------------------


def _measure_options(parser: argparse.ArgumentParser) -> None:
    _source_options(parser)
    _series_option(parser)
    _quiet_option(parser)
    parser.add_argument("--labels", type=Path, metavar="L.nii.gz", help="measure these labels instead of segmenting")
    parser.add_argument("--json", type=Path, required=True, metavar="OUT.json", help="where the measures go")


def _measure(options: argparse.Namespace) -> None:
    from earseg_app.dicom.images import read_labels
    from earseg_app.domain.measure import measure_ears

    reporter = _progress(options.quiet)
    if options.labels:
        segmentation = read_labels(options.labels)
    else:
        volume = _open(options, reporter.part(0.0, 0.2))
        segmentation = _run_segmenter(volume, reporter.part(0.2, 0.9))
    report = {"program": f"EarSeg {__version__}", "notice": RESEARCH_USE, "frame": "LPS mm"}
    _write_json(options.json, report | measure_ears(segmentation))


# --- mesh ------------------------------------------------------------------------------------------------------


def _mesh_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("labels", type=Path, metavar="LABELS.nii.gz", help="label map of `earseg segment`")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="DIR", help="folder for the surfaces")
    parser.add_argument("--format", default="stl", choices=MESH_FORMATS, help="file format (default: stl, binary)")
    parser.add_argument(
        "--frame", default="LPS", choices=("LPS", "RAS"), help="patient frame (default: LPS, as in DICOM)"
    )
    parser.add_argument("--scale", type=float, default=1.0, help="magnification for printing (default: 1)")
    parser.add_argument("--max-triangles", type=int, metavar="N", help="simplify each surface to this many triangles")
    parser.add_argument("--overwrite", action="store_true", help="replace files of the same name")
    _quiet_option(parser)


def _mesh(options: argparse.Namespace) -> None:
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
        reporter=_progress(options.quiet),
    )
    for path in written:
        _say(str(path))


# --- demo ------------------------------------------------------------------------------------------------------


def _demo_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="where the demo CD is written")
    _quiet_option(parser)


def _demo(options: argparse.Namespace) -> None:
    from earseg_app.demo_cd import write_demo_cd

    write_demo_cd(options.folder, _progress(options.quiet))
    _say(f"The demo CD lies in {options.folder}")


# --- shared by the verbs ---------------------------------------------------------------------------------------


def _open(options: argparse.Namespace, reporter: Reporter) -> Volume:
    from earseg_app.dicom.open_path import open_any

    return open_any(options.path, options.series, reporter)


def _run_segmenter(volume: Volume, reporter: Reporter) -> Segmentation:
    from earseg_app.inference.segmenter import Segmenter

    return Segmenter(paths.ear_model(), paths.locator_model()).segment(volume, reporter)


def _write_json(path: Path, content: dict[str, Any]) -> None:
    from earseg_app.dicom.atomic import writing

    with writing(path) as part:
        part.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _progress(quiet: bool) -> Reporter:
    if quiet or not sys.stderr.isatty():
        return Reporter()
    return Reporter(_show_step)


def _show_step(step: Step) -> None:
    sys.stderr.write(f"\r\x1b[K{step.fraction:4.0%}  {step.message}" + ("\n" if step.fraction >= 1.0 else ""))
    sys.stderr.flush()


def _say(sentence: str, stream: Any = None) -> None:
    (stream or sys.stdout).write(sentence + "\n")


_VERBS: dict[str, tuple[Callable[[argparse.Namespace], None], str, Callable[[argparse.ArgumentParser], None]]] = {
    "catalog": (_catalog, "List what is on a disc.", _catalog_options),
    "segment": (_segment, "Segment both inner ears.", _segment_options),
    "measure": (_measure, "Measure the cochlea of each ear.", _measure_options),
    "mesh": (_mesh, "Write closed surfaces in patient millimetres.", _mesh_options),
    "demo": (_demo, "Write the demo CD.", _demo_options),
}
