"""What is trained on what: the networks of the program, their patches and where these come from."""

from __future__ import annotations

from dataclasses import dataclass

from earseg_app.inference.unet import UNetConfig
from training.patches import Recipe


@dataclass(frozen=True)
class Plan:
    """What to train. `sources`: cache folder → share of patches; `sizes`: (voxels a side, patches) drawn per step."""

    network: UNetConfig
    recipe: Recipe
    sources: tuple[tuple[str, float], ...]
    sizes: tuple[tuple[int, int], ...]
    learning_rate: float = 1e-3
    warm_up: int = 150

    @property
    def patch(self) -> int:
        """Voxels a side of the largest patch."""
        return max(size for size, _ in self.sizes)


EAR = Plan(
    UNetConfig(classes=6, channels=(16, 32, 64, 128, 192)),
    Recipe(unbounded=0.4, low_dose=0.12, hard=0.1, dry=0.1, moved=0.08, max_slice_mm=1.8),
    (("ears", 0.4), ("bones", 0.4), ("phantom", 0.2)),
    # The largest holds a whole ear, as the program's own tiles do: what is normalised over a patch then is alike.
    ((64, 6), (80, 3), (96, 2)),
    learning_rate=1.5e-3,
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
