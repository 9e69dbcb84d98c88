"""Signed distances, in mm, of simple solids: negative inside; points are float32 arrays of shape (3, …)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.interpolate import CubicSpline
from scipy.spatial import cKDTree

from earseg_app.domain.geometry import FloatArray
from earseg_app.phantom.frames import Points

Distances = NDArray[np.float32]
Field = Callable[[Points], Distances]
FAR_MM = 1e3


def ellipsoid(p: Points, center_mm: Sequence[float], semi_axes_mm: Sequence[float], axes: ArrayLike = ()) -> Distances:
    """Distance to an ellipsoid; `axes` (3, 3) holds its axes as rows, the frame's own axes when empty.

    First-order: exact on the surface, n(n−1)/|∇n| elsewhere (Quilez, "Ellipsoid SDF", 2008).
    """
    q = shifted(p, center_mm)
    if np.size(axes):
        q = np.tensordot(np.asarray(axes, np.float32), q, axes=1)
    inverse = np.reciprocal(np.asarray(semi_axes_mm, np.float32)).reshape(3, *([1] * (q.ndim - 1)))
    q = q * inverse
    n = np.sqrt(np.einsum("i...,i...->...", q, q))
    q = q * inverse
    slope = np.sqrt(np.einsum("i...,i...->...", q, q))
    return np.asarray(n * (n - 1.0) / np.maximum(slope, 1e-3), np.float32)


def shifted(p: Points, center_mm: Sequence[float]) -> Points:
    """`p` relative to `center_mm`."""
    return np.asarray(p - np.asarray(center_mm, np.float32).reshape(3, *([1] * (p.ndim - 1))), np.float32)


def half_space(p: Points, point_mm: Sequence[float], outward: Sequence[float]) -> Distances:
    """Distance to the plane through `point_mm`, positive along `outward` (normalised here)."""
    normal = np.asarray(outward, np.float32) / np.float32(np.linalg.norm(outward))
    return np.asarray(np.tensordot(normal, shifted(p, point_mm), axes=1), np.float32)


def union(*distances: Distances) -> Distances:
    """The nearest of several solids."""
    return np.asarray(np.minimum.reduce(distances), np.float32)


def intersection(*distances: Distances) -> Distances:
    """What all solids share."""
    return np.asarray(np.maximum.reduce(distances), np.float32)


def smooth_union(a: Distances, b: Distances, radius_mm: float) -> Distances:
    """Union whose seam is filleted over about `radius_mm` (polynomial smooth minimum, Quilez 2013)."""
    h = np.maximum(radius_mm - np.abs(a - b), 0.0) / radius_mm
    return np.asarray(np.minimum(a, b) - h * h * (radius_mm / 4.0), np.float32)


def smooth_intersection(a: Distances, b: Distances, radius_mm: float) -> Distances:
    """Intersection whose edge is rounded over about `radius_mm`."""
    return np.asarray(-smooth_union(-a, -b, radius_mm), np.float32)


class Tube:
    """A tube of varying round lumen around a smooth curve through control points, with round ends.

    `points_mm`: (n, 3) control points. `radii_mm`: one radius or one for each control point.
    """

    STEP_MM = 0.12

    def __init__(self, points_mm: ArrayLike, radii_mm: ArrayLike) -> None:
        control = np.asarray(points_mm, float)
        radii = np.broadcast_to(np.asarray(radii_mm, float), (len(control),))
        chord = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(control, axis=0), axis=1))])
        count = max(int(np.ceil(chord[-1] / self.STEP_MM)), 2)
        at = np.linspace(0.0, chord[-1], count)
        self.curve_mm: FloatArray = (
            np.asarray(CubicSpline(chord, control)(at), float)
            if len(control) > 2
            else control[0] + (control[1] - control[0]) * (at / chord[-1])[:, None]
        )
        self.radii_mm: FloatArray = np.interp(at, chord, radii)
        self._tree = cKDTree(self.curve_mm)

    def distance(self, p: Points, reach_mm: float = 3.0) -> Distances:
        """Signed distance (…) of points (3, …), mm; further out than `reach_mm` a lower bound."""
        result = np.full(p[0].size, reach_mm, np.float32)
        flat = p.reshape(3, -1)
        low, high = self.box_mm(reach_mm)
        near = np.all((flat > low[:, None]) & (flat < high[:, None]), axis=0)
        bound = reach_mm + float(self.radii_mm.max())
        apart, nearest = self._tree.query(flat[:, near].T, distance_upper_bound=bound)
        nearest = np.minimum(nearest, len(self.radii_mm) - 1)
        result[near] = np.minimum(apart - self.radii_mm[nearest], reach_mm)
        return result.reshape(p.shape[1:])

    def box_mm(self, margin_mm: float) -> tuple[FloatArray, FloatArray]:
        """Lowest and highest corner (3,) of a box that holds the tube and `margin_mm` around it."""
        reach = self.radii_mm.max() + margin_mm
        return self.curve_mm.min(axis=0) - reach, self.curve_mm.max(axis=0) + reach
