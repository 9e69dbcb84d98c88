"""nnU-Net's U-Net: plain convolutions, with kernel, stride and number of convolutions chosen level by level."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional

NEGATIVE_SLOPE = 0.01
Sizes = tuple[int, int, int]


@dataclass(frozen=True)
class PlainUNetConfig:
    """The shape of a network as nnU-Net plans it (Isensee et al., Nat Methods 2021;18:203), finest level first.

    `features`, `kernels`, `strides` (of the first convolution) and `convolutions` have an entry for each level,
    `merging` (convolutions after each way up) one less. `classes`: channels of the logits.
    """

    features: tuple[int, ...]
    kernels: tuple[Sizes, ...]
    strides: tuple[Sizes, ...]
    convolutions: tuple[int, ...]
    merging: tuple[int, ...]
    classes: int
    in_channels: int = 1

    def __post_init__(self) -> None:
        levels = len(self.features)
        lengths = (len(self.kernels), len(self.strides), len(self.convolutions), len(self.merging) + 1)
        if levels < 2 or set(lengths) != {levels}:
            raise ValueError(f"levels do not agree: {self}")
        counts = (*self.features, *self.convolutions, *self.merging, self.classes - 1, self.in_channels)
        if min(counts) < 1 or any(side % 2 == 0 for kernel in self.kernels for side in kernel):
            raise ValueError(f"not a network: {self}")
        if any(side not in (1, 2) for stride in self.strides for side in stride) or self.strides[0] != (1, 1, 1):
            raise ValueError(f"strides must be 1 or 2, and 1 at first: {self}")

    @property
    def multiple(self) -> int:
        """Voxels: each side of an input must be a multiple of this."""
        return 1 << max(sum(stride[axis] == 2 for stride in self.strides) for axis in range(3))


class Step(nn.Module):
    """One convolution with instance normalisation and leaky ReLU."""

    def __init__(self, inputs: int, outputs: int, kernel: Sizes, stride: Sizes) -> None:
        super().__init__()
        z, y, x = (side // 2 for side in kernel)
        self.conv = nn.Conv3d(inputs, outputs, kernel, stride=stride, padding=(z, y, x))
        self.norm = nn.InstanceNorm3d(outputs, affine=True)

    def forward(self, x: Tensor) -> Tensor:
        """(B, inputs, D, H, W) → (B, outputs, …), smaller by the stride."""
        return functional.leaky_relu(self.norm(self.conv(x)), NEGATIVE_SLOPE, inplace=True)


class PlainUNet(nn.Module):
    """Encoder and decoder with skip connections; the logits are those of the finest level."""

    def __init__(self, config: PlainUNetConfig) -> None:
        super().__init__()
        self.config = config
        widths = config.features
        entering = (config.in_channels, *widths[:-1])
        levels = zip(entering, widths, config.kernels, config.strides, config.convolutions, strict=True)
        self.down = nn.ModuleList(_steps(*level) for level in levels)
        upwards = range(len(widths) - 2, -1, -1)
        self.up = nn.ModuleList(
            nn.ConvTranspose3d(widths[i + 1], widths[i], config.strides[i + 1], stride=config.strides[i + 1])
            for i in upwards
        )
        self.merge = nn.ModuleList(
            _steps(2 * widths[i], widths[i], config.kernels[i], (1, 1, 1), count)
            for i, count in zip(upwards, config.merging, strict=True)
        )
        self.head = nn.Conv3d(widths[0], config.classes, 1)

    def forward(self, x: Tensor) -> Tensor:
        """(B, in_channels, D, H, W) normalised image → (B, classes, D, H, W) logits."""
        skips: list[Tensor] = []
        for level in self.down:
            x = level(x)
            skips.append(x)
        skips.pop()
        for up, merge in zip(self.up, self.merge, strict=True):
            x = merge(torch.cat((up(x), skips.pop()), dim=1))
        return cast(Tensor, self.head(x))


def _steps(inputs: int, outputs: int, kernel: Sizes, stride: Sizes, count: int) -> nn.Sequential:
    first = Step(inputs, outputs, kernel, stride)
    return nn.Sequential(first, *(Step(outputs, outputs, kernel, (1, 1, 1)) for _ in range(count - 1)))
