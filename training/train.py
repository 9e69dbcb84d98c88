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
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.utils.data import DataLoader, IterableDataset

from earseg_app.inference.bundle import Bundle, load_bundle
from earseg_app.inference.unet import UNet, UNetConfig, parameter_count
from training.cases import Case, load_case, load_cases
from training.data import VALIDATION
from training.evaluate import evaluate, refilled
from training.patches import Recipe, make_patch

LOG = logging.getLogger("training.train")
Batch = tuple[Tensor, Tensor, Tensor]
EMA_DECAY = 0.998


@dataclass(frozen=True)
class Plan:
    """What to train. `sources`: cache folder → share of patches; `sizes`: (voxels a side, patches) drawn per step."""

    network: UNetConfig
    recipe: Recipe
    sources: tuple[tuple[str, float], ...]
    sizes: tuple[tuple[int, int], ...]
    learning_rate: float = 1e-3
    warm_up: int = 150


EAR = Plan(
    UNetConfig(classes=6, channels=(16, 32, 64, 96, 128)),
    Recipe(unbounded=0.4, low_dose=0.12, hard=0.1),
    (("ears", 0.4), ("bones", 0.4), ("phantom", 0.2)),
    ((64, 1), (64, 1), (80, 1)),
)
LOCATOR = Plan(
    UNetConfig(classes=2, channels=(8, 16, 32, 48)),
    Recipe(
        spacing_mm=1.0,
        elsewhere=0.5,
        jitter_mm=14.0,
        max_blur_mm=0.9,
        max_slice_mm=3.0,
        warp_mm=2.0,
        noise_hu=40.0,
        unbounded=0.5,
    ),
    (("coarse", 0.5), ("coarse-heads", 0.5)),
    ((32, 2), (48, 1), (64, 1)),
    learning_rate=2e-3,
)
PLANS = {"ear": EAR, "locator": LOCATOR}


class Patches(IterableDataset[Batch]):
    """An endless stream of batches, made in the loader's process; the same seed gives the same stream."""

    def __init__(self, plan: Plan, cache: Path, seed: int) -> None:
        self.plan = plan
        self.cache = cache
        self.seed = seed

    def __iter__(self) -> Iterator[Batch]:
        torch.set_num_threads(1)
        rng = np.random.default_rng(self.seed)
        pools = [(load_cases(self.cache / name, VALIDATION), share) for name, share in self.plan.sources]
        pools = [(cases, share) for cases, share in pools if cases]
        shares = np.array([share for _, share in pools]) / sum(share for _, share in pools)
        while True:
            size, count = self.plan.sizes[int(rng.integers(len(self.plan.sizes)))]
            patches = []
            for _ in range(count):
                pool = pools[int(rng.choice(len(pools), p=shares))][0]
                patches.append(make_patch(pool[int(rng.integers(len(pool)))], size, self.plan.recipe, rng))
            images = torch.from_numpy(np.stack([p.image for p in patches]))[:, None]
            parts = torch.from_numpy(np.stack([p.parts for p in patches])).long()
            yield images, parts, torch.from_numpy(np.stack([p.share for p in patches]))


def truth_of(parts: Tensor, share: Tensor, classes: int) -> Tensor:
    """(B, classes, D, H, W) share of each voxel that belongs to each class, from parts and share of labyrinth."""
    truth = functional.one_hot(parts, classes).movedim(-1, 1).to(share.dtype) * share[:, None]
    truth[:, 0] = 1 - share
    return truth


def loss_of(logits: Tensor, truth: Tensor) -> Tensor:
    """Cross entropy + (1 − Dice) of the parts in the batch + (1 − Dice) of the whole labyrinth.

    Dice by 2 min(p, t) instead of 2 p·t, so that a voxel that is half labyrinth is best answered by one half
    (Wang et al., Dice semimetric losses, MICCAI 2023).
    """
    entropy = functional.cross_entropy(logits, truth)
    probabilities = functional.softmax(logits, dim=1)
    axes = (0, 2, 3, 4)
    overlap = 2 * torch.minimum(probabilities, truth).sum(axes)[1:] + 1.0
    dice = overlap / (probabilities.sum(axes) + truth.sum(axes))[1:].add(1.0)
    union, union_truth = 1 - probabilities[:, 0], 1 - truth[:, 0]
    whole = (2 * torch.minimum(union, union_truth).sum() + 1.0) / (union.sum() + union_truth.sum() + 1.0)
    return entropy + (1 - dice.mean()) + (1 - whole)


class Trainer:
    """A network, its moving average and its optimiser, that can be put down and taken up again."""

    def __init__(self, plan: Plan, run: Path, steps: int, seed: int) -> None:
        torch.manual_seed(seed)
        self.plan, self.run, self.steps = plan, run, steps
        self.net = UNet(plan.network)
        self.average = deepcopy(self.net).eval().requires_grad_(False)
        self.optimiser = torch.optim.AdamW(self.net.parameters(), lr=plan.learning_rate, weight_decay=1e-4)
        self.step = 0
        if self.checkpoint.exists():
            self._load(torch.load(self.checkpoint, weights_only=True))

    @property
    def checkpoint(self) -> Path:
        """Where the training can be taken up again."""
        return self.run / "checkpoint.pt"

    def start_from(self, bundle: Bundle) -> None:
        """Begin with the weights of a bundle, unless a checkpoint of this run was taken up.

        Raises:
            RuntimeError: if its network differs from the plan's.
        """
        if self.step == 0:
            self.net.load_state_dict(bundle.tensors())
            self.average.load_state_dict(bundle.tensors())

    def learn(self, images: Tensor, parts: Tensor, share: Tensor, use_bfloat16: bool) -> float:
        """One optimiser step on a batch; returns the loss."""
        self._set_rate()
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=use_bfloat16):
            logits = self.net(images)
        loss = loss_of(logits.float(), truth_of(parts, share, logits.shape[1]))
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.net.parameters(), 3.0)
        self.optimiser.step()
        self.step += 1
        decay = min(EMA_DECAY, (1 + self.step) / (20 + self.step))
        for mean, value in zip(self.average.parameters(), self.net.parameters(), strict=True):
            mean.lerp_(value.detach(), 1 - decay)
        return float(loss.detach())

    def save(self) -> None:
        """Write the checkpoint, whole or not at all."""
        partial = self.checkpoint.with_suffix(".part")
        state: dict[str, Any] = {"step": self.step, "net": self.net.state_dict(), "average": self.average.state_dict()}
        torch.save({**state, "optimiser": self.optimiser.state_dict()}, partial)
        partial.replace(self.checkpoint)

    def _load(self, state: dict[str, Any]) -> None:
        self.step = int(state["step"])
        self.net.load_state_dict(state["net"])
        self.average.load_state_dict(state["average"])
        self.optimiser.load_state_dict(state["optimiser"])

    def _set_rate(self) -> None:
        """Warm-up, then a constant rate, then a cosine fall over the second half."""
        rise = min(1.0, (self.step + 1) / self.plan.warm_up)
        late = min(1.0, max(0.0, 2 * self.step / self.steps - 1))
        for group in self.optimiser.param_groups:
            group["lr"] = float(self.plan.learning_rate * rise * (0.02 + 0.49 * (1 + np.cos(np.pi * late))))


def has_fast_bfloat16() -> bool:
    """Whether this CPU computes in bfloat16 natively: without that it is 50 times slower than float32."""
    flags = Path("/proc/cpuinfo")
    return flags.exists() and "avx512_bf16" in flags.read_text()


def train(
    trainer: Trainer, cache: Path, held_out: Sequence[Case], seed: int, every_s: float, evaluate_every_s: float
) -> None:
    """Train to the last step, saving and evaluating on cases held out as time passes."""
    dataset = Patches(trainer.plan, cache, seed + trainer.step)
    batches = iter(DataLoader(dataset, batch_size=None, num_workers=1, prefetch_factor=6))
    fast = has_fast_bfloat16()
    saved = evaluated = time.monotonic()
    losses: list[float] = []
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    while trainer.step < trainer.steps and not stop.is_set():
        images, parts, share = next(batches)
        losses.append(trainer.learn(images, parts, share, use_bfloat16=fast))
        now = time.monotonic()
        if trainer.step % 50 == 0:
            LOG.info("%s step %d loss %.4f", time.strftime("%H:%M:%S"), trainer.step, float(np.mean(losses[-50:])))
        if now - saved > every_s:
            trainer.save()
            saved = now
        if now - evaluated > evaluate_every_s or trainer.step == trainer.steps:
            _log_scores(trainer, held_out, float(np.mean(losses[-200:])))
            evaluated = time.monotonic()
    trainer.save()


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
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(options.threads)
    options.run.mkdir(parents=True, exist_ok=True)
    plan = PLANS[options.plan]
    if options.rate:
        plan = replace(plan, learning_rate=options.rate)
    trainer = Trainer(plan, options.run, options.steps, options.seed)
    if options.start_from:
        trainer.start_from(load_bundle(options.start_from))
    LOG.info("%d parameters, from step %d", parameter_count(trainer.net), trainer.step)
    held_out = [load_case(options.cache / plan.sources[0][0] / f"{name}.npz") for name in VALIDATION]
    held_out += [refilled(case, 1) for case in held_out if case.region is not None]
    train(trainer, options.cache, held_out, options.seed, 180, options.evaluate_every)


if __name__ == "__main__":
    main()
