"""How the verbs read, report and speak."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from earseg_app import paths
from earseg_app.cli.options import read_options
from earseg_app.domain.progress import Reporter, Step

if TYPE_CHECKING:
    from earseg_app.domain.segmentation import Segmentation
    from earseg_app.domain.volume import Volume

RESEARCH_USE = "Research use only, not a medical device."


def open_scan(options: argparse.Namespace, reporter: Reporter) -> Volume:
    """The volume at `options.path`, of the series `options.series` or the best one."""
    from earseg_app.dicom.open_path import open_any

    return open_any(options.path, options.series, reporter, read_options(options))


def run_segmenter(options: argparse.Namespace, volume: Volume, reporter: Reporter) -> Segmentation:
    """Both ears of a volume, by the model `options.model` or the shipped one, on `options.device`."""
    from earseg_app.inference.segmenter import Segmenter

    ear = options.model or paths.ear_model()
    return Segmenter(ear, paths.locator_model(), device=options.device).segment(volume, reporter)


def write_json(path: Path, content: dict[str, Any]) -> None:
    """Write a report, whole or not at all."""
    from earseg_app.files.whole import writing

    with writing(path) as part:
        part.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def progress(quiet: bool) -> Reporter:
    """A reporter that draws its steps on a terminal, or keeps silent."""
    if quiet or not sys.stderr.isatty():
        return Reporter()
    return Reporter(_show_step)


def _show_step(step: Step) -> None:
    sys.stderr.write(f"\r\x1b[K{step.fraction:4.0%}  {step.message}" + ("\n" if step.fraction >= 1.0 else ""))
    sys.stderr.flush()


def say(sentence: str, stream: Any = None) -> None:
    """One line for the user, on stdout unless told otherwise."""
    (stream or sys.stdout).write(sentence + "\n")
