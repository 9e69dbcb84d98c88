"""What is said of a model."""

from __future__ import annotations

from earseg_app.domain.units import METRIC, Units
from earseg_app.mesh.model import Model


def figures_of(model: Model, units: Units = METRIC) -> str:
    """Size and material as written; in the patient, what simplifying did and how far all surfaces lie from labels."""
    words = f"{units.printed_size(model.size_mm)}, {units.material(model.material_cm3)} of material."
    moved_mm = max((surface.deviation_mm or 0.0 for surface in model.surfaces), default=0.0)
    if moved_mm > 0:
        most = max(len(surface.triangles) for surface in model.surfaces)
        words += (
            f" At most {most} triangles a surface; having fewer moved one by up to {moved_mm:.3f} mm of the patient."
        )
    if not model.fidelity:
        return words
    worst = max(model.fidelity.values(), key=lambda found: found.mean_mm)
    largest = max(found.max_mm for found in model.fidelity.values())
    if any(surface.made_from == "shares" for surface in model.surfaces):
        words += " Surfaces pass between voxels where the network says so."
    return (
        f"{words} From the border of the labels: mean {worst.mean_mm:.3f} mm, 95 % within {worst.p95_mm:.3f} mm"
        f" (worst surface), at most {largest:.2f} mm."
    )
