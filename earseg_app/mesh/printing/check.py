"""What keeps a model from printing well, in words."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from earseg_app.domain.geometry import FloatArray
from earseg_app.domain.units import METRIC
from earseg_app.mesh.check import Finding, Severity
from earseg_app.mesh.model import Model, bounds_mm
from earseg_app.mesh.printing.plate import fitting_scale, too_large
from earseg_app.mesh.printing.printers import Printer

_SHARE_WORTH_SAYING = 0.01


def printing_findings(model: Model, printer: Printer) -> Iterator[Finding]:
    """Walls thinner than the printer makes, and a model larger than its build volume."""
    for surface in model.surfaces:
        walls = model.walls.get(surface.name)
        if walls is None:
            continue
        share = walls.share_below(printer.feature_mm / model.placement.scale)
        if share > _SHARE_WORTH_SAYING:
            words = f"is thinner than the {printer.feature_mm:g} mm this printer makes on {share:.0%} of its skin"
            yield Finding(Severity.WARNING, f"{surface.title} {words}.")
    if too_large(model.size_mm, printer.build_mm):
        yield Finding(Severity.WARNING, _too_large_words(model, printer))


def scale_that_fits(model: Model) -> float | None:
    """The scale at which a model that is too large for its printer fits; None when it fits, or no scale would."""
    if model.build_mm is None or not too_large(model.size_mm, model.build_mm):
        return None
    return fitting_scale(_sizes(model), model.placement.scale, model.build_mm)


def _too_large_words(model: Model, printer: Printer) -> str:
    advice = []
    scale = fitting_scale(_sizes(model), model.placement.scale, printer.build_mm)
    if scale is not None:
        advice.append(f"a scale of at most {scale:g}")
    if len(model.items) > 1 and not any(too_large(size, printer.build_mm) for size in _sizes(model)):
        advice.append("print the models one after another")
    words = f"The model takes {METRIC.printed_size(model.size_mm)}, the printer {METRIC.printed_size(printer.build_mm)}"
    return f"{words}; choose {', or '.join(advice)}." if advice else f"{words}."


def _sizes(model: Model) -> list[FloatArray]:
    return [np.ptp(bounds_mm(item), axis=0) for item in model.items]
