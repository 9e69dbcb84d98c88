"""What `earseg mesh` makes surfaces of: a label map, with what the network took for ear, or a case file."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from earseg_app.cli.console import open_scan
from earseg_app.domain.errors import ExportError
from earseg_app.domain.progress import Reporter

if TYPE_CHECKING:
    from earseg_app.domain.geometry import Grid
    from earseg_app.domain.segmentation import EarShare, Segmentation
    from earseg_app.domain.volume import Volume


def read_input(options: argparse.Namespace, reporter: Reporter) -> tuple[Segmentation, Volume | None]:
    """The labels, with all other labels of the map when some are asked for, and the CT when bone is wanted."""
    from earseg_app.session.case_file import SUFFIX

    wants_bone = "bone" in options.what
    if options.labels.suffix == SUFFIX:
        segmentation, volume = _case(options.labels, reporter)
    else:
        segmentation, volume = _labels(options), None
    segmentation = replace(segmentation, shares=(*segmentation.shares, *_shares(options.shares, segmentation.grid)))
    if wants_bone and options.path is not None:
        volume = open_scan(options, reporter)
    if wants_bone and volume is None:
        raise ExportError("Bone is made from the CT, and no CT is given.", "Name it with --scan.")
    return segmentation, volume if wants_bone else None


def _case(path: Path, reporter: Reporter) -> tuple[Segmentation, Volume | None]:
    from earseg_app.domain.segmentation import Segmentation
    from earseg_app.session.case_file import read_case

    stored = read_case(path, reporter)
    made = stored.record.segmentation
    if made is None or stored.labels is None:
        raise ExportError(f"In {path.name} nothing is segmented yet.", "Open it in the window and segment the ears.")
    grid = stored.record.scan.grid
    segmentation = Segmentation(
        stored.labels,
        grid,
        made.ears,
        made.provenance,
        stored.uncertainty,
        shares=stored.shares,
        structures=made.structures,
    )
    return segmentation, stored.volume


def _labels(options: argparse.Namespace) -> Segmentation:
    from earseg_app.dicom.images import read_label_map, read_labels
    from earseg_app.domain.labels.label_map import structures_in
    from earseg_app.domain.segmentation import Segmentation

    if options.label:
        found = read_label_map(options.labels)
        labels = found.values.astype("u1")
        return Segmentation(labels, found.grid, structures=structures_in(labels, found.structures))
    segmentation = read_labels(options.labels)
    if not segmentation.sides() and not segmentation.structures:
        raise ExportError(
            "The label map holds no ear, so there is nothing to export.", "Segment a scan with an inner ear first."
        )
    return segmentation


def _shares(paths: list[Path], grid: Grid) -> Iterator[EarShare]:
    from earseg_app.dicom.images import read_share

    for path in paths:
        yield read_share(path, grid)
