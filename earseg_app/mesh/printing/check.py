"""What keeps a model from printing well, in words."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from earseg_app.mesh.check import Finding, Severity
from earseg_app.mesh.model import Model
from earseg_app.mesh.plan import SCALES
from earseg_app.mesh.printing.plate import size_words, too_large
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
    size = model.size_mm
    if too_large(size, printer.build_mm):
        scale = model.placement.scale * float(np.min(np.array(printer.build_mm) / size))
        fits = (
            f"one ear at a time, or a scale of at most {scale:.1f}" if scale >= SCALES[0] else "fewer models at a time"
        )
        words = f"The model takes {size_words(size)}, the printer {size_words(printer.build_mm)}; choose {fits}."
        yield Finding(Severity.WARNING, words)
