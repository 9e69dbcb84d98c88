"""One phantom that the tests of this room share."""

from __future__ import annotations

import pytest

from earseg_app.domain.anatomy import Side
from earseg_app.phantom.cases import Case, small_case


@pytest.fixture(scope="session")
def right_case() -> Case:
    return small_case(Side.RIGHT, seed=3, spacing_mm=0.4)
