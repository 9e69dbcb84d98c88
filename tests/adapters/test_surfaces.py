"""What is asked for in the window reaches the surfaces."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from earseg_app.adapters.surfaces import SurfaceMaker
from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.geometry import Grid
from earseg_app.domain.progress import Reporter
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.structures import Structure, counted, structure_of
from earseg_app.domain.units import METRIC
from earseg_app.domain.volume import Volume
from earseg_app.mesh.model import Model
from earseg_app.presenters.surface_port import ExportRequest


def test_a_budget_of_triangles_reaches_the_surface_and_what_came_of_it_is_said() -> None:
    grid = Grid((50, 50, 50), (0.4, 0.4, 0.4), (0.0, 0.0, 0.0))
    ball = np.linalg.norm(np.indices(grid.shape_zyx) - 24.5, axis=0) < 20
    segmentation = Segmentation(np.where(ball, label_code(Side.LEFT, Part.VESTIBULE), 0).astype(np.uint8), grid)
    volume = Volume(np.zeros(grid.shape_zyx, np.int16), grid)
    request = ExportRequest(parts=False, max_triangles=1000)

    made = SurfaceMaker().make(segmentation, volume, request, Reporter())
    assert isinstance(made.surfaces, Model)
    (surface,) = made.surfaces.surfaces
    full = SurfaceMaker().make(segmentation, volume, replace(request, max_triangles=None), Reporter()).surfaces
    assert isinstance(full, Model)
    assert len(surface.triangles) < len(full.surfaces[0].triangles) / 5
    assert surface.deviation_mm is not None
    assert f"At most {len(surface.triangles)} triangles" in made.figures(METRIC)
    assert f"moved one by up to {surface.deviation_mm:.3f} mm of the patient" in made.figures(METRIC)


def test_structures_are_written_under_the_names_that_were_announced(tmp_path: Path) -> None:
    grid = Grid((30, 30, 40), (0.4, 0.4, 0.4), (0.0, 0.0, 0.0))
    labels = np.zeros(grid.shape_zyx, np.uint8)
    labels[5:15, 5:15, 5:15], labels[18:24, 18:24, 4:30] = 21, 61
    structures = counted((structure_of(21), Structure(61, "Zyste am Bogen", "#FF0080")), labels)
    found = Segmentation(labels, grid, structures=structures)
    request = ExportRequest(structures=frozenset({21, 61}), file_format="ply")
    names = SurfaceMaker().file_names(found, request)
    assert names == ("right_facial_nerve.ply", "zyste_am_bogen.ply", "right_ear_ply.json")
    checked = SurfaceMaker().make(found, Volume(np.zeros(grid.shape_zyx, np.int16), grid), request, Reporter())
    assert (checked.errors, checked.warnings) == ((), ())
    assert checked.preview is not None
    assert [(piece.name, piece.color) for piece in checked.preview.pieces] == [
        ("Right facial nerve", structure_of(21).color),
        ("Zyste am Bogen", "#FF0080"),
    ]
    written = SurfaceMaker().write(checked, found, request, tmp_path, False, Reporter())
    assert [path.name for path in written] == list(names)
