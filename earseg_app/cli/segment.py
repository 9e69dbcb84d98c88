"""`earseg segment`: a label map of both inner ears."""

from __future__ import annotations

import argparse
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from earseg_app.cli.console import RESEARCH_USE, open_scan, progress, run_segmenter, say, write_json
from earseg_app.cli.options import model_options, quiet_option, series_option, source_options
from earseg_app.version import __version__

if TYPE_CHECKING:
    from earseg_app.domain.segmentation import Segmentation
    from earseg_app.domain.volume import Volume

SUMMARY = "Segment both inner ears."


def add_options(parser: argparse.ArgumentParser) -> None:
    """The words of this verb."""
    source_options(parser)
    series_option(parser)
    model_options(parser)
    quiet_option(parser)
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.nii.gz", help="label map to write")
    parser.add_argument(
        "--shares",
        action="store_true",
        help="also write how much of each voxel the network takes for ear, beside the label map: OUT_share_1.nii.gz …",
    )
    parser.add_argument("--report", type=Path, metavar="OUT.json", help="what was found, as JSON")


def run(options: argparse.Namespace) -> None:
    """Segment a scan and write its labels, and a report if asked for."""
    from earseg_app.dicom.images import write_labels, write_share

    started = time.monotonic()
    reporter = progress(options.quiet)
    volume = open_scan(options, reporter.part(0.0, 0.2))
    segmentation = run_segmenter(options, volume, reporter.part(0.2, 1.0))
    write_labels(options.output, segmentation)
    if options.shares:
        for number, share in enumerate(segmentation.shares, 1):
            write_share(_share_path(options.output, number), share)
    if options.report:
        write_json(options.report, _segmentation_report(volume, segmentation, time.monotonic() - started))
    if not segmentation.ears:
        say("No inner ear was found in this scan; the label map is empty.")
    for ear in segmentation.ears:
        reasons = " ".join(ear.reasons)
        say(f"{ear.side.word.capitalize()} ear: {ear.verdict.value}. {reasons}".rstrip())


def _share_path(labels: Path, number: int) -> Path:
    from earseg_app.dicom.images import image_suffix

    stem = labels.name[: len(labels.name) - len(image_suffix(labels))]
    return labels.with_name(f"{stem}_share_{number}.nii.gz")


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
                "malformed": ear.malformed,
                "seconds": round(made_by.seconds / len(segmentation.ears), 3) if made_by else None,
            }
            for ear in segmentation.ears
        ],
    }
