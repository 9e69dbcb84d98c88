"""A network that learns, and what its answers are judged by."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from earseg_app.inference.bundle import Bundle
from earseg_app.inference.unet import UNet
from training.plans import Plan

EMA_DECAY = 0.998
# How feature maps lie in memory where each kind of device is quickest.
LAYOUT = {"cpu": torch.contiguous_format, "cuda": torch.channels_last_3d}


def truth_of(parts: Tensor, share: Tensor, classes: int) -> Tensor:
    """(B, classes, D, H, W) share of each voxel that belongs to each class, from parts and share of labyrinth."""
    truth = functional.one_hot(parts.long(), classes).movedim(-1, 1).to(share.dtype) * share[:, None]
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

    def __init__(self, plan: Plan, run: Path, steps: int, seed: int, device: str = "cpu") -> None:
        torch.manual_seed(seed)
        self.plan, self.run, self.steps, self.device = plan, run, steps, device
        self.net = UNet(plan.network).to(device)
        self.net.to(memory_format=LAYOUT[device])  # type: ignore[call-overload]  # stubs: four dimensions only
        self.average = deepcopy(self.net).eval().requires_grad_(False)
        self.optimiser = torch.optim.AdamW(self.net.parameters(), lr=plan.learning_rate, weight_decay=1e-4)
        self.step = 0
        if self.checkpoint.exists():
            self._load(torch.load(self.checkpoint, weights_only=True, map_location=device))

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

    def learn(self, images: Tensor, parts: Tensor, share: Tensor, use_bfloat16: bool) -> Tensor:
        """One optimiser step on a batch; returns the loss, on the device still."""
        self._set_rate()
        images, parts, share = (tensor.to(self.device, non_blocking=True) for tensor in (images, parts, share))
        images = images.contiguous(memory_format=LAYOUT[self.device])
        with torch.autocast(self.device, dtype=torch.bfloat16, enabled=use_bfloat16):
            logits = self.net(images)
        loss = loss_of(logits.float(), truth_of(parts, share, logits.shape[1]))
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.net.parameters(), 3.0)
        self.optimiser.step()
        self.step += 1
        decay = min(EMA_DECAY, (1 + self.step) / (20 + self.step))
        values = [value.detach() for value in self.net.parameters()]
        torch._foreach_lerp_(list(self.average.parameters()), values, 1 - decay)
        return loss.detach()

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


def has_fast_bfloat16(device: str) -> bool:
    """Whether the device computes in bfloat16 natively: a CPU without that is 50 times slower than in float32."""
    if device != "cpu":
        return bool(torch.cuda.is_bf16_supported())
    flags = Path("/proc/cpuinfo")
    return flags.exists() and "avx512_bf16" in flags.read_text()
