"""The report in words and tables."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from earseg_app.domain.anatomy import Part
from training.report.run import Row

PUBLISHED = """| work | images | Dice of the inner ear |
|---|---|---|
| U-Net, Eur Radiol Exp 2024;8:104 | 70 clinical CT of other centres | 0.83 |
| AH-Net, Neves 2021 (Sci Rep) | 150 clinical CT | 0.91 |
| W-Net, Lv 2021 | clinical CT | 0.90 |
| BMC Med Imaging 2021 (s12880-021-00698-x) | 58 ears | normal 0.91, malformed 0.78 |
| nnU-Net, Ding 2023 | 15 CBCT | 0.95 |

Other images, other observers, other definitions of the edge: the figures show the range, not a ranking.
"""
LIMITS = """- Two real ears were never trained on, both scanned after death at about 0.16 × 0.16 × 0.2 mm. Larger
  voxels, noise and fluid in the canal were made from them. No image of a living patient from another hospital has
  been scored.
- Diseases are simulated in one bone that was left out; real ones vary more. A malformed ear is flagged by its shape; a
  subtle one may not be.
- The truth of the parts is that of a shape model fitted to expert masks of the whole: no expert drew the parts.
- From about 1 mm on the canals break, at 2 mm the ear is not usable; the verdict says so.
- Motion is not recognised as such.
"""


def evaluation(rows: Sequence[Row], model: str, command: str, pictures: Sequence[tuple[str, str]]) -> str:
    """`docs/reference/evaluation.md`; `pictures`: (title, path) of each."""
    real = [row for row in rows if row.has_ear]
    nothing = [row for row in rows if not row.has_ear]
    missed, invented = sum(row.is_false for row in real), sum(row.ears for row in nothing)
    shown = "\n\n".join(f"![{title}]({path})\n\n{title}" for title, path in pictures)
    return f"""# How well the ears are found and segmented

Made by `{command}` with the model {model}: the whole program, on scans whose orientation and side it isn't told.
Dice, mean surface distance (ASSD) and 95th percentile of the surface distances (HD95) are of the whole labyrinth
against its truth, on the voxels of the scan; parts in the order {", ".join(part.title.lower() for part in Part)}.

Ears missed: {missed} of {len(real)}. Ears invented: {invented} in {len(nothing)} scans of no ear.

{_table(real)}
The voxels of the thicker scans are averages of the fine ones with 40 HU of noise added. Seconds were taken beside other
work; see [speed](speed.md).

## Others

{PUBLISHED}
## The best, the middle and the worst case

Green: found and true. Red: found only. Blue: missed.

{shown}

## What it can't do

{LIMITS}"""


def verdicts(rows: Sequence[Row], model: str, command: str) -> str:
    """`docs/reference/verdict.md`."""
    real = [row for row in rows if row.has_ear and row.ears]
    counts = []
    for verdict in ("good", "check", "poor"):
        dices = [row.dice for row in real if row.verdict == verdict]
        spread = f"{min(dices):.2f}-{max(dices):.2f}" if dices else ""
        counts.append(f"| {verdict} | {len(dices)} | {spread} | {sum(dice < 0.85 for dice in dices)} |")
    lines = [
        f"| {row.name} | {row.dice:.2f} | {row.verdict} | {'yes' if row.malformed else ''} | {' '.join(row.reasons)} |"
        for row in sorted(real, key=lambda row: -row.dice)
    ]
    return "\n".join(
        [
            "# The verdict on an ear",
            "",
            f"Made by `{command}` with the model {model}. The rules and the source of each bound are in",
            "`earseg_app/inference/quality.py` and `earseg_app/inference/ear_shape.py`.",
            "",
            "| verdict | ears | Dice | of these below 0.85 |",
            "|---|---|---|---|",
            *counts,
            "",
            "| case | Dice | verdict | malformed | reasons |",
            "|---|---|---|---|---|",
            *lines,
            "",
        ]
    )


def _table(rows: Sequence[Row]) -> str:
    lines = [
        "| | cases | Dice mean (least) | asked for | parts | ASSD mm | HD95 mm | good/check/poor | s |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for title in dict.fromkeys(row.group.title for row in rows):
        group = [row for row in rows if row.group.title == title]
        lines.append(_line(title, group))
    return "\n".join(lines) + "\n"


def _line(title: str, group: Sequence[Row]) -> str:
    found = [row for row in group if row.ears]
    aim = group[0].group.aim
    if not found:
        return f"| {title} | {len(group)} | missed | {aim or ''} | | | | | |"
    dices = [row.dice for row in group]
    parts = " ".join(f"{fmean(values):.2f}" for values in zip(*(row.part_dice for row in found), strict=True))
    told = "/".join(str(sum(row.verdict == verdict for row in found)) for verdict in ("good", "check", "poor"))
    return (
        f"| {title} | {len(group)} | {fmean(dices):.3f} ({min(dices):.3f}) | {aim or ''} | {parts} | "
        f"{fmean(row.assd_mm for row in found):.3f} | {fmean(row.hd95_mm for row in found):.2f} | {told} | "
        f"{fmean(row.seconds for row in found):.0f} |"
    )
