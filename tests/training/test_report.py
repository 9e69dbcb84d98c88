"""The report says what was measured: misses and inventions, figures by group, the verdict against the truth."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from earseg_app.domain.anatomy import Part, Side
from earseg_app.domain.segmentation import Segmentation, Verdict, describe_ear
from earseg_app.domain.volume import Volume
from training.cases import Case
from training.report import run as running
from training.report.cases import Group
from training.report.pictures import save_picture
from training.report.run import Row, run
from training.report.text import evaluation, verdicts

GROUP, NOTHING = Group("Left out", 0.94), Group("Scans of no ear", 0.0)
GOOD = Row(GROUP, "T03", True, 1, 0.95, (0.9,) * 5, 0.06, 0.2, "good", (), "", 3.0)
THICK = Row(GROUP, "T06", True, 1, 0.80, (0.7,) * 5, 0.2, 0.9, "check", ("Too thick.",), "", 3.0)
MISSED = Row(GROUP, "T09", True, 0)
QUIET, INVENTED = Row(NOTHING, "water", False, 0), Row(NOTHING, "noise", False, 1)


def test_the_report_counts_what_was_missed_and_invented_and_hides_no_miss_in_the_mean() -> None:
    text = evaluation([GOOD, THICK, MISSED, QUIET, INVENTED], "EarSeg ear 9", "python -m training.report", [])
    assert "Ears missed: 1 of 3. Ears invented: 1 in 2 scans" in text
    assert "| Left out | 3 | 0.583 (0.000) | 0.94 |" in text
    assert "1/1/0" in text and "EarSeg ear 9" in text


def test_the_verdict_table_has_the_dice_of_each_verdict_and_every_reason() -> None:
    text = verdicts([GOOD, THICK, QUIET], "EarSeg ear 9", "python -m training.report")
    assert "| good | 1 | 0.95-0.95 | 0 |" in text
    assert "| check | 1 | 0.80-0.80 | 1 |" in text
    assert "Too thick." in text and "water" not in text


@pytest.fixture
def case() -> Case:
    labels = np.zeros((20, 20, 20), np.uint8)
    labels[5:15, 5:15, 5:15] = Part.COCHLEA
    return Case("block", np.where(labels > 0, 0, 1500).astype(np.int16), labels, (0.5, 0.5, 0.5))


def test_a_row_is_kept_and_a_stopped_run_goes_on(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def truth_but_left(volume: Volume, _networks: object) -> Segmentation:
        labels = np.where(case.labels > 0, 11, 0).astype(np.uint8)
        ear = describe_ear(labels, volume.grid, Side.LEFT, Verdict.CHECK, ("Look.",))
        assert ear is not None
        return Segmentation(labels, volume.grid, (ear,))

    monkeypatch.setattr(running, "segment_volume", truth_but_left)
    (row,) = run([(GROUP, case)], None, tmp_path)  # type: ignore[arg-type]
    assert (row.dice, row.verdict, row.reasons) == (1.0, "check", ("Look.",))
    monkeypatch.setattr(running, "segment_volume", lambda *_: pytest.fail("ran again"))
    assert run([(GROUP, case)], None, tmp_path) == [row]  # type: ignore[arg-type]
    pytest.importorskip("matplotlib")
    save_picture(tmp_path / "picture.png", tmp_path / "block.npz")
    assert (tmp_path / "picture.png").stat().st_size > 1000
