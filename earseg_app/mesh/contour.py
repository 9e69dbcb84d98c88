"""Triangles from a field and their fairing: the part of the mesh room that talks to VTK."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from vtkmodules.util.numpy_support import numpy_to_vtk, numpy_to_vtkIdTypeArray, vtk_to_numpy
from vtkmodules.vtkCommonCore import vtkPoints
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkImageData, vtkPolyData
from vtkmodules.vtkFiltersCore import vtkFlyingEdges3D, vtkImplicitPolyDataDistance, vtkWindowedSincPolyDataFilter
from vtkmodules.vtkFiltersModeling import vtkLinearSubdivisionFilter

from earseg_app.domain.errors import MeshError
from earseg_app.domain.geometry import FloatArray
from earseg_app.mesh.field import Field
from earseg_app.mesh.topology import shell_of

Triangles = NDArray[np.int32]

_to_vtk: Any = numpy_to_vtk  # VTK's own helpers carry no types
_to_vtk_ids: Any = numpy_to_vtkIdTypeArray
_to_numpy: Any = vtk_to_numpy

MOST_TRIANGLES = 5_000_000
"""Some ten times what the finest temporal-bone CT gives for an ear and the bone round it; more is noise."""
_ITERATIONS = 30
_SMALL_SHELL = 60


def refuse_endless(inside: NDArray[np.bool_], name: str) -> None:
    """Say so before minutes and gigabytes go into a surface of a mask [z, y, x] that no program opens.

    Every lattice edge between set and unset voxels gives one vertex, and a closed surface of v vertices has 2v
    triangles, less four for each shell without handles (Euler).

    Raises:
        MeshError: if there would be more than `MOST_TRIANGLES`.
    """
    triangles = 2 * sum(int(np.count_nonzero(np.diff(inside, axis=axis))) for axis in range(inside.ndim))
    if triangles > MOST_TRIANGLES:
        raise MeshError(
            f"{name.replace('_', ' ').capitalize()} would have {triangles / 1e6:.0f} million triangles;"
            f" the most is {MOST_TRIANGLES / 1e6:.0f} million.",
            "Clear its labels of noise, or use larger voxels.",
        )


def zero_level(field: Field) -> tuple[FloatArray, Triangles]:
    """The zero level of a field [z, y, x] as (n, 3) fractional indices z, y, x and (m, 3) triangles.

    Flying edges (Schroeder, Maynard, Geveci 2015). With a field that is nowhere zero and negative on its border the
    result is a closed manifold: every vertex lies inside its own lattice edge.
    """
    image = vtkImageData()
    image.SetDimensions(*field.shape[::-1])
    flat = np.ascontiguousarray(field, np.float32).ravel()  # VTK only borrows it: keep it until Update has run
    image.GetPointData().SetScalars(_to_vtk(flat))
    filtered = vtkFlyingEdges3D()
    filtered.SetInputData(image)
    filtered.SetValue(0, 0.0)
    filtered.ComputeNormalsOff()
    filtered.ComputeScalarsOff()
    filtered.Update()
    points_xyz, triangles = _arrays(filtered.GetOutput())
    return points_xyz[:, ::-1], triangles


def subdivided(vertices: FloatArray, triangles: Triangles) -> tuple[FloatArray, Triangles]:
    """Every triangle in four, still flat; the topology is the same."""
    return _filtered(vtkLinearSubdivisionFilter(), vertices, triangles)


def relaxed(vertices: FloatArray, triangles: Triangles, limit: float, pass_band: float = 0.1) -> FloatArray:
    """Vertices smoothed by a windowed sinc filter, none moved further than `limit`, in the unit of the vertices.

    Taubin, Zhang, Golub, "Optimal surface smoothing as filter design", ECCV 1996. A lower pass band
    (0…2) smooths more. Shells of a few triangles, single voxels that it would shrink to a point, stay as they are.
    """
    smoother = vtkWindowedSincPolyDataFilter()
    smoother.SetPassBand(pass_band)
    smoother.SetNumberOfIterations(_ITERATIONS)
    smoother.NormalizeCoordinatesOn()
    smoother.FeatureEdgeSmoothingOff()
    smoother.BoundarySmoothingOff()
    moved = _filtered(smoother, vertices, triangles)[0] - vertices
    piece = shell_of(triangles)
    moved[triangles[np.bincount(piece)[piece] < _SMALL_SHELL]] = 0.0
    length = np.linalg.norm(moved, axis=1, keepdims=True)
    shorter: FloatArray = vertices + moved * np.minimum(1.0, limit / np.maximum(length, 1e-12))
    return shorter


def distance_to(vertices: FloatArray, triangles: Triangles, points: FloatArray) -> FloatArray:
    """Signed distance of points (k, 3) to a closed mesh, negative inside, in the unit of the vertices."""
    function = vtkImplicitPolyDataDistance()
    function.SetInput(polydata(vertices, triangles))
    result = _to_vtk(np.zeros(len(points)), deep=True)
    function.EvaluateFunction(_to_vtk(np.ascontiguousarray(points, np.float64), deep=True), result)
    return np.array(_to_numpy(result), np.float64)


def _filtered(step: Any, vertices: FloatArray, triangles: Triangles) -> tuple[FloatArray, Triangles]:
    step.SetInputData(polydata(vertices, triangles))
    step.Update()
    return _arrays(step.GetOutput())


def polydata(vertices: FloatArray, triangles: Triangles) -> vtkPolyData:
    """A mesh as VTK holds it, its arrays copied."""
    points = vtkPoints()
    points.SetData(_to_vtk(np.ascontiguousarray(vertices, np.float64), deep=True))
    cells = vtkCellArray()
    cells.SetData(3, _to_vtk_ids(np.ascontiguousarray(triangles, np.int64).ravel(), deep=True))
    data = vtkPolyData()
    data.SetPoints(points)
    data.SetPolys(cells)
    return data


def _arrays(data: vtkPolyData) -> tuple[FloatArray, Triangles]:
    points = np.array(_to_numpy(data.GetPoints().GetData()), np.float64)
    corners = np.array(_to_numpy(data.GetPolys().GetConnectivityArray()), np.int32)
    return points, corners.reshape(-1, 3)
