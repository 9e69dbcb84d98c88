"""`python -m tests.benchmarks.slicer [REAL] [PHANTOMS]`: what PrusaSlicer says of printed models, a table in Markdown.

Of real ears (../shared/data/ears, the first 17 unless told otherwise) and of ears of random phantoms at 0.3 mm (10),
three models each: the fluid space and its parts on stands for FDM × 3, the cast in two halves for SLA × 2, the hollow
ear for SLS × 5. Every STL is read with `--info`, which lists what the slicer had to repair, and sliced.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from earseg_app.dicom.images import read_labels
from earseg_app.domain.anatomy import Side
from earseg_app.domain.segmentation import Segmentation
from earseg_app.mesh.export import export_model
from earseg_app.mesh.make import make_model
from earseg_app.mesh.plan import ModelPlan
from earseg_app.mesh.printing.printers import FDM, SLA, SLS
from earseg_app.phantom.anatomy import Anatomy
from earseg_app.phantom.cases import axial_grid
from earseg_app.phantom.ct import truth_labels

EARS = Path(__file__).resolve().parents[3] / "shared" / "data" / "ears"
PLANS = {
    "fluid space and parts on stands × 3, FDM": ModelPlan(printer=FDM, scale=3.0, stand=True, code="CASE-7"),
    "cast × 2, SLA": ModelPlan(parts=False, whole=False, cast=True, printer=SLA, scale=2.0, code="CASE-7"),
    "hollow ear × 5, SLS": ModelPlan(parts=False, printer=SLS, scale=5.0, hollow=True),
}
# What `--info` says of a mesh that needs nothing; every other line is a repair or a fault.
SOUND = {"size_x", "size_y", "size_z", "min_x", "min_y", "min_z", "max_x", "max_y", "max_z"} | {
    "number_of_facets", "manifold", "number_of_parts", "volume"
}  # fmt: skip
FDM_BED = ("--nozzle-diameter", "0.4", "--layer-height", "0.2", "--bed-shape", "0x0,220x0,220x220,0x220")
RESIN = (
    "printer_technology = SLA\nsupports_enable = 0\npad_enable = 0\nlayer_height = 0.1\ninitial_layer_height = 0.1\n"
)


@dataclass
class Tally:
    """Of one kind of model: files read, faults and repairs by name, files sliced, and what those said that were not."""

    files: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    sliced: int = 0
    refusals: list[str] = field(default_factory=list)


def main() -> int:
    """Make, read, slice and print."""
    real, phantoms = (int(word) for word in [*sys.argv[1:3], *("17", "10")[len(sys.argv) - 1 :]])
    tallies = {title: Tally() for title in PLANS}
    ears = 0
    for name, labels in _ears(real, phantoms):
        ears += 1
        for title, plan in PLANS.items():
            with tempfile.TemporaryDirectory() as folder:
                *paths, _ = export_model(make_model(labels, plan), Path(folder))
                for path in paths:
                    _tell(tallies[title], f"{name} {path.name}", path, resin=plan.printer is SLA)
    write = sys.stdout.write
    write(f"{ears} ears\n\n| model | files | repaired or faulty | sliced |\n|---|---|---|---|\n")
    for title, tally in tallies.items():
        faults = ", ".join(f"{word} {count}" for word, count in tally.faults.items()) or "none"
        write(f"| {title} | {tally.files} | {faults} | {tally.sliced} |\n")
    for tally in tallies.values():
        for words in tally.refusals:
            write(f"{words}\n")
    return 0


def _ears(real: int, phantoms: int) -> Iterator[tuple[str, Segmentation]]:
    for path in sorted(EARS.glob("*_label.nii.gz"))[:real]:
        yield path.name[:3], read_labels(path)
    for seed in range(phantoms):
        anatomy, side = Anatomy.draw(seed), (Side.RIGHT, Side.LEFT)[seed % 2]
        center = anatomy.ear_frame(side).to_lps((0.0, 0.5, 0.0))
        yield f"phantom {seed}", truth_labels(anatomy, axial_grid(center, [26.0] * 3, [0.3] * 3))


def _tell(tally: Tally, name: str, path: Path, resin: bool) -> None:
    tally.files += 1
    lines = [line.split(" = ") for line in _run("--info", str(path)).splitlines() if " = " in line]
    found = [key for key, value in lines if key not in SOUND or (key == "manifold" and value != "yes")]
    tally.faults.update(found)
    if found:
        tally.refusals.append(f"{name}: {', '.join(found)}")
    out = path.with_suffix(".sl1" if resin else ".gcode")
    settings = path.parent / "resin.ini"
    settings.write_text(RESIN, encoding="utf-8")
    way = ("--export-sla", "--load", str(settings)) if resin else ("--export-gcode", *FDM_BED)
    said = _run(*way, "--output", str(out), str(path))
    if out.exists():
        tally.sliced += 1
    else:
        tally.refusals.append(f"{name}: {said.strip().splitlines()[-1]}")


def _run(*words: str) -> str:
    done = subprocess.run(["prusa-slicer", *words], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


if __name__ == "__main__":
    raise SystemExit(main())
