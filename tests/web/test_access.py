"""No page has a serious failing of access: axe-core's rules in a real browser, in light and dark."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hadba.app.desk.desk import Desk
from tests.web.browsing import needed

AXE = Path(__file__).parents[2] / "front" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = ("/", "/review", "/decisions", "/brief", "/sources", "/sources/Tigris%20Wire", "/places/Mosul", "/reports/r-arabic")
PAGES += ("/reports/gulf-dispatch-2017-05-28", "/incidents/", "/reports/none")


def failings(page: Any) -> list[str]:
    """Serious and critical violations, with where they are."""
    found = page.evaluate(f"axe.run(document, {{runOnly: {RULES}}})")
    return [
        f"{v['id']} ({v['impact']}): {n['target']} {n.get('failureSummary', '')[:300]}"
        for v in found["violations"]
        if v["impact"] in ("serious", "critical")
        for n in v["nodes"][:4]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_serious_failing(open_page: Callable[..., Any], desk_at: tuple[str, Desk], scheme: str) -> None:
    needed(AXE.is_file(), "axe-core is not installed (make install)")
    one = next(i for i in desk_at[1].ledger.incidents() if i.n_independent > 1 and i.type == "air_strike").incident_id
    script = AXE.read_text(encoding="utf-8")
    wrong: dict[str, list[str]] = {}
    for path in PAGES:
        page = open_page(path + (one if path == "/incidents/" else ""), scheme=scheme)
        page.evaluate(script)
        wrong[path] = failings(page)
        if path == "/reports/gulf-dispatch-2017-05-28":
            page.click("[data-do=correct] >> nth=0")
            wrong[f"{path} correcting"] = failings(page)
        page.close()
    assert {path: found for path, found in wrong.items() if found} == {}
