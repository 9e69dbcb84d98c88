"""The parts can be told apart, whatever the palette and the eyes."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from skimage.color import rgb2lab

from earseg_app.domain.anatomy import Part
from earseg_app.domain.part_colors import Palette

# Linear RGB of a trichromat → of a dichromat: Machado, Oliveira and Fernandes 2009, severity 1.0.
EYES = {
    "usual": np.eye(3),
    "protan": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deutan": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
}
# About five times what is just seen between two large fields.
APART = 12.0


def seen(color: str, eyes: str) -> np.ndarray:
    """CIELAB of a colour as those eyes see it."""
    srgb = np.array([int(color[start : start + 2], 16) for start in (1, 3, 5)]) / 255.0
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    there = np.clip(EYES[eyes] @ linear, 0.0, 1.0)
    back = np.where(there <= 0.0031308, there * 12.92, 1.055 * there ** (1 / 2.4) - 0.055)
    return rgb2lab(back[None, None])[0, 0]


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("palette", Palette)
def test_no_two_parts_look_alike(palette: Palette, eyes: str) -> None:
    far = {
        (one.key, other.key): float(np.linalg.norm(seen(palette.color(one), eyes) - seen(palette.color(other), eyes)))
        for one, other in combinations(Part, 2)
    }
    assert min(far.values()) > APART, min(far.items(), key=lambda item: item[1])


def test_high_contrast_lies_farther_from_the_greys_of_the_scan_than_the_standard() -> None:
    def chroma(palette: Palette) -> float:
        return min(float(np.hypot(*seen(palette.color(part), "usual")[1:])) for part in Part)

    assert chroma(Palette.CONTRAST) > chroma(Palette.STANDARD)
