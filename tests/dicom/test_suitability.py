"""The series that suits the inner ear best is found, and the reasons are words."""

from __future__ import annotations

from pathlib import Path

import pytest

from earseg_app.dicom.suitability import suitability
from earseg_app.domain.study import Series


def series(spacing: float, pixel: float, kernel: str, count: int = 120, description: str = "") -> Series:
    return Series(
        "1.2.3", description, "CT", 1, (Path("x"),), count, 512, 512, (pixel, pixel), spacing, spacing, kernel
    )


def score(one: Series, study: str = "") -> float:
    return sum(points for points, _ in suitability(one, study))


def test_thin_beats_thick_fine_beats_coarse_sharp_beats_soft() -> None:
    best = score(series(0.4, 0.2, "U70u"))
    assert best > score(series(1.0, 0.2, "U70u"))
    assert best > score(series(0.4, 0.5, "U70u"))
    assert best > score(series(0.4, 0.2, "H31s"))


def test_a_thin_soft_series_beats_a_thick_sharp_one() -> None:
    assert score(series(0.6, 0.3, "H31s")) > score(series(3.0, 0.3, "H70h"))


@pytest.mark.parametrize(
    "kernel", ["BONE", "BONEPLUS", "EDGE", "H70h", "U70u", "Hr68", "J70h/3", "YD", "FC81", "UHR59"]
)
def test_bone_kernels_are_known_by_their_names(kernel: str) -> None:
    assert any("bone kernel" in reason for _, reason in suitability(series(0.6, 0.3, kernel), ""))


@pytest.mark.parametrize("kernel", ["STANDARD", "SOFT", "H31s", "J30S", "Br40", "UB", "B", "FC21"])
def test_soft_kernels_are_known_by_their_names(kernel: str) -> None:
    assert any("soft kernel" in reason for _, reason in suitability(series(0.6, 0.3, kernel), ""))


def test_words_of_several_languages_speak_for_the_ear() -> None:
    for words in ("Felsenbein rechts", "ROCHERS", "Temporal bone", "IAC 0.6", "peñasco"):
        assert score(series(0.6, 0.3, "", description=words)) > score(series(0.6, 0.3, "", description="Head"))


def test_other_parts_of_the_body_and_reformats_speak_against() -> None:
    plain = score(series(0.6, 0.3, ""))
    assert score(series(0.6, 0.3, "", description="Thorax HR")) < plain
    assert score(series(0.6, 0.3, "", description="COR MPR")) < plain
    assert score(series(0.6, 0.3, ""), "CT Knee left") < plain


def test_a_few_slices_speak_against() -> None:
    assert score(series(0.6, 0.3, "", count=12)) < score(series(0.6, 0.3, "", count=60))


def test_what_cannot_be_opened_says_only_that() -> None:
    refused = Series("1", "", "MR", 1, (), 5, refusal="This is MR.")
    assert suitability(refused, "") == ((-100.0, "This is MR."),)
