"""Run the program on every case and keep a row of figures for each; a run that was stopped goes on."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np

from earseg_app.domain.anatomy import LEFT_OFFSET
from earseg_app.domain.geometry import Grid
from earseg_app.domain.volume import Volume
from earseg_app.inference.segmenter import Networks, segment_volume
from training.cases import Case
from training.evaluate import Labels, score
from training.report.cases import Group

LOG = logging.getLogger("training.report")


@dataclass(frozen=True)
class Row:
    """One case: what was found, and how well; distances in mm. `has_ear`: whether the truth holds one."""

    group: Group
    name: str
    has_ear: bool
    ears: int
    dice: float = 0.0
    part_dice: tuple[float, ...] = ()
    assd_mm: float = 0.0
    hd95_mm: float = 0.0
    verdict: str = ""
    reasons: tuple[str, ...] = ()
    malformed: str = ""
    seconds: float = 0.0

    @property
    def is_false(self) -> bool:
        """Whether an ear was missed, or invented."""
        return self.has_ear != bool(self.ears)


def run(cases: Iterable[tuple[Group, Case]], networks: Networks, folder: Path) -> list[Row]:
    """A row for each case, kept in `folder` with the labels found, as NAME.json and NAME.npz."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for group, case in cases:
        kept = folder / f"{case.name.replace('/', '-')}.json"
        if kept.is_file():
            rows.append(msgspec.json.decode(kept.read_bytes(), type=Row))
            continue
        row, found = _measured(group, case, networks)
        spacing = np.array(case.spacing_zyx_mm)
        np.savez_compressed(kept.with_suffix(".npz"), hu=case.hu, truth=case.labels, found=found, spacing=spacing)
        kept.write_bytes(msgspec.json.encode(row))
        LOG.info("%s, %s: Dice %.3f, %s, %.0f s", group.title, case.name, row.dice, row.verdict, row.seconds)
        rows.append(row)
    return rows


def _measured(group: Group, case: Case, networks: Networks) -> tuple[Row, Labels]:
    grid = Grid(case.labels.shape, case.spacing_zyx_mm, (0.0, 0.0, 0.0))
    started = time.monotonic()
    result = segment_volume(Volume(case.hu.copy(), grid, case.name, has_patient_frame=False), networks)
    seconds = time.monotonic() - started
    found = np.where(result.labels > LEFT_OFFSET, result.labels - LEFT_OFFSET, result.labels).astype(np.uint8)
    has_ear = bool(case.labels.any())
    if not (has_ear and result.ears):
        return Row(group, case.name, has_ear, len(result.ears), seconds=seconds), found
    agreement = score(found, case.labels, case.spacing_zyx_mm)
    ear = result.ears[0]
    row = Row(
        group,
        case.name,
        has_ear,
        len(result.ears),
        agreement.dice,
        agreement.part_dice,
        agreement.assd_mm,
        agreement.hd95_mm,
        ear.verdict.value,
        ear.reasons,
        ear.malformed,
        seconds,
    )
    return row, found
