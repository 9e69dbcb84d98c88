"""Write the averaged weights of a checkpoint as a model bundle that the program loads.

`python -m training.export --plan ear --run runs/ear --out resources/models/ear.safetensors --version 1.0`
"""

from __future__ import annotations

import argparse
import logging
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import numpy as np
import torch

from earseg_app.inference.bundle import LABELS, Manifest, write_bundle
from training.plans import PLANS

LOG = logging.getLogger("training.export")
LICENCE = "Apache-2.0 for the weights; trained on images under CC BY 4.0, which must be cited"
CITATION = (
    "Wimmer W. et al. Human bony labyrinth dataset: co-registered CT and micro-CT images, surface models and "
    "anatomical landmarks. Data in Brief 2019;27:104782. doi:10.1016/j.dib.2019.104782"
)
PROVENANCE = (
    "Trained by the EarSeg project on 15 real ears of the Human bony labyrinth dataset (Wimmer et al. 2019, CC BY 4.0; "
    "T03 and T06 left out), on CT simulated from temporal bones of the Johns Hopkins volumetric_drilling repository "
    "warped to a shape model of the labyrinths of D. Nicolae (2024), healthy and diseased, and on EarSeg phantoms. "
    "Not a medical device."
)


def manifest_of(
    kind: Literal["ear", "locator"], version: str, steps: int, metrics: dict[str, float], begun_from: str = ""
) -> Manifest:
    """The manifest of a network trained by the plan of its kind, from scratch or `begun_from` another's weights."""
    plan = PLANS[kind]
    patch = plan.patch
    return Manifest(
        kind=kind,
        name=f"EarSeg {kind}",
        version=version,
        labels=LABELS[kind],
        spacing_mm=plan.recipe.spacing_mm,
        window_hu=plan.recipe.window_hu,
        patch_zyx=(patch, patch, patch),
        unet=asdict(plan.network),
        provenance=f"{PROVENANCE} {steps} steps{f', begun from {begun_from}' if begun_from else ''}.",
        licence=LICENCE,
        citation=CITATION,
        created=datetime.now(UTC).date().isoformat(),
        metrics=metrics,
    )


def scores_of(run: Path) -> dict[str, float]:
    """The last evaluation of a run, mean Dice on the ears left out as scanned."""
    log = run / "scores.csv"
    rows = log.read_text().split() if log.exists() else []
    if not rows:
        return {}
    values = [float(v) for v in rows[-1].split(",")[3:5]]
    return {"mean_dice_t03_t06": round(float(np.mean(values)), 4)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plan", choices=sorted(PLANS), default="ear")
    parser.add_argument("--run", type=Path, default=Path("runs/ear"))
    parser.add_argument("--out", type=Path, default=Path("resources/models/ear.safetensors"))
    parser.add_argument("--version", default="1.0")
    parser.add_argument("--begun-from", default="", help="the model whose weights the run started from, with its steps")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    state = torch.load(options.run / "checkpoint.pt", weights_only=True, map_location="cpu")
    weights = {name: tensor.cpu().numpy() for name, tensor in state["average"].items()}
    metrics = scores_of(options.run)
    made = manifest_of(options.plan, options.version, int(state["step"]), metrics, options.begun_from)
    written = write_bundle(options.out, made, weights)
    LOG.info("%s after %d steps: %s", options.out.name, state["step"], written.sha256_weights)


if __name__ == "__main__":
    main()
