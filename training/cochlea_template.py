"""Learn the mean cochlea from the expert masks and landmarks, and test it on ears left out.

`python -m training.cochlea_template EARS_FOLDER --write` makes `earseg_app/domain/cochlea/template_numbers.py`;
`--evaluate` prints the errors of every ear, found by a template that never saw it.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage
from scipy.spatial.transform import Rotation

from earseg_app.dicom.images import read_labels
from earseg_app.domain.anatomy import Side
from earseg_app.domain.cochlea.find_landmarks import find_landmarks_in_labyrinth
from earseg_app.domain.cochlea.landmarks import EarLandmarks, LandmarkOrigin
from earseg_app.domain.cochlea.size import handles_along, values_from_handles
from earseg_app.domain.cochlea.soft_cochlea import SoftCochlea
from earseg_app.domain.cochlea.template import CochleaTemplate
from earseg_app.domain.cochlea.template_fit import FAR_MM, MIRROR, Placement, refine
from earseg_app.domain.geometry import FloatArray, Grid
from earseg_app.domain.labyrinth.distance_field import DistanceField
from earseg_app.domain.labyrinth.split import split_labyrinth

STEP_MM = 0.2
ROUNDS = 4
SURFACE, INNER, OUTER = 340, 60, 80
# This ear lacks its last slices: measured, but not learned from.
INCOMPLETE = ("T04",)
# Where the mean cochlea has its centroid, from parts fitted to the same masks (see shapes.py), template mm.
COCHLEA_CENTER_MM = (0.83, 0.75, 0.56)


@dataclass(frozen=True, eq=False)
class Ear:
    """One expert mask [z, y, x] on its grid, its distance field and its expert landmarks."""

    name: str
    mask: NDArray[np.bool_]
    grid: Grid
    field: DistanceField
    landmarks: EarLandmarks

    @property
    def center_lps_mm(self) -> FloatArray:
        """Centroid of the mask, LPS mm."""
        return self.grid.lps_from_index(np.argwhere(self.mask).mean(axis=0))


def read_ear(folder: Path, name: str) -> Ear:
    """One ear of the data set; its landmark files are in RAS mm, the frame of NIfTI."""
    found = read_labels(folder / f"{name}_label.nii.gz")
    mask, grid = found.without_structures().labels > 0, found.grid
    record = json.loads((folder / f"{name}_landmarks.json").read_text())
    side = Side[record["SIDE"]]
    points = {key: (-p[0], -p[1], p[2]) for key, p in record["LANDMARKS"].items()}
    landmarks = EarLandmarks(side, points["RW"], points["OW"], points["C"], points["A"], LandmarkOrigin.BY_HAND)
    return Ear(name, mask, grid, DistanceField.of(mask, grid), landmarks)


def read_ears(folder: Path) -> list[Ear]:
    """Every ear of the folder that has a mask and landmarks."""
    return [read_ear(folder, path.name[:3]) for path in sorted(folder.glob("*_landmarks.json"))]


def learn(ears: list[Ear]) -> CochleaTemplate:
    """The mean cochlea of some ears: align, average, align to the average, and so on."""
    placements = [_expert_placement(ear.landmarks) for ear in ears]
    for _ in range(ROUNDS):
        template = _average(ears, placements)
        placements = [refine(template, ear.field, placed) for ear, placed in zip(ears, placements, strict=True)]
        mean_growth = float(np.mean([placed.log_scale for placed in placements]))
        placements = [placed.grown(-mean_growth) for placed in placements]
    return _average(ears, placements)


def _expert_placement(landmarks: EarLandmarks) -> Placement:
    frame = landmarks.frame()
    columns = frame.axes.T
    turn = columns * MIRROR[:, None] if landmarks.side is Side.LEFT else columns
    return Placement(landmarks.side, np.array(frame.origin_lps_mm), Rotation.from_matrix(turn), 0.0)


def _average(ears: list[Ear], placements: list[Placement]) -> CochleaTemplate:
    axes = [np.arange(low, high, STEP_MM) for low, high in ((-6.4, 8.0), (-6.0, 6.0), (-4.0, 5.0))]
    points = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1)
    flat = points.reshape(-1, 3)
    fields = [
        np.clip(ear.field.at(placed.to_lps(flat)) / placed.scale, -FAR_MM, FAR_MM)
        for ear, placed in zip(ears, placements, strict=True)
    ]
    mean = np.mean(fields, axis=0).reshape(points.shape[:3])
    surface = _spread(_near_cochlea(_zero_crossings(mean) * STEP_MM + [a[0] for a in axes]), SURFACE)
    inner = _spread(_near_cochlea(points[mean < -0.35]), INNER)
    outer = _spread(_near_cochlea(points[(mean > 0.35) & (mean < 0.8)]), OUTER)
    chosen = np.concatenate([surface, inner, outer])
    chosen = chosen[np.random.default_rng(0).permutation(len(chosen))]
    index = np.stack([(chosen[:, k] - axes[k][0]) / STEP_MM for k in range(3)])
    distances = ndimage.map_coordinates(mean, index, order=1)
    landmarks = np.mean(
        [p.from_lps(np.array(list(e.landmarks.points().values()))) for e, p in zip(ears, placements, strict=True)],
        axis=0,
    )
    center = np.mean([p.from_lps(e.center_lps_mm) for e, p in zip(ears, placements, strict=True)], axis=0)
    window, oval, base, apex = landmarks
    return CochleaTemplate(chosen, distances, window, oval, base, apex, np.array(COCHLEA_CENTER_MM), center)


def _zero_crossings(values: FloatArray) -> FloatArray:
    # Fractional indices (N, 3) where a lattice of values changes its sign along one of its edges.
    points = []
    for axis in range(3):
        low, high = (np.moveaxis(values, axis, -1)[..., cut] for cut in (slice(None, -1), slice(1, None)))
        crossing = (low < 0) != (high < 0)
        index = np.argwhere(crossing).astype(float)
        index[:, 2] += low[crossing] / (low[crossing] - high[crossing])
        points.append(np.insert(index[:, :2], axis, index[:, 2], axis=1))
    return np.concatenate(points)


def _near_cochlea(points: FloatArray) -> FloatArray:
    # The cochlea and the vestibule's wall beside it; the rest of the vestibule and the canals vary too much.
    x, y, z = points.T
    vestibule = (x > 1.5) & (y < -3.2)
    below = (z < -2.6) | ((y < -1.5) & (z < -1.6) & (x > 1.0))
    near: FloatArray = points[~(vestibule | below | (y < -4.0) | (x > 7.0))]
    return near


def _spread(points: FloatArray, count: int) -> FloatArray:
    # Farthest-point sampling: evenly over the shape, the same every time.
    chosen = [0]
    nearest = np.linalg.norm(points - points[0], axis=1)
    while len(chosen) < count:
        chosen.append(int(nearest.argmax()))
        nearest = np.minimum(nearest, np.linalg.norm(points - points[chosen[-1]], axis=1))
    return points[chosen]


def module_text(template: CochleaTemplate) -> str:
    """The Python source that holds a template's numbers."""
    rows = np.column_stack([template.points_mm, template.distances_mm])
    numbers = [str(round(float(value) * 100)) for value in rows.ravel()]
    lines, line = [], "   "
    for number in numbers:
        if len(line) + len(number) + 2 > 120:
            lines.append(line)
            line = "   "
        line += f" {number},"
    table = "\n".join([*lines, line])
    landmarks = "\n".join(
        f"{name.upper()} = ({', '.join(f'{value:.2f}' for value in getattr(template, name))})"
        for name in (
            "round_window_mm",
            "oval_window_mm",
            "modiolus_base_mm",
            "apex_mm",
            "cochlea_center_mm",
            "labyrinth_center_mm",
        )
    )
    return f"""\"\"\"The numbers of the mean cochlea; written by training/cochlea_template.py, not by hand.

Learned from the human bony labyrinth data set, Wimmer et al., Data in Brief 2019;27:104782, CC BY 4.0.
\"\"\"

{landmarks}

# x, y, z and the signed distance to the wall of the labyrinth, in hundredths of a millimetre, point after point.
# fmt: off
POINTS = (
{table}
)
# fmt: on
"""


def main(arguments: list[str]) -> None:
    """Write the template's module, or evaluate it by leaving one ear out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", type=Path, help="the module to write")
    parser.add_argument("--evaluate", action="store_true", help="print the errors in ears left out")
    chosen = parser.parse_args(arguments)
    ears = read_ears(chosen.folder)
    if chosen.write:
        chosen.write.write_text(module_text(_learn_without(ears, "")), encoding="utf-8")
    if chosen.evaluate:
        sys.stdout.write(evaluation(ears))


def _learn_without(ears: list[Ear], name: str) -> CochleaTemplate:
    return learn([ear for ear in ears if ear.name not in (*INCOMPLETE, name)])


def _size_errors(ear: Ear, found: EarLandmarks) -> list[float]:
    """How far A, B and H along the found landmarks are from those along the expert's, mm."""
    _, cochlea, _, grid = split_labyrinth(ear.mask, ear.grid)
    soft = SoftCochlea.of_mask(cochlea, grid)
    ours, theirs = (values_from_handles(handles_along(soft, marks)) for marks in (found, ear.landmarks))
    return [ours.a_mm - theirs.a_mm, ours.b_mm - theirs.b_mm, ours.h_mm - theirs.h_mm]


def evaluation(ears: list[Ear]) -> str:
    """A table of every ear's errors, mm and degrees, found by a template learned without that ear.

    Landmarks from the expert's; A, B and H from the values along the expert's frame.
    """
    lines = ["ear  window  oval  base  apex  axis_deg  A  B  H"]
    errors = []
    for ear in ears:
        found = find_landmarks_in_labyrinth(ear.mask, ear.grid, ear.landmarks.side, _learn_without(ears, ear.name))
        apart = np.subtract(list(found.points().values()), list(ear.landmarks.points().values()))
        cosine = float(np.dot(found.frame().z, ear.landmarks.frame().z))
        angle = float(np.degrees(np.arccos(min(cosine, 1.0))))
        errors.append([*np.linalg.norm(apart, axis=1), angle, *_size_errors(ear, found)])
        lines.append(f"{ear.name}  " + "  ".join(f"{value:5.2f}" for value in errors[-1]))
    lines.append("mean " + "  ".join(f"{value:5.2f}" for value in np.abs(errors).mean(axis=0)))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main(sys.argv[1:])
