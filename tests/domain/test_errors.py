"""Errors carry a sentence that a surgeon can act on."""

from __future__ import annotations

import pytest

from earseg_app.domain import errors


def test_the_sentence_says_what_happened_and_what_to_do() -> None:
    error = errors.MeasurementError("There is no cochlea.", "Segment it first.")
    assert error.sentence() == "There is no cochlea. Segment it first."
    assert str(error) == "There is no cochlea."


def test_without_a_hint_the_sentence_is_the_message() -> None:
    assert errors.EarsegError("The disc is empty.").sentence() == "The disc is empty."


def test_details_stay_out_of_the_sentence() -> None:
    assert "0x1F" not in errors.EarsegError("Unreadable.", "Try another.", "offset 0x1F").sentence()


@pytest.mark.parametrize(
    "kind",
    [
        errors.UnreadableInput,
        errors.UnsupportedVolume,
        errors.ModelError,
        errors.MeasurementError,
        errors.MeshError,
        errors.ExportError,
    ],
)
def test_every_error_of_the_program_can_be_caught_as_one(kind: type[errors.EarsegError]) -> None:
    with pytest.raises(errors.EarsegError):
        raise kind("It went wrong.")
