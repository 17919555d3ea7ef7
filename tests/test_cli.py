"""The commands as a person and a program use them, on the sample reports."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hadba import samples
from hadba.cli.main import main
from hadba.ingest import read_sources
from hadba.model.report import Report

REPORTS = {
    "strike": "An air strike killed at least 20 civilians in al-Farouq, west Mosul, on Sunday, Harbour News reported.",
    "shells": "Shelling killed three people in Mosul on Monday, the mayor said. Water is short.",
}


class Ran:
    """The outcome of one call."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Hadba = Callable[..., Ran]


@pytest.fixture
def hadba(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hadba:
    """Call a command in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, stdin: str | None = None) -> Ran:
        if stdin is not None:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        with pytest.raises(SystemExit) as left:
            main(list(arguments))
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return Ran(int(left.value.code or 0), out, err)

    return call


def jsonl(**texts: str) -> str:
    return "".join(json.dumps({"id": k, "outlet": "O", "published": "2017-05-29", "text": t}) + "\n" for k, t in texts.items())


def test_extract_writes_claims_in_the_order_of_the_input(hadba: Hadba) -> None:
    ran = hadba("extract", "-", stdin=jsonl(**REPORTS) + "{broken\n" + jsonl(empty=""))
    assert ran.code == 1
    assert "Quarantined: 2" in ran.err and ":3:" in ran.err and ":4:" in ran.err
    claims = ran.lines
    assert list(dict.fromkeys(c["report_id"] for c in claims)) == ["strike", "shells"]
    first = claims[0]
    design = {"claim_id", "report_id", "family", "type", "realis", "spans", "trigger", "attribution", "stance", "hedge"}
    design |= {"said_on", "when", "where", "actors", "weapons", "objects", "figures"}
    assert design <= first.keys()
    for claim in claims:
        text = REPORTS[claim["report_id"]]
        assert text[claim["trigger"]["start"] : claim["trigger"]["end"]] == claim["trigger"]["text"]
        for part in (*claim["figures"], *claim["where"], *claim["actors"], *claim["weapons"], *claim["objects"]):
            assert text[slice(*part["span"])] == part["text"]


def test_extract_of_all_samples_keeps_every_offset_true(hadba: Hadba, tmp_path: Path) -> None:
    path = samples.paths()[0]
    texts = {r.id: r.text for r in read_sources([str(path)], today=date(2020, 1, 1)) if isinstance(r, Report)}
    assert hadba("annotate", str(path), "-o", "out.jsonl").code == 0
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["report_id"] for line in lines] == list(texts)
    for line in lines:
        text = texts[line["report_id"]]
        for part in (*line["times"], *line["places"], *line["events"], *line["figures"], *line["actors"]):
            assert text[slice(*part["span"])] == part["text"]
        for said in line["attributions"]:
            assert {"source", "cue", "content", "chain"} <= said.keys()


def test_a_file_is_written_whole_or_not_at_all(hadba: Hadba, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:

    from hadba.app import telling

    def interrupted(*_: object, **__: object) -> object:
        raise KeyboardInterrupt

    (tmp_path / "in.jsonl").write_text(jsonl(**REPORTS))
    monkeypatch.setattr(telling, "tell_without_ledger", interrupted)
    ran = hadba("extract", "in.jsonl", "-o", "out.jsonl")
    assert (ran.code, "Interrupted" in ran.err) == (3, True)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in.jsonl"]


def test_a_pipe_is_written_to_and_not_replaced(hadba: Hadba, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(jsonl(**REPORTS))
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    held = os.open(pipe, os.O_RDWR)
    assert hadba("extract", "in.jsonl", "-o", str(pipe)).code == 0
    assert pipe.is_fifo()
    assert os.read(held, 1).startswith(b"{")
    os.close(held)


def test_from_reports_to_a_decision_and_back(hadba: Hadba, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(jsonl(**REPORTS))
    assert hadba("add", "in.jsonl").code == 0
    assert "2 there already" in hadba("add", "in.jsonl").err
    assert "not read yet" in hadba("incidents").err
    assert hadba("run").code == 0
    claims = hadba("claims", "--format", "jsonl").lines
    assert {c["report_id"] for c in claims} == set(REPORTS)
    struck = next(c for c in claims if c["report_id"] == "strike" and c["figures"])
    incidents = hadba("incidents", "--format", "jsonl").lines
    design = {"incident_id", "type", "when", "where", "actors", "claims", "reports", "lineages", "n_reports", "n_independent"}
    design |= {"ranges", "grade", "grade_reason", "review_state", "rule_version"}
    assert design <= incidents[0].keys()
    mine = next(i for i in incidents if struck["claim_id"] in i["claims"])

    assert "at least 20 civilians" in hadba("show", struck["claim_id"]).out
    assert "20+" in hadba("explain", mine["incident_id"]).out
    assert hadba("incidents", "--until", "2017-05-28", "--format", "jsonl").lines == [mine]
    assert "20" in hadba("brief").out
    assert hadba("export", "--format", "acled", "-o", "acled.csv").code == 0
    rows = list(csv.DictReader((tmp_path / "acled.csv").open(encoding="utf-8")))
    assert {row["fatalities"] for row in rows} == {"20", "3"}
    assert "revision: 5-" in rows[0]["notes"]  # the ledger's state: two reports
    assert json.loads(hadba("export", "--format", "geojson").out)["type"] == "FeatureCollection"
    hadba("export", "-o", "all.csv")
    whole = (tmp_path / "all.csv").read_text(encoding="utf-8")
    edited = whole.replace("killed,civilian,,people,20,20,", "killed,civilian,,people,22,22,")
    (tmp_path / "all.csv").write_text(edited, encoding="utf-8")
    assert "low: 20 -> 22" in hadba("import", "all.csv").out
    assert "20+" in hadba("explain", mine["incident_id"]).out
    assert "recorded" in hadba("import", "all.csv", "--apply", "--who", "R").err
    assert "22+" in hadba("explain", mine["incident_id"]).out
    for line in hadba("review", "log").out.splitlines():
        if " correct " in line:
            assert hadba("review", "undo", line.split()[0], "--who", "R").code == 0

    ruled = hadba("review", "reject", struck["claim_id"], "--who", "R", "--why", "a test")
    assert ruled.code == 0
    after = hadba("incidents", "--format", "jsonl").lines
    assert all(struck["claim_id"] not in i["claims"] for i in after)
    decision = ruled.err.rpartition("undo ")[2].split()[0]
    assert hadba("review", "undo", decision, "--who", "R").code == 0
    assert hadba("incidents", "--format", "jsonl").lines == incidents
    assert hadba("verify").code == 0


def test_a_copy_restores_and_a_damaged_one_does_not(hadba: Hadba, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(jsonl(**REPORTS))
    hadba("add", "in.jsonl")
    assert hadba("backup", "copy.db").code == 0
    assert hadba("backup", "copy.db").code == 2
    assert hadba("restore", "copy.db").code == 2
    assert hadba("restore", "copy.db", "--ledger", "new.db").code == 0
    assert "5 links" in hadba("verify", "--ledger", "new.db").out
    (tmp_path / "bad.db").write_bytes((tmp_path / "copy.db").read_bytes().replace(b"at least 20", b"at least 90"))
    ran = hadba("restore", "bad.db", "--ledger", "other.db")
    assert (ran.code, "was not restored" in ran.err) == (3, True)
    assert not [p for p in tmp_path.iterdir() if p.name.startswith("other")]


def test_own_places_are_taken_checked_and_found(hadba: Hadba, tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text(
        "name,lat,lon,type,parent\nTamar Quarter,36.3,43.1,neighbourhood,Mosul\nNowhere,99,0,town,\n"
    )
    assert hadba("gazetteer", "check", "p.csv").code == 1
    assert hadba("gazetteer", "add", "p.csv").code == 1
    assert [p["name"] for p in hadba("gazetteer", "list", "--format", "jsonl").lines] == ["Tamar Quarter"]
    assert "Tamar Quarter" in hadba("gazetteer", "find", "Tamar Quarter").out
    assert "Mosul" in hadba("gazetteer", "find", "Mosul").out


def test_sources_and_actors_are_listed(hadba: Hadba, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(jsonl(**REPORTS))
    hadba("add", "in.jsonl")
    assert hadba("sources", "--format", "jsonl").lines == [
        {"outlet": "O", "reports": 2, "first": "2017-05-29", "last": "2017-05-29"}
    ]
    assert any("Daesh" in str(a["aliases"]) for a in hadba("actors", "list", "--country", "iq", "--format", "jsonl").lines)


def test_the_demo_tells_its_story(hadba: Hadba, tmp_path: Path) -> None:
    ran = hadba("demo")
    assert ran.code == 0
    assert "hadba explain i" in ran.out
    assert {p.name for p in (tmp_path / "demo").iterdir()} >= {"hadba.db", "brief.md", "brief.html"}
    assert (tmp_path / "demo" / "brief.md").read_text(encoding="utf-8").startswith("#")
