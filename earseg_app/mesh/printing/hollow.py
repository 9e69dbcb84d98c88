"""A solid made hollow, with holes through which resin or powder leaves it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manifold3d import Manifold
from numpy.typing import NDArray
from scipy import ndimage
from vtkmodules.util.numpy_support import vtk_to_numpy
from vtkmodules.vtkCommonDataModel import vtkImageData
from vtkmodules.vtkImagingStencil import vtkImageStencil, vtkPolyDataToImageStencil

from earseg_app.domain.geometry import FloatArray
from earseg_app.mesh import contour, solid
from earseg_app.mesh.contour import Triangles, polydata
from earseg_app.mesh.solids import solid_of

_STEPS_PER_WALL = 3.0
_MOST_STEPS = 160
"""Samples along the longest side: beyond it the inner surface is coarser than a third of the wall."""
_REACH_WALLS, _OVERLAP_WALLS = 2.5, 0.5
"""How far a hole is drilled from the end of its cavity: out through a slanting wall, and into the cavity."""
_ROUND = 32


@dataclass(frozen=True)
class Hollow:
    """`body`: the hollowed solid. `cavity`: what was taken out, 0 when no place was thick enough. `holes`: of each
    hole x, y and radius, mm. `closed`: cavities that no hole opens.
    """

    body: Manifold
    cavity_mm3: float
    holes: tuple[tuple[float, float, float], ...]
    closed: int


def hollowed(vertices: FloatArray, triangles: Triangles, wall_mm: float, drain_mm: float) -> Hollow:
    """A closed mesh (n, 3) mm, z upwards, hollowed wherever a wall of `wall_mm` leaves room for a drain.

    Each cavity gets a hole at its lowest and one at its highest point, so that air comes in where resin runs out.

    Raises:
        MeshError: if the mesh is not closed.
    """
    body = solid_of(vertices, triangles)
    holes: list[tuple[float, float, float]] = []
    taken = 0.0
    for cavity in _cavities(vertices, triangles, wall_mm, drain_mm):
        body = body - cavity
        taken += cavity.volume()
        low, high = _ends(cavity)
        for (x, y, z), start in ((low, -_REACH_WALLS), (high, -_OVERLAP_WALLS)):
            drill = Manifold.cylinder((_REACH_WALLS + _OVERLAP_WALLS) * wall_mm, drain_mm / 2, drain_mm / 2, _ROUND)
            body = body - drill.translate([x, y, z + start * wall_mm])
            holes.append((float(x), float(y), drain_mm / 2))
    return Hollow(body, taken, tuple(holes), _closed_cavities(body))


def _cavities(vertices: FloatArray, triangles: Triangles, wall_mm: float, drain_mm: float) -> list[Manifold]:
    low, high = vertices.min(axis=0), vertices.max(axis=0)
    step = max(wall_mm / _STEPS_PER_WALL, float((high - low).max()) / _MOST_STEPS)
    inside = _sampled(vertices, triangles, low - 2 * step, np.ceil((high - low) / step).astype(int) + 5, step)
    # a sample's centre lies up to half a step deeper than the skin that its neighbour sees
    depth = ndimage.distance_transform_edt(inside, sampling=step) - step / 2 - wall_mm
    if depth.max() <= 0:
        return []
    index_zyx, corners = contour.zero_level(np.where(depth == 0, 1e-6, depth).astype(np.float32))
    room = solid_of(index_zyx[:, ::-1] * step + (low - 2 * step), corners)
    if room.volume() < 0:
        room = solid_of(index_zyx[:, ::-1] * step + (low - 2 * step), corners[:, ::-1].copy())
    pieces = room.simplify(step / 4).decompose()
    return [piece for piece in pieces if piece.volume() > drain_mm**3]


def _sampled(
    vertices: FloatArray, triangles: Triangles, origin: FloatArray, count_xyz: NDArray[np.int64], step: float
) -> NDArray[np.bool_]:
    """[z, y, x]: which points of a lattice lie inside a closed mesh."""
    image = vtkImageData()
    image.SetOrigin(*origin)
    image.SetSpacing(step, step, step)
    image.SetDimensions(*(int(n) for n in count_xyz))
    image.AllocateScalars(3, 1)  # VTK_UNSIGNED_CHAR
    image.GetPointData().GetScalars().Fill(1)
    cut = vtkPolyDataToImageStencil()
    cut.SetInputData(polydata(vertices, triangles))
    cut.SetOutputOrigin(*origin)
    cut.SetOutputSpacing(step, step, step)
    cut.SetOutputWholeExtent(image.GetExtent())
    masked = vtkImageStencil()
    masked.SetInputData(image)
    masked.SetStencilConnection(cut.GetOutputPort())
    masked.SetBackgroundValue(0)
    masked.Update()
    flat = np.asarray(vtk_to_numpy(masked.GetOutput().GetPointData().GetScalars()))  # type: ignore[no-untyped-call]
    return np.array(flat.reshape(tuple(int(n) for n in count_xyz[::-1])) > 0)


def _ends(body: Manifold) -> tuple[FloatArray, FloatArray]:
    """The lowest and the highest point."""
    points = np.array(body.to_mesh64().vert_properties, np.float64)[:, :3]
    return points[points[:, 2].argmin()], points[points[:, 2].argmax()]


def _closed_cavities(body: Manifold) -> int:
    """Inner shells: pieces of the boundary that face inwards all round."""
    mesh = body.to_mesh64()
    volumes = solid.shell_volumes(np.array(mesh.vert_properties, np.float64)[:, :3], np.array(mesh.tri_verts, np.int32))
    return int(np.count_nonzero(volumes < 0))
