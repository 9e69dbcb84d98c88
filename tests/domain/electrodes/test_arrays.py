"""A list of electrode arrays is checked, figure by figure, and each figure has its source."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from earseg_app import paths
from earseg_app.domain.electrodes.arrays import FORMAT, Course, ElectrodeFileError, merged, read_arrays

SOURCES = dict.fromkeys(("length_mm", "active_length_mm", "tip_mm", "wall_distance_mm", "contacts"), "data sheet")
ENTRY: dict[str, Any] = {
    "maker": "Maker",
    "model": "Twelve",
    "course": "lateral wall",
    "length_mm": 28.0,
    "active_length_mm": 22.0,
    "contacts": 12,
    "spacing_mm": 2.0,
    "tip_mm": 0.5,
    "wall_distance_mm": 0.4,
    "sources": SOURCES,
    "date": "2026-11-24",
}


def text_of(**changes: Any) -> str:
    entry = {key: value for key, value in {**ENTRY, **changes}.items() if value is not None}
    return json.dumps({"format": FORMAT, "arrays": [entry]})


def test_the_shipped_list_is_whole_and_names_a_source_for_every_figure() -> None:
    text = (paths.resources() / "electrodes.json").read_text(encoding="utf-8")
    arrays = read_arrays(text, "electrodes.json")
    assert len({array.name for array in arrays}) == len(arrays) >= 15
    assert {array.maker for array in arrays} >= {"Cochlear", "Advanced Bionics", "MED-EL"}
    for array in arrays:
        assert array.date and all(source for _, source in array.sources)
        for figure in array.recalled:
            assert any(word in dict(array.sources)[figure] for word in ("recalled", "assume")), (array.name, figure)


def test_contacts_lie_evenly_behind_the_tip() -> None:
    (array,) = read_arrays(text_of(), "mine.json")
    assert array.course is Course.LATERAL_WALL
    depths = array.contact_depths_mm()
    assert depths[0] == pytest.approx(27.5)
    assert depths[-1] == pytest.approx(5.5)
    assert np.diff(depths) == pytest.approx([-2.0] * 11)
    assert array.contact_depths_mm(20.0)[0] == pytest.approx(19.5)


def test_a_users_array_replaces_the_programs_of_the_same_name() -> None:
    own = read_arrays(text_of(), "own") + read_arrays(text_of(model="Other"), "own")
    added = read_arrays(text_of(length_mm=30.0), "mine") + read_arrays(text_of(model="New"), "mine")
    both = {array.name: array.length_mm for array in merged(own, added)}
    assert both == {"Maker Twelve": 30.0, "Maker Other": 28.0, "Maker New": 28.0}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"maker": None}, '"maker" is missing'),
        ({"length_mm": "long"}, '"length_mm" must be a number'),
        ({"length_mm": True}, '"length_mm" must be a number'),
        ({"tip_mm": -1.0}, '"tip_mm" must be a number'),
        ({"contacts": 0}, '"contacts" must be a whole number'),
        ({"contacts": 11}, "11 contacts 2 mm apart do not span 22 mm"),
        ({"course": "sideways"}, '"course" is none of'),
        ({"active_length_mm": 28.0, "spacing_mm": None}, "reach beyond the array"),
        ({"sources": {"length_mm": "x"}}, '"sources" lacks active_length_mm'),
    ],
)
def test_a_wrong_entry_is_named_with_its_fault(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ElectrodeFileError, match=sentence) as caught:
        read_arrays(text_of(**changes), "mine.json")
    assert "mine.json, array 1" in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize("text", ["[]", '{"arrays": []}', f'{{"format": "{FORMAT}"}}', "null"])
def test_another_file_is_refused(text: str) -> None:
    with pytest.raises(ElectrodeFileError, match="not a list of electrode arrays"):
        read_arrays(text, "mine.json")


def test_broken_json_is_refused_with_its_line() -> None:
    with pytest.raises(ElectrodeFileError, match="line 2"):
        read_arrays('{"format": 1,\n oops', "mine.json")
