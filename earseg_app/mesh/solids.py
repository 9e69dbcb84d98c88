"""Between surfaces and the solids of manifold3d, which adds, subtracts and cuts them without ever leaving a hole."""

from __future__ import annotations

import numpy as np
from manifold3d import Error, Manifold, Mesh64
from numpy.typing import NDArray

from earseg_app.domain.errors import MeshError
from earseg_app.domain.geometry import FloatArray

Triangles = NDArray[np.int32]

MERGE_MM = 1e-3
"""Cuts leave vertices closer than single-precision files can tell apart; what lies closer than this is merged."""


def solid_of(vertices: FloatArray, triangles: Triangles) -> Manifold:
    """The solid inside a closed mesh, its coordinates best near zero, where they are most exact.

    Raises:
        MeshError: if the mesh is not closed.
    """
    # copies: the library refuses read-only arrays
    made = Manifold(Mesh64(np.array(vertices, np.float64), np.array(triangles, np.uint64)))
    if made.status() != Error.NoError:
        raise MeshError(
            "The surface is not closed, so it cannot be cut or joined.",
            "Smooth or correct the labels of this part, then try again.",
            str(made.status()),
        )
    return made


def mesh_of(body: Manifold) -> tuple[FloatArray, Triangles]:
    """Vertices and outward triangles of a solid, without the slivers that cutting leaves."""
    mesh = body.as_original().simplify(MERGE_MM).to_mesh64()
    vertices = np.array(mesh.vert_properties, np.float64)[:, :3]
    return vertices, np.array(mesh.tri_verts, np.int32)
