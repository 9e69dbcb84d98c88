"""GLB: all surfaces in one binary glTF 2.0 file, for viewers and the web."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, BinaryIO

import msgspec
import numpy as np
from numpy.typing import NDArray

from earseg_app.mesh.formats import rgb, statement
from earseg_app.mesh.placement import Placement
from earseg_app.mesh.solid import vertex_normals
from earseg_app.mesh.surface import Surface

_FLOAT, _UINT = 5126, 5125
_VERTICES, _INDICES = 34962, 34963
_METRES_PER_MM = 0.001


def write_glb(surfaces: Sequence[Surface], placement: Placement, file: BinaryIO) -> None:
    """One mesh and material per surface under one root node.

    The meshes keep the millimetres of the placement; the root turns and scales them into the frame glTF prescribes:
    metres, y up, the face towards the viewer.
    """
    buffers: list[bytes] = []
    views: list[dict[str, Any]] = []
    accessors: list[dict[str, Any]] = []
    meshes = []
    for number, surface in enumerate(surfaces):
        points = surface.vertices_lps_mm.astype("<f4")
        normals = vertex_normals(surface.vertices_lps_mm, surface.triangles).astype("<f4")
        bounds = {"min": points.min(axis=0).tolist(), "max": points.max(axis=0).tolist()}
        for array, kind, target, extra in (
            (points, "VEC3", _VERTICES, bounds),
            (normals, "VEC3", _VERTICES, {}),
            (surface.triangles.astype("<u4").ravel(), "SCALAR", _INDICES, {}),
        ):
            _append(array, kind, target, extra, buffers, views, accessors)
        first = 3 * number
        primitive = {
            "attributes": {"POSITION": first, "NORMAL": first + 1},
            "indices": first + 2,
            "material": number,
        }
        meshes.append({"name": surface.name, "primitives": [primitive]})
    document = {
        "asset": {"version": "2.0", "generator": statement(placement)},
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [
            {
                "name": placement.words().replace(" ", "_"),
                "matrix": _root(placement),
                "children": list(range(1, len(surfaces) + 1)),
            },
            *({"name": surface.name, "mesh": number} for number, surface in enumerate(surfaces)),
        ],
        "meshes": meshes,
        "materials": [_material(surface) for surface in surfaces],
        "accessors": accessors,
        "bufferViews": views,
        "buffers": [{"byteLength": sum(map(len, buffers))}],
    }
    _write_chunks(msgspec.json.encode(document), b"".join(buffers), file)


def _append(
    array: NDArray[Any],
    kind: str,
    target: int,
    extra: dict[str, Any],
    buffers: list[bytes],
    views: list[dict[str, Any]],
    accessors: list[dict[str, Any]],
) -> None:
    content = array.tobytes()  # floats and 32-bit indices: always a multiple of four bytes
    views.append({"buffer": 0, "byteOffset": sum(map(len, buffers)), "byteLength": len(content), "target": target})
    component = _FLOAT if array.dtype.kind == "f" else _UINT
    accessors.append(
        {"bufferView": len(views) - 1, "componentType": component, "count": len(array), "type": kind, **extra}
    )
    buffers.append(content)


def _root_node(placement: Placement, count: int) -> dict[str, Any]:
    name = placement.words().replace(" ", "_")
    return {"name": name, "matrix": _root(placement), "children": list(range(1, count + 1))}


def _root(placement: Placement) -> list[float]:
    """Column-major matrix to glTF's frame: x to the patient's left, y to the head, z to the face, metres."""
    flip = placement.signs[0]
    s = _METRES_PER_MM
    return [flip * s, 0.0, 0.0, 0.0, 0.0, 0.0, -flip * s, 0.0, 0.0, s, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0]


def _material(surface: Surface) -> dict[str, Any]:
    linear = [_linear(channel / 255.0) for channel in rgb(surface.color)]
    factors = {"baseColorFactor": [*linear, 1.0], "metallicFactor": 0.0, "roughnessFactor": 0.6}
    return {"name": surface.title, "pbrMetallicRoughness": factors}


def _linear(channel: float) -> float:
    """Linear light of an sRGB value 0…1 (IEC 61966-2-1); glTF wants its factors linear."""
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _write_chunks(json: bytes, binary: bytes, file: BinaryIO) -> None:
    json += b" " * (-len(json) % 4)
    total = 12 + 8 + len(json) + 8 + len(binary)
    file.write(b"glTF" + np.array([2, total], "<u4").tobytes())
    file.write(np.array([len(json)], "<u4").tobytes() + b"JSON" + json)
    file.write(np.array([len(binary)], "<u4").tobytes() + b"BIN\0")
    file.write(binary)
