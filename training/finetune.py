"""Refine a model on a hospital's own ears: one folder of images with label maps in, one model file out.

`python -m training.finetune --pairs DIR --out NAME.safetensors`; what a pair is: training/pairs.py.
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import numpy as np
import torch

from earseg_app.domain.errors import EarsegError, UnreadableInput
from earseg_app.inference.bundle import Bundle, Manifest, load_bundle, write_bundle
from earseg_app.inference.network import TorchNetwork
from earseg_app.inference.unet import UNetConfig
from training.cases import Case, save_case
from training.evaluate import evaluate
from training.pairs import Codes, find_pairs, parse_codes, read_pair
from training.phantoms import FIRST_SEED, one_ear
from training.plans import EAR, Plan
from training.train import train
from training.trainer import Trainer

LOG = logging.getLogger("training.finetune")
OWN, PHANTOM = "own", "phantom"


@dataclass(frozen=True)
class Options:
    """How to refine: see the command's help. `hold_out`: every so manieth pair is kept for the evaluation."""

    pairs: Path
    out: Path
    start_from: Path = Path("resources/models/ear.safetensors")
    codes: tuple[str, ...] = ()
    steps: int = 1000
    rate: float = 3e-4
    hold_out: int = 5
    phantoms: int = 4
    threads: int = 2
    seed: int = 1


def finetune(options: Options) -> Manifest:
    """Read the pairs, refine the model on them, compare it with the old one on those kept aside, write it.

    The run lies beside the model file in NAME.run; when stopped, the same command goes on.

    Raises:
        EarsegError: if a pair or the model cannot be read, or the model cannot be written.
    """
    torch.set_num_threads(options.threads)
    base = load_bundle(options.start_from)
    run = options.out.with_suffix(".run")
    learned, kept = gather(options.pairs, parse_codes(list(options.codes)), options.hold_out)
    for stale in (run / OWN).glob("*.npz"):
        stale.unlink()
    for case in learned:
        save_case(run / OWN, case)
    for seed in range(FIRST_SEED, FIRST_SEED + options.phantoms):
        if not (run / PHANTOM / f"phantom{seed}.npz").exists():
            save_case(run / PHANTOM, one_ear(seed))
    trainer = Trainer(plan_for(base, options.rate), run, options.steps, options.seed)
    trainer.start_from(base)
    train(trainer, run, kept, options.seed, every_s=180, evaluate_every_s=900)
    metrics = compare(base, trainer, kept)
    weights = {name: tensor.numpy() for name, tensor in trainer.average.state_dict().items()}
    return write_bundle(
        options.out, manifest_for(base.manifest, options.out, len(learned), trainer.step, metrics), weights
    )


def gather(folder: Path, codes: Codes, hold_out: int) -> tuple[list[Case], list[Case]]:
    """The ears to learn from and, of every `hold_out`th pair from the second on, those to judge by (0: none).

    Raises:
        UnreadableInput: if there is no ear to learn from.
    """
    learned: list[Case] = []
    kept: list[Case] = []
    for number, pair in enumerate(find_pairs(folder)):
        cases = read_pair(pair, codes)
        (kept if hold_out and number % hold_out == 1 else learned).extend(cases)
    if not learned:
        raise UnreadableInput(
            "No labelled ear was found to learn from.", "Check what the values of the label maps mean."
        )
    return learned, kept


def plan_for(base: Bundle, rate: float) -> Plan:
    """The ear's plan with the network, voxel and window of a bundle, on own ears and a few phantoms beside them.

    Raises:
        UnreadableInput: if the bundle is no ear network of this program's own kind.
    """
    manifest = base.manifest
    if not manifest.names_parts or manifest.architecture != "unet" or manifest.zscore_hu or manifest.fold:
        raise UnreadableInput(
            f"{base.path.name} is not a network of this program's own kind that names the parts of an ear.",
            "Start from ear.safetensors.",
        )
    recipe = replace(EAR.recipe, spacing_mm=manifest.spacing_mm, window_hu=manifest.window_hu)
    sources = ((OWN, 0.8), (PHANTOM, 0.2))
    network = msgspec.convert(manifest.unet, UNetConfig)
    sizes = ((max(manifest.patch_zyx), 1),)
    return replace(EAR, network=network, recipe=recipe, sources=sources, sizes=sizes, learning_rate=rate, warm_up=50)


def compare(base: Bundle, trainer: Trainer, kept: Sequence[Case]) -> dict[str, float]:
    """Mean Dice of the old and the new network on the ears kept aside, logged; nothing when there are none."""
    if not kept:
        LOG.info("No pair was kept aside: nobody knows yet whether the new model is better.")
        return {}
    recipe = trainer.plan.recipe
    nets = (TorchNetwork(base).module, trainer.average)
    old, new = (
        float(np.mean([s.dice for s in evaluate(net, kept, recipe.spacing_mm, recipe.window_hu)])) for net in nets
    )
    verdict = "better" if new > old else "NOT better: keep the old model"
    LOG.info("Mean Dice on %d ears kept aside: %.4f before, %.4f now: %s", len(kept), old, new, verdict)
    return {"mean_dice_own_before": round(old, 4), "mean_dice_own": round(new, 4)}


def manifest_for(base: Manifest, out: Path, ears: int, steps: int, metrics: dict[str, float]) -> Manifest:
    """The old manifest with a name, version, provenance and figures of its own; licence and citation stay."""
    refined = f"Refined from {base.name} {base.version} on {ears} further ears in {steps} steps."
    return replace(
        base,
        name=out.stem,
        version=f"{base.version}+{datetime.now(UTC):%Y%m%d}",
        provenance=f"{refined} {base.provenance}",
        created=datetime.now(UTC).date().isoformat(),
        metrics=metrics,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("--pairs", type=Path, required=True, help="folder of images with label maps")
    parser.add_argument("--out", type=Path, required=True, help="the model file to write")
    parser.add_argument("--start-from", type=Path, default=Options.start_from, help="the model to refine")
    parser.add_argument("--codes", nargs="*", default=[], metavar="VALUE=PART", help="what the label values mean")
    parser.add_argument("--steps", type=int, default=Options.steps)
    parser.add_argument("--rate", type=float, default=Options.rate, help="learning rate")
    parser.add_argument(
        "--hold-out", type=int, default=Options.hold_out, help="judge by every so manieth pair; 0: none"
    )
    parser.add_argument("--phantoms", type=int, default=Options.phantoms, help="phantoms to learn from besides")
    parser.add_argument("--threads", type=int, default=Options.threads)
    parser.add_argument("--seed", type=int, default=Options.seed)
    words = vars(parser.parse_args())
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    try:
        written = finetune(Options(**{**words, "codes": tuple(words["codes"])}))
    except EarsegError as error:
        raise SystemExit(f"{error.message} {error.hint}") from error
    LOG.info("%s %s is written: `earseg model add` takes it into the program", written.name, written.version)


if __name__ == "__main__":
    main()
