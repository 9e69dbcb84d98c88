"""Normal ranges say where they come from and speak up only outside."""

from __future__ import annotations

from earseg_app.domain.measuring.guided_measures import GUIDED_MEASURES
from earseg_app.domain.measuring.normal_ranges import NORMAL_RANGES, NormalRange, flags_of, ranges_of, remark


def test_every_range_names_its_source_and_unit() -> None:
    assert all(r.source and r.unit and (r.low is not None or r.high is not None) for r in NORMAL_RANGES)


def test_a_usual_value_needs_no_remark() -> None:
    assert remark("A", 9.2) == ""


def test_an_unusual_value_is_named_with_the_range_and_its_source() -> None:
    sentence = remark("A", 7.1)
    assert "7.10 mm" in sentence and "8.4–10.4 mm" in sentence and "Wimmer" in sentence


def test_a_quantity_without_a_known_range_needs_no_remark() -> None:
    assert remark("length of the nose", 50.0) == ""


def test_ranges_are_put_in_words_with_a_decimal_and_a_dash() -> None:
    assert NormalRange("x", 5.4, None, "mm", "s").words() == "at least 5.4 mm"
    assert NormalRange("x", 6.0, 7.8, "mm", "s").words() == "6.0–7.8 mm"
    assert NormalRange("x", 0.79, 1.39, "mm", "s").words() == "0.79–1.39 mm"
    assert NormalRange("x", None, 0.9, "mm", "s").words() == "at most 0.9 mm"


def test_the_ends_belong_to_the_range() -> None:
    range_a = ranges_of("A")[0]
    assert range_a.contains(8.4) and range_a.contains(10.4) and not range_a.contains(10.5)


def test_a_value_is_held_against_every_range_of_its_quantity() -> None:
    flags = flags_of("lateral_canal_bony_island", 2.9)
    assert [flag.is_normal for flag in flags] == [False, True]
    assert "lies outside at least 3.0 mm (D'Arco 2017)" in flags[0].sentence()


def test_every_guided_measure_says_where_its_ends_go_and_has_a_range() -> None:
    for guided in GUIDED_MEASURES:
        assert ranges_of(guided.key), guided.key
        assert guided.definition.endswith(".") and guided.plane in ("axial", "coronal")
