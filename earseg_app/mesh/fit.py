"""A model made as large as its printer can build it."""

from __future__ import annotations

from dataclasses import replace

from earseg_app.domain.progress import Reporter
from earseg_app.domain.segmentation import Segmentation
from earseg_app.domain.volume import Volume
from earseg_app.mesh.make import make_model
from earseg_app.mesh.model import Model
from earseg_app.mesh.plan import ModelPlan
from earseg_app.mesh.printing.check import scale_that_fits

_ATTEMPTS = 5


def make_fitting(
    segmentation: Segmentation, plan: ModelPlan, *, volume: Volume | None = None, reporter: Reporter | None = None
) -> Model:
    """As `make_model`, at the scale of the plan or, where that is too large for its printer, at the largest that fits.

    Where none does, the model says so in its findings.

    Raises:
        MeshError: as `make_model`.
        Cancelled: if the reporter was cancelled.
    """
    reporter = reporter or Reporter()
    model = make_model(segmentation, plan, volume=volume, reporter=reporter.part(0.0, 0.5))
    for attempt in range(_ATTEMPTS):
        scale = scale_that_fits(model)
        if scale is None:
            break
        done = 1.0 - 0.5 ** (attempt + 1)
        part = reporter.part(done, 1.0 - 0.5 ** (attempt + 2))
        model = make_model(segmentation, replace(plan, scale=scale), volume=volume, reporter=part)
    reporter.step(1.0, "Model ready")
    return model
