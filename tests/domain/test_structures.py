"""Structures beside the ears have codes, names and colours of their own, and are told from everything else."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pytest

from earseg_app.domain.anatomy import Part, Side, part_of_label
from earseg_app.domain.errors import EarsegError
from earseg_app.domain.structures import (
    COMMON,
    FIRST_LEFT,
    FIRST_OWN,
    FIRST_RIGHT,
    LAST_OWN,
    LONGEST_NAME,
    Structure,
    counted,
    counted_after,
    ears_alone,
    is_structure,
    new_structure,
    sound_name,
    structure_of,
)
from tests.domain.test_part_colors import APART, EYES, seen

NERVE = Structure(21, "Facial nerve", "#EFE340", Side.RIGHT)


def test_common_structures_have_a_code_of_their_own_in_each_ear() -> None:
    right = [new_structure(common.name, Side.RIGHT, ()) for common in COMMON]
    left = [new_structure(common.name, Side.LEFT, ()) for common in COMMON]
    assert [each.code for each in right] == list(range(FIRST_RIGHT, FIRST_RIGHT + len(COMMON)))
    assert [each.code for each in left] == list(range(FIRST_LEFT, FIRST_LEFT + len(COMMON)))
    assert right[0] == Structure(21, "Facial nerve", COMMON[0].color, Side.RIGHT)


def test_no_code_is_that_of_a_part_and_of_a_structure() -> None:
    assert not any(is_structure(code) and part_of_label(code) for code in range(256))
    assert [code for code in range(256) if is_structure(code)] == [
        *range(21, 21 + len(COMMON)),
        *range(41, 41 + len(COMMON)),
        *range(61, 100),
    ]


@pytest.mark.parametrize("code", [21, 41, 47, 61, 99])
def test_a_code_that_nobody_named_has_a_name_nevertheless(code: int) -> None:
    found = structure_of(code)
    assert found.code == code
    assert found.name
    with pytest.raises(ValueError, match="no structure"):
        structure_of(20)


def test_a_name_of_ones_own_gets_the_next_free_code() -> None:
    first = new_structure("Cyst", None, ())
    second = new_structure("Cyst", Side.LEFT, (first,))
    assert (first.code, second.code) == (FIRST_OWN, FIRST_OWN + 1)
    assert first.color != second.color


def test_a_common_name_is_known_however_it_is_spelled() -> None:
    assert new_structure("  facial  NERVE ", Side.LEFT, ()) == new_structure("Facial nerve", Side.LEFT, ())


@pytest.mark.parametrize("name", ["", "  ", "?!", "x" * (LONGEST_NAME + 1), "Cochlea", "inner ear", "STAND", "21"])
def test_names_that_say_nothing_or_something_else_are_refused(name: str) -> None:
    with pytest.raises(EarsegError):
        new_structure(name, Side.RIGHT, ())


def test_the_same_name_is_free_in_the_other_ear_only() -> None:
    assert sound_name("Facial nerve", Side.LEFT, (NERVE,)) == "Facial nerve"
    with pytest.raises(EarsegError, match="there already"):
        sound_name("facial_nerve", Side.RIGHT, (NERVE,))


def test_too_many_structures_are_refused_in_a_sentence() -> None:
    many = [Structure(code, f"Spot {code}", "#FFFFFF") for code in range(FIRST_OWN, LAST_OWN + 1)]
    with pytest.raises(EarsegError, match="too many"):
        new_structure("One more", None, many)


@pytest.mark.parametrize(
    "structure, title, words, key",
    [
        (NERVE, "Facial nerve (right)", "facial nerve (right)", "right_facial_nerve"),
        (Structure(61, "Zyste am Bogen", "#FFFFFF"), "Zyste am Bogen", "Zyste am Bogen", "zyste_am_bogen"),
    ],
)
def test_it_is_named_in_the_window_in_sentences_and_in_files(
    structure: Structure, title: str, words: str, key: str
) -> None:
    assert (structure.title, structure.words, structure.key) == (title, words, key)


@pytest.mark.parametrize("eyes", EYES)
def test_no_common_structure_looks_like_another_one_or_like_a_part(eyes: str) -> None:
    colors = {common.name: common.color for common in COMMON} | {part.key: part.color for part in Part}
    names = [common.name for common in COMMON]
    pairs = [*combinations(names, 2), *product(names, [part.key for part in Part])]
    far = {pair: float(np.linalg.norm(seen(colors[pair[0]], eyes) - seen(colors[pair[1]], eyes))) for pair in pairs}
    assert min(far.values()) > APART, min(far.items(), key=lambda item: item[1])


def test_voxels_are_counted_in_the_block_that_changed_alone() -> None:
    labels = np.zeros((3, 4, 5), np.uint8)
    labels[0, 0, :3] = 21
    (before,) = counted((NERVE,), labels)
    assert before.voxels == 3
    after = counted_after((before,), np.array([[[21, 0]]], np.uint8), np.array([[[1, 1]]], np.uint8))
    assert after[0].voxels == 2
    same = (before,)
    assert counted_after(same, np.array([[[0]]], np.uint8), np.array([[[1]]], np.uint8)) is same


def test_ears_alone_are_what_is_left_without_structures() -> None:
    labels = np.array([[[0, 5, 15, 21, 99]]], np.uint8)
    assert ears_alone(labels).tolist() == [[[0, 5, 15, 0, 0]]]
    ear = np.array([[[0, 5]]], np.uint8)
    assert ears_alone(ear) is ear
