"""The static site: each incident has a page that opens from disk, old pages lead on, and no secret is in it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

from hadba.publish.gate import release
from hadba.publish.site import PERMALINKS, redirects, site
from tests.planted import world
from tests.publish_world import CLAIMS, INCIDENTS, MARCH, MAY, REPORTS


def made(folder: Path, incidents: tuple = INCIDENTS, *, before: Path | None = None) -> Path:
    folder.mkdir()
    site([release(incidents, CLAIMS, REPORTS)], folder, convention="airwars", revision="r", before=before)
    return folder


def test_every_link_leads_to_a_page_on_disk_and_nothing_is_fetched(tmp_path: Path) -> None:
    folder = made(tmp_path / "site")
    pages = sorted(folder.rglob("*.html"))
    assert len(pages) == 3
    for page in pages:
        text = page.read_text(encoding="utf-8")
        links = [link for link in re.findall(r'href="([^"]+)"', text) if not link.startswith("http")]
        assert links and all((page.parent / link).is_file() for link in links)
        assert 'src="' not in text and "@import" not in text
    assert "Radio Ninawa" in (folder / "i" / "i-march.html").read_text(encoding="utf-8")


def test_an_old_page_leads_to_the_incident_that_holds_its_claims(tmp_path: Path) -> None:
    before = made(tmp_path / "before")
    merged = replace(MARCH, incident_id="i-whole", claims=(*MARCH.claims, *MAY.claims))
    after = made(tmp_path / "after", (merged,), before=before)
    for old in ("i-march", "i-may"):
        assert "url=i-whole.html" in (after / "i" / f"{old}.html").read_text(encoding="utf-8")


def test_what_was_withdrawn_has_no_page(tmp_path: Path) -> None:
    (tmp_path / PERMALINKS).write_text(json.dumps({"i-gone": ["c1"]}), encoding="utf-8")
    assert list(redirects(tmp_path, {"i-new": ("c2",)})) == []


def test_planted_secrets_are_in_no_byte_of_the_site(tmp_path: Path) -> None:
    held = [world(n) for n in range(20)]
    out = release([i for i, *_ in held], {c.claim_id: c for _, c, *_ in held}, {r.id: r for _, _, r, _ in held})
    site([out], tmp_path, convention="airwars", revision="r", before=None)
    everything = "".join(p.read_text(encoding="utf-8").lower() for p in tmp_path.rglob("*") if p.is_file())
    assert {s for *_, mine in held for s in mine if s.lower() in everything} == set()
