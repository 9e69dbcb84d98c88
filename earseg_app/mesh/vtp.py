"""VTK's own polygon format, for ParaView and 3D Slicer."""

from __future__ import annotations

from typing import BinaryIO

from vtkmodules.vtkCommonCore import vtkStringArray
from vtkmodules.vtkIOXML import vtkXMLPolyDataWriter

from earseg_app.mesh.contour import polydata
from earseg_app.mesh.formats import statement
from earseg_app.mesh.placement import Placement
from earseg_app.mesh.surface import Surface


def write_vtp(surface: Surface, placement: Placement, file: BinaryIO) -> None:
    """Compressed XML with double-precision points; the statement is a field called `EarSeg`."""
    note = vtkStringArray()
    note.SetName("EarSeg")
    note.InsertNextValue(statement(placement))
    data = polydata(surface.vertices_lps_mm, surface.triangles)
    data.GetFieldData().AddArray(note)
    writer = vtkXMLPolyDataWriter()
    writer.SetInputData(data)
    writer.SetDataModeToBinary()
    writer.WriteToOutputStringOn()
    writer.Write()
    file.write(writer.GetOutputString().encode("ascii"))
