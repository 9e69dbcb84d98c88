"""A case: one ear's image and truth, kept as arrays in a cache folder outside the repository."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

LUMEN, CANAL = 1, 2


@dataclass(frozen=True, eq=False)
class Case:
    """An image with its truth.

    `hu` [z, y, x] int16; `labels` uint8 0…5 as in a right ear; `spacing_zyx_mm`.
    Real ears also carry what refilling needs: `region` uint8 (0 nothing, 1 around the lumen, 2… pockets of air)
    and `wall_hu` int16, the bone around each voxel; `lumen_hu` is the median inside the mask.
    `spots_mm` (n, 3) along z, y, x from the first voxel: places that are easily taken for an ear.
    """

    name: str
    hu: NDArray[np.int16]
    labels: NDArray[np.uint8]
    spacing_zyx_mm: tuple[float, float, float]
    region: NDArray[np.uint8] | None = None
    wall_hu: NDArray[np.int16] | None = None
    lumen_hu: float = 0.0
    spots_mm: NDArray[np.float64] = field(default_factory=lambda: np.zeros((0, 3)))

    @cached_property
    def middles_mm(self) -> NDArray[np.float64]:
        """(ears, 3) mm along z, y, x from the first voxel: the middle of the box around each labyrinth."""
        bodies, count = ndimage.label(self.labels > 0, np.ones((3, 3, 3)))
        sizes = np.bincount(bodies.ravel(), minlength=2)[1:]
        boxes = [box for box, n in zip(ndimage.find_objects(bodies), sizes, strict=False) if n > sizes.max() / 4]
        corners = [[(s.start + s.stop) / 2 for s in box] for box in boxes if count]
        return np.array(corners).reshape(-1, 3) * self.spacing_zyx_mm


def save_case(folder: Path, case: Case) -> None:
    """Write `NAME.npz` into the cache folder."""
    folder.mkdir(parents=True, exist_ok=True)
    extra: dict[str, NDArray[np.generic]] = {}
    if case.region is not None and case.wall_hu is not None:
        extra = {"region": case.region, "wall_hu": case.wall_hu}
    plain = {"spacing": np.array(case.spacing_zyx_mm), "lumen_hu": np.array(case.lumen_hu), "spots": case.spots_mm}
    partial = folder / f"{case.name}.part"
    with partial.open("wb") as file:
        np.savez(file, hu=case.hu, labels=case.labels, **plain, **extra)  # type: ignore[arg-type]  # stubs: an option
    partial.replace(folder / f"{case.name}.npz")


def load_case(path: Path) -> Case:
    """Read a case written by `save_case`."""
    with np.load(path) as data:
        z, y, x = (float(s) for s in data["spacing"])
        region, wall = data.get("region"), data.get("wall_hu")
        lumen_hu, spots = float(data["lumen_hu"]), data.get("spots", np.zeros((0, 3)))
        return Case(path.stem, data["hu"], data["labels"], (z, y, x), region, wall, lumen_hu, spots)


def load_cases(folder: Path, leave_out: tuple[str, ...] = ()) -> list[Case]:
    """All cases of a folder in the order of their names, without those of ears left out."""
    return [load_case(p) for p in sorted(folder.glob("*.npz")) if p.stem.split("-")[0] not in leave_out]
