"""A statistical model of labyrinth shapes, fitted to a mask to tell its parts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage
from scipy.spatial import cKDTree
from scipy.spatial.transform import Rotation

Points = NDArray[np.float64]
COMMON_CRUS, SUPERIOR = 6, 3
MIRROR = np.array([-1.0, 1.0, 1.0])
# Kept out of the simulations that are trained on, for the evaluation by disease: 8 of the 56 shapes and one bone.
HELD_OUT_SHAPES = slice(3, None, 7)
HELD_OUT_BONE = "RT147"


@dataclass(frozen=True, eq=False)
class ShapeModel:
    """Mean and principal modes of right labyrinths in correspondence.

    `mean_mm` (N, 3), centred, LPS axes; `modes_mm` (M, N, 3) one standard deviation each; `part` (N,) label code;
    `triangles` (T, 3).
    """

    mean_mm: Points
    modes_mm: NDArray[np.float64]
    part: NDArray[np.uint8]
    triangles: NDArray[np.int32]

    def shape(self, weights: NDArray[np.float64]) -> Points:
        """(N, 3) mm for (≤ M,) weights in standard deviations."""
        modes = self.modes_mm[: len(weights)]
        return self.mean_mm + np.asarray(np.tensordot(weights, modes, axes=1))


@dataclass(frozen=True, eq=False)
class Fit:
    """A fitted right-ear shape: `points_mm` (N, 3) in the frame of the target, `residual_mm` mean surface distance."""

    points_mm: Points
    residual_mm: float


def load_model(path: Path, modes: int = 30, leave_out_held_out: bool = False) -> ShapeModel:
    """The shape model of `labyrinth_shapes.npz`: left ears mirrored, sizes kept, Procrustes-aligned, 30 modes."""
    aligned = _aligned_shapes(path)
    if leave_out_held_out:
        aligned = np.delete(aligned, HELD_OUT_SHAPES, axis=0)
    with np.load(path) as data:
        part, triangles = data["vertex_part"].copy(), data["triangles"].copy()
    part[part == COMMON_CRUS] = SUPERIOR
    mean = aligned.mean(axis=0)
    _, sigma, rows = np.linalg.svd((aligned - mean).reshape(len(aligned), -1), full_matrices=False)
    scale = sigma[:modes, None] / np.sqrt(len(aligned) - 1)
    return ShapeModel(mean, (scale * rows[:modes]).reshape(modes, -1, 3), part, triangles)


def held_out_shapes(path: Path) -> NDArray[np.float64]:
    """(8, N, 3) mm: the shapes no simulation that is trained on was made from, as right ears."""
    return _aligned_shapes(path)[HELD_OUT_SHAPES]


def _aligned_shapes(path: Path) -> NDArray[np.float64]:
    with np.load(path) as data:
        vertices = data["vertices_lps_mm"].astype(float)
        left = data["side"] == "L"
    vertices[left] *= MIRROR
    return _procrustes(vertices)


def surface_points(mask: NDArray[np.bool_], spacing_zyx_mm: Points) -> tuple[Points, Points]:
    """(P, 3) points on the surface of a mask, in mm along its axes z, y, x, at half-voxel precision, and its voxels."""
    soft = ndimage.gaussian_filter(mask.astype(np.float32), 0.7)
    points = []
    for axis in range(3):
        a = np.moveaxis(soft, axis, 0)
        crossing = (a[:-1] - 0.5) * (a[1:] - 0.5) < 0
        index = np.argwhere(crossing).astype(float)
        low, high = a[:-1][crossing], a[1:][crossing]
        index[:, 0] += (0.5 - low) / (high - low)
        points.append(index[:, np.argsort(np.r_[axis, [i for i in range(3) if i != axis]])])
    return np.concatenate(points) * spacing_zyx_mm, np.argwhere(mask) * spacing_zyx_mm


def fit(model: ShapeModel, target_mm: Points, seed: int = 0, starts: int = 60) -> Fit:
    """Fit the model to surface points (P, 3) mm of a right ear in any orientation: starts, ICP, modes, residual.

    `target_mm` must be in a right-handed frame x, y, z (not z, y, x).
    """
    rng = np.random.default_rng(seed)
    target_mm = target_mm[rng.permutation(len(target_mm))[:12000]]
    tree = cKDTree(target_mm)
    sample = rng.permutation(len(model.mean_mm))[:700]
    few_targets = target_mm[:700]
    best: tuple[float, Points, Points] | None = None
    for turn in Rotation.random(starts, rng=rng).as_matrix():
        pose = (turn, target_mm.mean(axis=0))
        for _ in range(25):
            moved = model.mean_mm[sample] @ pose[0].T + pose[1]
            pose = rigid(model.mean_mm[sample], target_mm[tree.query(moved)[1]])
        moved = model.mean_mm[sample] @ pose[0].T + pose[1]
        error = float(tree.query(moved)[0].mean() + cKDTree(moved).query(few_targets)[0].mean())
        if best is None or error < best[0]:
            best = (error, *pose)
    assert best is not None
    return _refine(model, target_mm, tree, best[1], best[2])


def parts_of_voxels(model: ShapeModel, fitted: Fit, voxels_mm: Points) -> NDArray[np.uint8]:
    """Label code of each point (V, 3) mm: the part of the nearest fitted vertices (vote of 5)."""
    neighbours = model.part[cKDTree(fitted.points_mm).query(voxels_mm, k=5)[1]]
    votes = np.stack([(neighbours == code).sum(axis=1) for code in range(6)])
    return np.asarray(votes.argmax(axis=0), np.uint8)


def _refine(model: ShapeModel, target: Points, tree: cKDTree, turn: Points, shift: Points) -> Fit:
    count = len(model.modes_mm)
    weights = np.zeros(count)
    for step in range(40):
        modes = min(count, 3 + step)
        shape = model.shape(weights)
        moved = shape @ turn.T + shift
        wanted = target[tree.query(moved)[1]]
        # the other direction too, so that thin canals are not skipped
        nearest = cKDTree(moved).query(target)[1]
        sums = np.zeros_like(moved)
        np.add.at(sums, nearest, target)
        hits = np.bincount(nearest, minlength=len(moved))[:, None]
        wanted = np.where(hits > 0, 0.5 * (wanted + sums / np.maximum(hits, 1)), wanted)
        turn, shift = rigid(shape, wanted)
        local = (wanted - shift) @ turn - model.mean_mm
        basis = model.modes_mm[:modes, ::7].reshape(modes, -1)
        weights = np.zeros(count)
        gram = basis @ basis.T + 40.0 * np.eye(modes)
        weights[:modes] = np.clip(np.linalg.solve(gram, basis @ local[::7].ravel()), -3, 3)
    points = model.shape(weights) @ turn.T + shift
    points = _smooth_residual(points, target, tree)
    return Fit(points, float(tree.query(points)[0].mean()))


def _smooth_residual(points: Points, target: Points, tree: cKDTree) -> Points:
    for reach in (300, 150, 80, 40):
        offset = target[tree.query(points)[1]] - points
        _, near = cKDTree(points).query(points, k=reach)
        points = points + offset[near].mean(axis=1)
    return points


def rigid(source: Points, target: Points) -> tuple[Points, Points]:
    """Rotation (3, 3) and shift (3,) that bring source to target in the least squares sense (Kabsch 1976)."""
    a, b = source.mean(axis=0), target.mean(axis=0)
    u, _, vt = np.linalg.svd((target - b).T @ (source - a))
    turn = u @ np.diag([1.0, 1.0, np.sign(np.linalg.det(u @ vt))]) @ vt
    return turn, b - turn @ a


def _procrustes(vertices: NDArray[np.float64]) -> NDArray[np.float64]:
    aligned = vertices - vertices.mean(axis=1, keepdims=True)
    mean: Points = aligned[0]
    for _ in range(3):
        aligned = np.stack([np.asarray(shape @ rigid(shape, mean)[0].T) for shape in aligned])
        mean = aligned.mean(axis=0)
    return np.asarray(aligned)
