"""The one table of parts, codes, names and colours."""

from __future__ import annotations

import re

import pytest

from earseg_app.domain.anatomy import BONE_COLOR, CANALS, Part, Side, label_code, part_of_label


def test_right_ears_use_one_to_five_and_left_ears_ten_more() -> None:
    assert [label_code(Side.RIGHT, part) for part in Part] == [1, 2, 3, 4, 5]
    assert [label_code(Side.LEFT, part) for part in Part] == [11, 12, 13, 14, 15]


@pytest.mark.parametrize("side", list(Side))
@pytest.mark.parametrize("part", list(Part))
def test_side_and_part_come_back_from_the_code(side: Side, part: Part) -> None:
    assert part_of_label(label_code(side, part)) == (side, part)


@pytest.mark.parametrize("code", [0, 6, 7, 10, 16, 255])
def test_background_and_unknown_codes_are_no_part(code: int) -> None:
    assert part_of_label(code) is None


def test_parts_have_names_for_files_and_for_the_window() -> None:
    assert Part.SUPERIOR_CANAL.key == "superior_canal"
    assert Part.SUPERIOR_CANAL.title == "Superior canal"
    assert (Side.RIGHT.word, Side.LEFT.value) == ("right", "L")


def test_every_part_has_a_colour_of_its_own() -> None:
    colors = [part.color for part in Part] + [BONE_COLOR]
    assert len(set(colors)) == len(colors)
    assert all(re.fullmatch("#[0-9A-F]{6}", color) for color in colors)


def test_there_are_three_canals() -> None:
    assert CANALS == (Part.SUPERIOR_CANAL, Part.POSTERIOR_CANAL, Part.LATERAL_CANAL)
