"""The hand-worked cases of ``eval/reconcile``."""

from __future__ import annotations

import pytest
from eval.reconcile.cases import Case, differences, read_cases


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: case.name)
def test_case(case: Case) -> None:
    assert differences(case) == []
