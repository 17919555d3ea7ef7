"""Watching a small web: what behaves comes in, what does not harms nothing and is told; nothing is lost or taken twice."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from hadba.app.watching import Round, Watcher
from hadba.cli.main import main
from hadba.errors import InputError, UsageError
from hadba.ingest.cells import Cells
from hadba.ingest.feeds_file import Feed, Watch, read_feeds_file
from hadba.ingest.fetch import retry_after
from hadba.ingest.guard import may_be_asked, networks, target_of
from hadba.store.ledger import SqlLedger

from .servers import BEHAVIOURS, Site, web

HOSTILE_SERVERS = int(os.environ.get("HADBA_TEST_SERVERS", len(BEHAVIOURS)))  # `make campaign` sets 200
LOOPBACK = networks(["127.1.0.0/16"])


@dataclass
class Watched:
    """A ledger that watches sites, with a clock that can be put forward."""

    ledger: SqlLedger
    cells: Cells
    sites: list[Site]
    now: datetime = datetime(2017, 6, 1, tzinfo=UTC)
    told: list[str] = field(default_factory=list)
    stop: Event = field(default_factory=Event)

    def round(self, feeds: Iterable[Feed] | None = None) -> Round:
        watched = tuple(feeds or (Feed(f"{site.root}/feed", 600.0) for site in self.sites))
        watch = Watch(watched, "tests@hadba.example", pause=0.0, patience=2.0, private=LOOPBACK)
        watcher = Watcher(self.ledger, watch, cells=self.cells, clock=lambda: self.now, tell=self.told.append, stop=self.stop)
        return watcher.round()


def by_site(watched: Watched) -> dict[str, list[str]]:
    """The texts of the reports that came from each server."""
    held: dict[str, list[str]] = defaultdict(list)
    reports = {r.id: r for r in watched.ledger.reports()}
    for bearing, capture in watched.ledger.archive.bearings(reports):
        held[capture.arrival.origin.split("/")[2]].append(reports[bearing.report_id].text)
    return held


@pytest.fixture
def watched(tmp_path: Path, request: pytest.FixtureRequest) -> Iterable[Watched]:
    with (
        web(getattr(request, "param", len(BEHAVIOURS))) as sites,
        SqlLedger(str(tmp_path / "l.db")) as ledger,
        Cells() as cells,
    ):
        yield Watched(ledger, cells, sites)


@pytest.mark.parametrize("watched", [HOSTILE_SERVERS], indirect=True)
def test_servers_of_all_kinds(watched: Watched) -> None:
    watched.round()
    held = by_site(watched)
    wrong = {}
    for site in watched.sites:
        _, expected, words = BEHAVIOURS[site.name]
        mine = " ".join(line for line in watched.told if site.root in line)
        if len(held[site.root[7:]]) != expected or words not in mine:
            wrong[site.name] = (len(held[site.root[7:]]), mine)
    assert wrong == {}
    assert any(line.startswith("http://127.0.0.1:1/x: 127.0.0.1 is") for line in watched.told), "a page inside is not asked"
    assert watched.ledger.verify() == []

    # A round later nothing is asked that is not due; two hours later what failed is asked again, and nothing comes twice.
    asked = sum(sum(site.asked.values()) for site in watched.sites)
    assert watched.round() == Round()
    assert sum(sum(site.asked.values()) for site in watched.sites) == asked
    watched.now += timedelta(hours=2)
    watched.round()
    after = by_site(watched)
    more = {site.name: len(after[site.root[7:]]) - len(held[site.root[7:]]) for site in watched.sites}
    assert {name: n for name, n in more.items() if n} == {"changing": 1, "limited": 2}
    assert watched.ledger.verify() == []


def one(watched: Watched, name: str) -> Site:
    return next(site for site in watched.sites if site.name == name)


def test_manners(watched: Watched) -> None:
    site = one(watched, "not modified")
    watched.round([Feed(f"{site.root}/feed", 600.0)])
    assert [list(site.asked)[:2], site.asked["/robots.txt"]] == [["/robots.txt", "/feed"], 1]
    assert all(h["user-agent"].startswith("Hadba/") and "tests@hadba.example" in h["user-agent"] for h in site.headers[1:])
    watched.now += timedelta(hours=1)
    assert watched.round([Feed(f"{site.root}/feed", 600.0)]) == Round()
    assert site.headers[-1]["if-none-match"] == '"v1"'
    assert (site.asked["/feed"], site.asked["/1"]) == (2, 1)


def test_versions_of_a_page_are_kept_with_one_address(watched: Watched) -> None:
    site = one(watched, "changing")
    for _ in range(3):
        watched.round([Feed(f"{site.root}/feed", 600.0)])
        watched.now += timedelta(hours=1)
    texts = {r.text.split()[4] for r in watched.ledger.reports() if r.url and r.url.endswith("/1")}
    assert texts == {"11", "12", "13"}
    assert len([r for r in watched.ledger.reports() if r.url and r.url.endswith("/2")]) == 1


def test_a_page_is_watched_by_itself(watched: Watched) -> None:
    site = one(watched, "changing")
    feeds = [Feed(f"{site.root}/1", 600.0, kind="page")]
    watched.round(feeds)
    watched.now += timedelta(hours=1)
    watched.round(feeds)
    assert {r.url for r in watched.ledger.reports()} == {feeds[0].url}
    assert len(list(watched.ledger.reports())) == 2
    assert watched.ledger.visits.known([feeds[0].url])[feeds[0].url].failures == 0


def test_a_stopped_round_goes_on_later(watched: Watched) -> None:
    site = one(watched, "rss")
    feeds = [Feed(f"{site.root}/feed", 600.0)]
    tell = watched.told.append

    def stop_after_the_feed(line: str) -> None:
        tell(line)
        watched.stop.set()

    watch = Watch(tuple(feeds), pause=0.0, patience=2.0, private=LOOPBACK)
    with_stop = Watcher(
        watched.ledger, watch, cells=watched.cells, clock=lambda: watched.now, tell=stop_after_the_feed, stop=watched.stop
    )
    assert with_stop.round() == Round()
    assert len(watched.ledger.visits.waiting([feeds[0].url])) == 2
    watched.stop.clear()
    assert watched.round(feeds).new == 2


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("8.8.8.8", True), ("127.0.0.1", False), ("10.0.0.1", False), ("169.254.169.254", False), ("0.0.0.0", False),
        ("224.0.0.1", False), ("100.64.0.1", False), ("::1", False), ("fe80::1%eth0", False), ("fd00::1", False),
        ("::ffff:127.0.0.1", False), ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False), ("2a00:1450:4001::1", True),
    ],
)  # fmt: skip
def test_only_the_public_internet_is_asked(address: str, allowed: bool) -> None:
    assert may_be_asked(address, ()) is allowed
    assert may_be_asked("127.1.0.7", LOOPBACK)


BAD = ["ftp://a.example/", "http:///x", "http://a@b.example/", "http://a.example/\r\nX: y", "http://a.example:99999/"]


@pytest.mark.parametrize("url", BAD)
def test_addresses_that_are_not_asked(url: str) -> None:
    with pytest.raises(InputError):
        target_of(url)


def test_lookalike_hosts_are_asked_in_their_ascii_form() -> None:
    assert target_of("http://r\u0435uters.com/ü?ü").host.startswith("xn--")
    assert target_of("http://a.example/ü").path == "/%C3%BC"


def test_retry_after_is_bounded() -> None:
    written = ("120", "999999999999", "soon", None, "Mon, 29 May 2017 10:00:00 GMT")
    assert [retry_after(w) for w in written] == [120.0, 86_400.0, None, None, 0.0]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "names no feed"),
        ("[[feed]]\nurl = 'ftp://a.example/'", "only http and https"),
        ("[[feed]]\nurl = 'http://a.example/'\nevry = '1h'", "nothing reads"),
        ("[[feed]]\nurl = 'http://a.example/'\nevery = 'often'", "must be a time"),
        ("[watch]\nallow_private = ['home']\n[[feed]]\nurl = 'http://a.example/'", "no network"),
        ("[[feed]\n", "no TOML"),
    ],
)
def test_a_feeds_file_is_refused_in_a_sentence(text: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_text(text)
    with pytest.raises(UsageError, match=reason):
        read_feeds_file(tmp_path / "feeds.toml")


def test_one_address_is_added_by_hand_and_its_versions_are_shown(
    watched: Watched, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def hadba(*arguments: str) -> tuple[object, str]:
        with pytest.raises(SystemExit) as left:
            main([*arguments, "--ledger", str(tmp_path / "own.db")])
        return left.value.code, "".join(capsys.readouterr())

    address = f"{one(watched, 'changing').root}/1"
    code, told = hadba("add", address)
    assert (code, "not on the public internet" in told) == (1, True)
    for _ in range(2):
        code, told = hadba("add", address, "--allow-private", "127.1.0.0/16")
        assert (code, "1 new report" in told) == (0, True)
    with SqlLedger(str(tmp_path / "own.db")) as ledger:
        ids = [r.id for r in ledger.reports()]
        assert len({c.arrival.peer for c in ledger.archive.captures()}) == 1
    _, shown = hadba("show", ids[0])
    assert f"Another version: {ids[1]}" in shown
    assert f"of {address}, arrived" in shown


def test_watch_once_from_the_command_line(watched: Watched, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    feeds, ledger = tmp_path / "feeds.toml", str(tmp_path / "own.db")
    sites = [one(watched, name) for name in ("rss", "away")]
    listed = "".join(f'[[feed]]\nurl = "{site.root}/feed"\n' for site in sites)
    feeds.write_text(f'[watch]\npause = "0s"\nallow_private = ["127.1.0.0/16"]\n{listed}')
    codes = []
    for arguments in (["--once", "--no-run"], ["--health"], ["--once", "--no-run"]):
        with pytest.raises(SystemExit) as left:
            main(["watch", str(feeds), *arguments, "--ledger", ledger])
        codes.append(left.value.code)
    told = "".join(capsys.readouterr())
    assert codes == [1, 0, 0]
    assert "2 new reports" in told and "410" in told and "2 / 0 / 0" in told
