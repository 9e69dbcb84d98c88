"""What is asked for in the window reaches the surfaces."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from earseg_app.adapters.surfaces import SurfaceMaker
from earseg_app.domain.anatomy import Part, Side, label_code
from earseg_app.domain.geometry import Grid
from earseg_app.domain.progress import Reporter
from earseg_app.domain.segmentation import Segmentation
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
    assert f"At most {len(surface.triangles)} triangles" in made.figures
    assert f"moved one by up to {surface.deviation_mm:.3f} mm of the patient" in made.figures
