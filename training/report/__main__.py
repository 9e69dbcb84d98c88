"""Evaluate the models and write docs/reference/evaluation.md, verdict.md and their pictures.

`python -m training.report --cache runs/cache --data ../shared/data`
"""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

from earseg_app.inference.segmenter import Segmenter
from training.report.cases import report_cases
from training.report.pictures import save_picture
from training.report.run import Row, run
from training.report.text import evaluation, verdicts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=Path, default=Path("resources/models"))
    parser.add_argument("--cache", type=Path, default=Path("runs/cache"))
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--runs", type=Path, default=Path("runs/report"))
    parser.add_argument("--docs", type=Path, default=Path("docs"))
    parser.add_argument("--each", type=int, default=3, help="cases of each simulated kind, at most 8")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    networks = Segmenter(
        options.models / "ear.safetensors", options.models / "locator.safetensors", options.threads
    ).load()
    manifest = networks.ear.manifest
    # other weights, other rows
    folder = options.runs / manifest.sha256_weights[:12]
    rows = run(report_cases(options.cache, options.data, options.each), networks, folder)
    command = f"python -m training.report --each {options.each}"
    model = f"{manifest.name} {manifest.version} (weights {manifest.sha256_weights[:12]}, {networks.ear.device})"
    pictures = []
    for title, row in _extremes(rows):
        name = f"evaluation-{title}.png"
        save_picture(options.docs / "pictures" / name, folder / f"{row.name}.npz")
        words = f"The {title} case: {row.group.title}, {row.name}, Dice {row.dice:.3f}, verdict {row.verdict}"
        pictures.append((words, f"../pictures/{name}"))
    reference = options.docs / "reference"
    (reference / "evaluation.md").write_text(evaluation(rows, model, command, pictures), encoding="utf-8")
    (reference / "verdict.md").write_text(verdicts(rows, model, command), encoding="utf-8")


def _extremes(rows: list[Row]) -> list[tuple[str, Row]]:
    ranked = sorted((row for row in rows if row.has_ear), key=lambda row: row.dice)
    return [("best", ranked[-1]), ("median", ranked[len(ranked) // 2]), ("worst", ranked[0])]


if __name__ == "__main__":
    main()
