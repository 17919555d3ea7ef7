"""The main journeys in a real browser: find, read, correct, merge, split, undo, brief; by keys; on a telephone; in Arabic."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hadba.app.desk.desk import Desk
from hadba.model.decision import Action
from hadba.model.incident import Incident

Open = Callable[..., Any]
At = tuple[str, Desk]


def strike(desk: Desk, word: str = "al-Farouq") -> Incident:
    """The air strike whose places hold a word."""
    return next(i for i in desk.ledger.incidents() if i.type == "air_strike" and any(word in w.text for w in i.where))


def test_find(open_page: Open, desk_at: At) -> None:
    page = open_page("/")
    page.wait_for_selector("#map[data-drawn]")
    page.fill("#q", "strike killed")
    page.press("#q", "Enter")
    page.wait_for_url("**q=strike**")
    value = page.locator("[data-facet=place] li a >> nth=1")
    name, count = value.locator("span >> nth=0").inner_text(), value.locator(".n").inner_text()
    value.click()
    page.wait_for_url("**place=**")
    page.wait_for_selector(f".chip:has-text('{name}')")
    rows = page.locator(".incidents tbody tr")
    assert rows.count() == int(count), "a facet says how many there are"
    page.click("[data-convention-of=ucdp]")
    page.wait_for_url("**convention=ucdp**")
    page.reload()
    assert rows.count() == int(count), "the address holds the whole state"
    page.click(".incidents .what a >> nth=0")
    page.wait_for_url("**/incidents/**")
    assert page.locator(".claims .quote").count() >= 1
    page.go_back()
    assert page.locator(".chip").count() == 2


def test_read(open_page: Open, desk_at: At) -> None:
    page = open_page(f"/incidents/{strike(desk_at[1]).incident_id}")
    killed = page.locator(".figures .big .harm")
    assert "17–20+" in killed.inner_text()
    requests: list[str] = []
    page.on("request", lambda r: requests.append(r.url))
    page.click("[data-convention-of=ucdp]")
    page.wait_for_function("() => document.documentElement.dataset.convention === 'ucdp'")
    assert "convention=ucdp" in page.url and not [r for r in requests if "/incidents" in r], "the switch is live"
    assert page.locator(".mark circle").count() >= 5
    page.click(".claim .cite a >> nth=0")
    page.wait_for_url("**/reports/**")
    page.wait_for_selector("html[data-started]")
    page.hover("#text .m.figure >> nth=0")
    page.wait_for_selector("#card:not([hidden])")
    assert "read as" in page.locator("#card").inner_text()


def test_correct_and_take_back(open_page: Open, desk_at: At) -> None:
    desk = desk_at[1]
    before = strike(desk)
    told = next(r for r in desk.ledger.reports(before.reports) if "Seventeen people" in r.text)
    page = open_page(f"/reports/{told.id}")
    page.click(".claim:has-text('17 killed') [data-do=correct]")
    page.fill("dialog input[name='figures.0.point']", "18")
    page.fill("dialog input[name='figures.0.low']", "18")
    page.fill("dialog input[name='figures.0.high']", "18")
    page.fill("dialog input[name=why]", "the text says eighteen further down")
    page.click("dialog button[type=submit]")
    page.wait_for_selector(".claim:has-text('18 killed')")
    assert "The machine read" in page.locator(".report-claims").inner_text()
    assert "18–20+" in _killed(open_page(f"/incidents/{before.incident_id}"))
    second = open_page("/decisions")
    assert "eighteen" in second.locator(".looks").inner_text()
    second.click("[data-do=undo-one]")
    second.wait_for_selector(".looks .aside:has-text('taken back')")
    assert strike(desk) == before


def _killed(page: Any) -> str:
    return str(page.locator(".figures .big .harm").inner_text())


def test_merge_and_undo(open_page: Open, desk_at: At) -> None:
    desk = desk_at[1]
    held = strike(desk)
    before = {i.incident_id: i.claims for i in desk.ledger.incidents()}
    page = open_page(f"/incidents/{held.incident_id}")
    page.click(".near [data-do=merge] >> nth=0")
    page.wait_for_selector("dialog .change article")
    assert page.locator("dialog .change > div").nth(0).locator("article").count() == 2
    assert {i.incident_id: i.claims for i in desk.ledger.incidents()} == before, "a preview changes nothing"
    page.click("dialog button[type=submit]")
    page.wait_for_selector(".history li:has-text('merge')")
    assert len(before) == len(list(desk.ledger.incidents())) + 1
    page.keyboard.press("u")
    page.wait_for_selector(".history li:has-text('undo')")
    assert {i.incident_id: i.claims for i in desk.ledger.incidents()} == before


def test_split(open_page: Open, desk_at: At) -> None:
    desk = desk_at[1]
    held = strike(desk)
    page = open_page(f"/incidents/{held.incident_id}")
    page.check(".claim:has-text('Marsh Radio') input[name=pick]")
    page.click("[data-do=split]")
    page.wait_for_selector("dialog .change article")
    page.click("dialog button[type=submit]")
    page.wait_for_selector(".history li:has-text('split')")
    assert len(strike(desk).claims) == len(held.claims) - 1


def test_review_by_keys_alone(open_page: Open, desk_at: At) -> None:
    desk = desk_at[1]
    page = open_page("/review")
    first = page.get_attribute("[data-review]", "data-incident")
    page.keyboard.press("j")
    page.wait_for_function(f"() => document.querySelector('[data-review]').dataset.incident !== '{first}'")
    second = page.get_attribute("[data-review]", "data-incident")
    page.keyboard.press("k")
    page.wait_for_function(f"() => document.querySelector('[data-review]').dataset.incident === '{first}'")
    page.keyboard.press("w")
    page.keyboard.type("seen by two")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.wait_for_function(f"() => document.querySelector('[data-review]').dataset.incident === '{second}'")
    made = list(desk.ledger.decisions())
    assert [(d.action, d.targets, d.who, d.why) for d in made] == [(Action.ACCEPT, (first,), "Rana", "seen by two")]
    page.keyboard.press("u")
    page.wait_for_function(f"() => document.querySelector('[data-review]').dataset.incident === '{first}'")
    assert len(list(desk.ledger.decisions())) == 2
    page.keyboard.press("?")
    assert "redact" in page.locator("dialog").inner_text()


def test_the_whole_way_by_keyboard(open_page: Open, desk_at: At) -> None:
    page = open_page("/")
    page.keyboard.press("/")
    page.keyboard.type("al-Farouq")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=al-Farouq**")
    page.keyboard.press("Escape")
    page.wait_for_function("() => document.querySelector('h1').textContent.includes('of')")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/incidents/**")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.wait_for_selector("html[data-started]")
    page.keyboard.press("d")
    page.wait_for_selector(".history li:has-text('discount')")
    assert "Discounted" in page.locator(".grade-line").inner_text()


def test_brief(open_page: Open, desk_at: At, tmp_path: Path) -> None:
    page = open_page("/?place=Mosul&until=2017-05-01")
    page.click(".list-head a:has-text('Brief')")
    page.wait_for_selector("#brief-preview h2")
    assert "Pentagon" in page.locator("#brief-preview").inner_text()
    page.click("[data-do=edit-brief]")
    page.locator("#brief-text").press("Control+Home")
    page.keyboard.type("For the noon desk.\n\n")
    with page.expect_download() as saved:
        page.click("[data-do=save-brief]")
    saved.value.save_as(tmp_path / "brief.md")
    text = (tmp_path / "brief.md").read_text(encoding="utf-8")
    assert text.startswith("For the noon desk.") and "105 civilians" in text


@pytest.mark.parametrize("path", ["/", "/review", "/brief", "/sources", "/decisions", "/reports/r-arabic", "/places/Mosul"])
def test_a_telephone_shows_all_of_it(open_page: Open, path: str) -> None:
    page = open_page(path, width=360, height=740)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_deciding_on_a_telephone(open_page: Open, desk_at: At) -> None:
    held = strike(desk_at[1])
    page = open_page(f"/incidents/{held.incident_id}", width=360, height=740)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.fill("#why", "from the train")
    page.click("[data-do=accept]")
    page.wait_for_selector(".history li:has-text('from the train')")


def test_an_arabic_report(open_page: Open, desk_at: At) -> None:
    page = open_page("/reports/r-arabic")
    assert page.evaluate("getComputedStyle(document.getElementById('text')).direction") == "rtl"
    page.evaluate(
        """() => {
            const node = document.querySelector('#text [data-at]').firstChild;
            const range = document.createRange();
            range.setStart(node, 0);
            range.setEnd(node, node.textContent.indexOf(' في غارة'));
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }"""
    )
    page.click("button.adding")
    page.select_option("dialog select[name=type]", "air_strike")
    page.fill("dialog input[name=point]", "20")
    page.fill("dialog input[name=since]", "2017-05-28")
    page.fill("dialog input.find-place", "Mosul")
    page.wait_for_function("() => document.querySelector('dialog select[name=place]').value !== ''")
    page.click("dialog button[type=submit]")
    page.wait_for_selector(".claim:has-text('added by a person')")
    added = next(d for d in desk_at[1].ledger.decisions() if d.action is Action.ADD)
    assert any(added.targets[0] in i.claims for i in desk_at[1].ledger.incidents())


def test_words_withheld_are_not_in_the_page_until_asked_for(open_page: Open) -> None:
    page = open_page("/")
    page.emulate_media(media="print")
    assert not page.locator(".map-side").is_visible() and page.locator(".incidents").is_visible()
