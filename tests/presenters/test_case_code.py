"""What stands on a printed model does not say whose ear it is."""

from __future__ import annotations

import pytest

from earseg_app.presenters.case_code import NAMES_PATIENT, code_refusal

JANE = (("Name", "Müller-Lüdenscheidt^Jo"), ("Patient ID", "4711-A"), ("Date of the scan", "20260102"))


@pytest.mark.parametrize(
    "code", ["MULLER-1", "x.Müller", "4711-A", "4711A", "R 4711 A", "MULLERLU", "JO-3", "muller", "4711A-X"]
)
def test_a_code_that_holds_name_or_id_is_refused(code: str) -> None:
    assert code_refusal(code, JANE) == NAMES_PATIENT


@pytest.mark.parametrize("code", ["", "CASE-7", "JOB-3", "EAR.12", "20260102", "47-11"])
def test_any_other_code_is_taken(code: str) -> None:
    assert code_refusal(code, JANE) == ""


def test_where_nobody_is_named_every_code_is_taken() -> None:
    assert code_refusal("MULLER-1", ()) == ""
    assert code_refusal("CASE-7", (("Name", "^"),)) == ""
