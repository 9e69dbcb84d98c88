"""3MF: all surfaces in one package with their names, colours and unit (3MF core specification 1.3)."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from typing import IO, BinaryIO
from xml.sax.saxutils import quoteattr

from earseg_app.mesh.formats import rows_as_text, statement
from earseg_app.mesh.model import Item
from earseg_app.mesh.placement import Placement
from earseg_app.mesh.surface import Surface
from earseg_app.version import __version__

_CORE = "http://schemas.microsoft.com/3dmanufacturing/core/2015/02"
_CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="model" ContentType="application/vnd.ms-package.3dmanufacturing-3dmodel+xml"/>'
    "</Types>\n"
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rel0" Target="/3D/3dmodel.model"'
    ' Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel"/>'
    "</Relationships>\n"
)
_MATERIALS_ID = 1


def write_3mf(items: Sequence[Item], file: BinaryIO) -> None:
    """One object per surface, in millimetres, where its placement puts it, with a material of its colour.

    Surfaces of one item become components of one object, so that a slicer keeps them together.
    """
    surfaces = [surface for item in items for surface in item.surfaces]
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as package:
        package.writestr("[Content_Types].xml", _CONTENT_TYPES)
        package.writestr("_rels/.rels", _RELATIONS)
        with package.open("3D/3dmodel.model", "w", force_zip64=True) as model:
            model.write(_opening(surfaces, items[0].placement).encode())
            for number, surface in enumerate(surfaces):
                _write_object(surface, number, model)
            model.write(_closing(items).encode())


def _opening(surfaces: Sequence[Surface], placement: Placement) -> str:
    metadata = {
        "Title": "Inner ear",
        "Description": f"{statement(placement)}.",
        "Application": f"EarSeg {__version__}",
    }
    materials = "".join(
        f"<base name={quoteattr(surface.title)} displaycolor={quoteattr(surface.color.upper())}/>"
        for surface in surfaces
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<model unit="millimeter" xml:lang="en-US" xmlns="{_CORE}">\n'
        + "".join(f'<metadata name="{name}">{text}</metadata>\n' for name, text in metadata.items())
        + f'<resources>\n<basematerials id="{_MATERIALS_ID}">{materials}</basematerials>\n'
    )


def _write_object(surface: Surface, number: int, model: IO[bytes]) -> None:
    model.write(
        f'<object id="{_object_id(number)}" type="model" name={quoteattr(surface.title)}'
        f' pid="{_MATERIALS_ID}" pindex="{number}"><mesh><vertices>\n'.encode()
    )
    for text in rows_as_text('<vertex x="%.7g" y="%.7g" z="%.7g"/>\n', surface.vertices_lps_mm):
        model.write(text)
    model.write(b"</vertices><triangles>\n")
    for text in rows_as_text('<triangle v1="%d" v2="%d" v3="%d"/>\n', surface.triangles):
        model.write(text)
    model.write(b"</triangles></mesh></object>\n")


def _closing(items: Sequence[Item]) -> str:
    """Objects that hold the surfaces of an item together, and what is to be built."""
    assemblies, built = "", []
    first, assembly = 0, sum(len(item.surfaces) for item in items)
    for item in items:
        numbers = range(first, first + len(item.surfaces))
        first += len(item.surfaces)
        if len(numbers) == 1:
            built.append(numbers[0])
            continue
        components = "".join(f'<component objectid="{_object_id(number)}"/>' for number in numbers)
        name = f" name={quoteattr(item.title)}" if item.title else ""
        assemblies += (
            f'<object id="{_object_id(assembly)}" type="model"{name}><components>{components}</components></object>'
        )
        built.append(assembly)
        assembly += 1
    items_xml = "".join(f'<item objectid="{_object_id(number)}"/>' for number in built)
    return f"{assemblies}</resources>\n<build>{items_xml}</build>\n</model>\n"


def _object_id(number: int) -> int:
    return _MATERIALS_ID + 1 + number
