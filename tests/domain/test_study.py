"""What is on a disc, and which series suits the inner ear best."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from earseg_app.domain.study import Catalog, Patient, Series, Study

PLAIN = Series("1", "plain", "CT", 1, (), 100)


def catalog(*series: Series) -> Catalog:
    study = Study("s", "", "", series)
    return Catalog(Path("disc"), (Patient("p", "", "", (study,)),))


def test_the_score_is_the_sum_of_its_reasons() -> None:
    series = replace(PLAIN, suitability=((2.0, "thin slices"), (-0.5, "soft kernel")))
    assert series.score == pytest.approx(1.5)


def test_the_best_series_has_the_highest_score() -> None:
    thin = replace(PLAIN, uid="2", suitability=((2.0, "thin slices"),))
    assert catalog(PLAIN, thin).best_series() is thin


def test_a_localizer_and_a_refused_series_are_never_the_best() -> None:
    good = ((9.0, "thin slices"),)
    localizer = replace(PLAIN, uid="2", is_localizer=True, suitability=good)
    refused = replace(PLAIN, uid="3", refusal="Slices are missing.", suitability=good)
    assert catalog(localizer, refused, PLAIN).best_series() is PLAIN
    assert catalog(localizer, refused).best_series() is None


def test_all_series_are_those_of_every_study_of_every_patient() -> None:
    one, two = catalog(PLAIN), catalog(replace(PLAIN, uid="2"), replace(PLAIN, uid="3"))
    both = Catalog(Path("disc"), one.patients + two.patients)
    assert [series.uid for series in both.all_series()] == ["1", "2", "3"]


def test_an_empty_disc_has_no_best_series() -> None:
    assert Catalog(Path("disc")).best_series() is None
