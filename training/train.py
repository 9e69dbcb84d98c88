"""Train a network on cached cases; stops and resumes at checkpoints.

`python -m training.train --cache runs/cache --run runs/ear --steps 8000`
"""

from __future__ import annotations

import argparse
import csv
import logging
import signal
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from earseg_app.inference.bundle import load_bundle
from earseg_app.inference.unet import parameter_count
from training.cases import Case, load_case, load_cases
from training.data import VALIDATION
from training.evaluate import evaluate, refilled
from training.patches import make_patch
from training.plans import PLANS, Plan
from training.trainer import Trainer, has_fast_bfloat16

LOG = logging.getLogger("training.train")
Batch = tuple[Tensor, Tensor, Tensor]


class Patches(IterableDataset[Batch]):
    """An endless stream of batches, made in the loader's processes; the same seed and processes give the same stream.

    Raises:
        FileNotFoundError: if no source of the plan holds a case.
    """

    def __init__(self, plan: Plan, cache: Path, seed: int) -> None:
        self.plan = plan
        self.seed = seed
        # read here, so that the loader's processes share the memory
        pools = [(load_cases(cache / name, VALIDATION), share) for name, share in plan.sources]
        self.pools = [(cases, share) for cases, share in pools if cases]
        if not self.pools:
            raise FileNotFoundError(f"{cache} holds no cases")

    def __iter__(self) -> Iterator[Batch]:
        torch.set_num_threads(1)
        worker = get_worker_info()
        rng = np.random.default_rng([self.seed, worker.id if worker else 0])
        shares = np.array([share for _, share in self.pools]) / sum(share for _, share in self.pools)
        while True:
            size, count = self.plan.sizes[int(rng.integers(len(self.plan.sizes)))]
            patches = []
            for _ in range(count):
                pool = self.pools[int(rng.choice(len(self.pools), p=shares))][0]
                patches.append(make_patch(pool[int(rng.integers(len(pool)))], size, self.plan.recipe, rng))
            images = torch.from_numpy(np.stack([p.image for p in patches]))[:, None]
            parts = torch.from_numpy(np.stack([p.parts for p in patches]))
            yield images, parts, torch.from_numpy(np.stack([p.share for p in patches]))


def train(
    trainer: Trainer,
    cache: Path,
    held_out: Sequence[Case],
    seed: int,
    every_s: float,
    evaluate_every_s: float,
    workers: int = 1,
) -> None:
    """Train to the last step, saving and evaluating on cases held out as time passes; `workers` make the patches."""
    dataset = Patches(trainer.plan, cache, seed + trainer.step)
    on_gpu = trainer.device != "cpu"
    batches = iter(DataLoader(dataset, batch_size=None, num_workers=workers, prefetch_factor=6, pin_memory=on_gpu))
    fast = has_fast_bfloat16(trainer.device)
    saved = evaluated = time.monotonic()
    losses: list[Tensor] = []
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    while trainer.step < trainer.steps and not stop.is_set():
        images, parts, share = next(batches)
        losses.append(trainer.learn(images, parts, share, use_bfloat16=fast))
        now = time.monotonic()
        if trainer.step % 50 == 0:
            losses = losses[-200:]
            LOG.info("%s step %d loss %.4f", time.strftime("%H:%M:%S"), trainer.step, _mean(losses[-50:]))
        if now - saved > every_s:
            trainer.save()
            saved = now
        if now - evaluated > evaluate_every_s or trainer.step == trainer.steps:
            _log_scores(trainer, held_out, _mean(losses[-200:]))
            evaluated = time.monotonic()
    trainer.save()


def _mean(losses: list[Tensor]) -> float:
    return float(torch.stack(losses).mean())


def _log_scores(trainer: Trainer, cases: Sequence[Case], loss: float) -> None:
    scores = evaluate(trainer.average, cases, trainer.plan.recipe.spacing_mm, trainer.plan.recipe.window_hu)
    with (trainer.run / "scores.csv").open("a", newline="") as file:
        row: list[Any] = [time.strftime("%H:%M:%S"), trainer.step, f"{loss:.4f}", *(f"{s.dice:.4f}" for s in scores)]
        csv.writer(file).writerow(row)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plan", choices=sorted(PLANS), default="ear")
    parser.add_argument("--cache", type=Path, default=Path("runs/cache"))
    parser.add_argument("--run", type=Path, default=Path("runs/ear"))
    parser.add_argument("--steps", type=int, default=8000)
    parser.add_argument("--start-from", type=Path, help="a model file whose weights are refined")
    parser.add_argument("--rate", type=float, help="learning rate, where it differs from the plan's")
    parser.add_argument("--evaluate-every", type=float, default=480, help="seconds")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--workers", type=int, default=1, help="processes that make patches")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(options.threads)
    torch.backends.cudnn.benchmark = True
    options.run.mkdir(parents=True, exist_ok=True)
    plan = PLANS[options.plan]
    if options.rate:
        plan = replace(plan, learning_rate=options.rate)
    trainer = Trainer(plan, options.run, options.steps, options.seed, options.device)
    if options.start_from:
        trainer.start_from(load_bundle(options.start_from))
    LOG.info("%d parameters, from step %d", parameter_count(trainer.net), trainer.step)
    held_out = [load_case(options.cache / plan.sources[0][0] / f"{name}.npz") for name in VALIDATION]
    held_out += [refilled(case, 1) for case in held_out if case.region is not None]
    train(trainer, options.cache, held_out, options.seed, 180, options.evaluate_every, options.workers)


if __name__ == "__main__":
    main()
