"""Mastoid air cells: warped Voronoi cells whose walls are bone, larger near the antrum."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from earseg_app.phantom.dimensions import EarShape
from earseg_app.phantom.fields import Distances, ellipsoid, smooth_intersection, smooth_union, union
from earseg_app.phantom.frames import Points
from earseg_app.phantom.noise import Noise, warped

# Region of the mastoid, and the outlying groups: zygomatic root, tegmen, around the labyrinth, petrous apex.
BOX_MM = ((-36.0, -20.0, -34.0), (14.0, 30.0, 12.0))
# how far a cell may reach beyond its middle
CELL_REACH_MM = 3.0
# how thick the bone is that lines the outermost cells
WALL_MM = 0.5


class AirCells:
    """The pneumatised part of one temporal bone."""

    def __init__(self, ear: EarShape) -> None:
        rng = np.random.default_rng([ear.seed, 3])
        self._aeration = ear.aeration
        self._warp = (Noise(ear.seed + 10, 0.9), Noise(ear.seed + 11, 0.9), Noise(ear.seed + 12, 0.9))
        self._border = Noise(ear.seed + 14, 2.5)
        self._wall = Noise(ear.seed + 15, 1.5)
        self._apex = rng.random() < 0.35 * ear.aeration
        centers = self._seeds(rng)
        self._tree = cKDTree(centers)
        self._half_wall_mm = np.clip(rng.gamma(3.0, 0.04, len(centers)), 0.04, 0.3)
        apart, near = self._tree.query(centers, k=4)
        # cells are rounded: none reaches far beyond its neighbours
        self._radius_mm = apart[:, 1:].mean(axis=1) * rng.uniform(0.6, 1.15, len(centers))
        # some neighbours are one cell
        merged = rng.random(len(centers)) < 0.25
        self._group = np.where(merged, np.minimum(near[:, 0], near[:, 1]), near[:, 0])
        # whole cells are in or out, so that the border follows cells; a few hold marrow instead of air
        outside = self._group_distance(np.asarray(centers.T, np.float32)) > 0.0
        self._solid: NDArray[np.bool_] = outside | (rng.random(len(centers)) > 0.80 + 0.17 * ear.aeration)

    @staticmethod
    def _seeds(rng: np.random.Generator) -> NDArray[np.float64]:
        low, high = np.array(BOX_MM)
        points = rng.uniform(low, high, (14000, 3))
        from_antrum = np.linalg.norm(points - [-10.0, 6.0, 0.0], axis=1)
        # near the antrum and the tip cells are wide, in between and at the border small
        wide = 1.15 + 1.5 * np.exp(-((from_antrum / 7.0) ** 2)) + 1.3 * np.exp(-(((points[:, 2] + 24.0) / 6.0) ** 2))
        spacing = wide * rng.uniform(0.65, 1.45, len(points))
        kept = np.ones(len(points), bool)
        tree = cKDTree(points)
        for i in np.argsort(rng.random(len(points))):
            if kept[i]:
                near = tree.query_ball_point(points[i], spacing[i])
                kept[near] = False
                kept[i] = True
        return np.asarray(points[kept])

    def region(self, p: Points) -> Distances:
        """Signed distance to where cells may lie, before cortex and canals are kept solid."""
        return np.asarray(self._group_distance(p) - CELL_REACH_MM, np.float32)

    def _group_distance(self, p: Points) -> Distances:
        grow = np.float32(-6.5 + 8.5 * self._aeration)
        mastoid = ellipsoid(p, (-15.5, 8.5, -7.0), (10.5, 12.0, 18.0)) - grow
        root = ellipsoid(p, (-17.0, -5.0, 1.5), (6.0, 7.0, 4.0)) - grow + 1.0
        around = ellipsoid(p, (-6.5, 6.0, 2.5), (5.0, 4.5, 5.5)) - 0.6 * grow + 0.5
        groups = [root, around]
        if self._apex:
            groups.append(ellipsoid(p, (12.0, -7.0, -2.0), (7.0, 4.0, 3.0)))
        below = ellipsoid(p, (-3.0, -3.0, -10.5), (5.0, 6.0, 2.5)) - 0.3 * grow + 0.5
        return smooth_union(mastoid, union(*groups, below), 2.0) + 1.8 * self._border(p)

    def septa(self, p: Points) -> tuple[Distances, Distances]:
        """Signed distance (n,) of points (3, n) to the walls between cells, positive in air, and the share of wall.

        The share of wall (n,) is 0 where marrow stays marrow, 1 between the cells.
        """
        q = warped(p, self._warp, 0.4)
        apart, nearest = self._tree.query(q.T, k=2)
        own = nearest[:, 0]
        apart_mm = (apart[:, 1] - apart[:, 0]) * 0.5
        wall = apart_mm - self._half_wall_mm[own]
        wall = np.where(self._group[own] == self._group[nearest[:, 1]], 1.0, wall)
        wall = smooth_intersection(np.asarray(-wall, np.float32), apart[:, 0] - self._radius_mm[own], 0.4)
        wall += 0.1 * self._wall(p)
        solid = self._solid[own]
        lining = ~self._solid[nearest[:, 1]] * np.clip((WALL_MM - apart_mm) / 0.3, 0.0, 1.0)
        bony = np.where(solid, lining, 1.0)
        return np.asarray(np.where(solid, -1.0, -wall), np.float32), np.asarray(bony, np.float32)
