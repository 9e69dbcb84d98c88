"""A 3D U-Net: the network of both models, the ear's and the locator's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional

NEGATIVE_SLOPE = 0.01


@dataclass(frozen=True)
class UNetConfig:
    """The shape of a network; everything a bundle must say to rebuild it.

    `channels`: feature maps at each level, finest first; each level halves the resolution of the one before.
    `classes`: output maps, background included.
    """

    in_channels: int = 1
    classes: int = 6
    channels: tuple[int, ...] = (16, 32, 64, 96, 128)

    def __post_init__(self) -> None:
        # a manifest read from JSON brings a list
        object.__setattr__(self, "channels", tuple(int(c) for c in self.channels))
        if self.in_channels < 1 or self.classes < 2 or len(self.channels) < 2 or min(self.channels) < 1:
            raise ValueError(f"not a network: {self}")

    @property
    def multiple(self) -> int:
        """Voxels: each side of an input must be a multiple of this."""
        return int(2 ** (len(self.channels) - 1))


class ConvBlock(nn.Module):
    """Two 3×3×3 convolutions, each with instance normalisation and leaky ReLU; the first may halve the resolution."""

    def __init__(self, inputs: int, outputs: int, stride: int = 1) -> None:
        super().__init__()
        self.conv1 = nn.Conv3d(inputs, outputs, 3, stride=stride, padding=1, bias=False)
        self.norm1 = nn.InstanceNorm3d(outputs, affine=True)
        self.conv2 = nn.Conv3d(outputs, outputs, 3, padding=1, bias=False)
        self.norm2 = nn.InstanceNorm3d(outputs, affine=True)

    def forward(self, x: Tensor) -> Tensor:
        """(B, inputs, D, H, W) → (B, outputs, D/stride, H/stride, W/stride)."""
        x = functional.leaky_relu(self.norm1(self.conv1(x)), NEGATIVE_SLOPE, inplace=True)
        return functional.leaky_relu(self.norm2(self.conv2(x)), NEGATIVE_SLOPE, inplace=True)


class UNet(nn.Module):
    """Encoder and decoder with skip connections (Ronneberger 2015; Çiçek 2016), one block a level.

    Raises:
        ValueError: from `forward`, if a side of the input is not a multiple of `config.multiple`.
    """

    def __init__(self, config: UNetConfig) -> None:
        super().__init__()
        self.config = config
        widths = config.channels
        self.down = nn.ModuleList(
            ConvBlock(config.in_channels if level == 0 else widths[level - 1], width, stride=1 if level == 0 else 2)
            for level, width in enumerate(widths)
        )
        finer = list(zip(widths[-2::-1], widths[:0:-1], strict=True))  # (width here, width one level below)
        self.up = nn.ModuleList(nn.ConvTranspose3d(below, here, 2, stride=2, bias=False) for here, below in finer)
        self.merge = nn.ModuleList(ConvBlock(2 * here, here) for here, _ in finer)
        self.head = nn.Conv3d(widths[0], config.classes, 1)

    def forward(self, x: Tensor) -> Tensor:
        """(B, in_channels, D, H, W) normalised image → (B, classes, D, H, W) logits."""
        if any(side % self.config.multiple for side in x.shape[2:]):
            raise ValueError(f"sides must be multiples of {self.config.multiple}, got {tuple(x.shape[2:])}")
        skips: list[Tensor] = []
        for block in self.down:
            x = block(x)
            skips.append(x)
        skips.pop()
        for up, merge in zip(self.up, self.merge, strict=True):
            x = merge(torch.cat((up(x), skips.pop()), dim=1))
        return cast(Tensor, self.head(x))


def parameter_count(net: nn.Module) -> int:
    """Number of trainable values."""
    return sum(p.numel() for p in net.parameters() if p.requires_grad)
