"""Good input comes out as it went in; bad input comes out as a refusal that says where, what and what to do."""

from __future__ import annotations

import csv
import json
import re
import string
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hadba.errors import InputError
from hadba.ingest import exact, near_identical, read_sources
from hadba.ingest.dates import read_published
from hadba.ingest.decode import decode
from hadba.ingest.lines import LONGEST
from hadba.ingest.origin import Origin
from hadba.ingest.table import read_table
from hadba.model.quarantine import Quarantined
from hadba.model.report import UNKNOWN_OUTLET, Report, make_report

TODAY = date(2017, 6, 1)
GOOD = {"outlet": "Tigris Wire", "published": "2017-05-28", "text": "Twenty civilians were killed in an air strike."}


def read(*paths: Path, outlet: str | None = None) -> tuple[list[Report], list[Quarantined]]:
    items = list(read_sources([str(p) for p in paths], outlet=outlet, today=TODAY))
    return [i for i in items if isinstance(i, Report)], [i for i in items if isinstance(i, Quarantined)]


def write_lines(path: Path, rows: Sequence[dict[str, object] | bytes]) -> Path:
    path.write_bytes(b"\n".join(row if isinstance(row, bytes) else json.dumps(row).encode() for row in rows) + b"\n")
    return path


BAD_LINES = {
    "broken": (b'{"outlet": "X", "text": "cut off', "no complete JSON"),
    "not UTF-8": (b'{"outlet": "X", "text": "caf\xe9"}', "not UTF-8"),
    "a list": (b"[1, 2]", "not an object"),
    "no text": (GOOD | {"text": " "}, "no text"),
    "no words": (GOOD | {"text": "***"}, "no words"),
    "a number as text": (GOOD | {"text": 7}, 'field "text" is no text'),
    "NUL": (GOOD | {"text": "a\x00b"}, "NUL"),
    "half a surrogate": (b'{"outlet": "X", "text": "a \\ud800 b"}', "no complete JSON"),
    "the future": (GOOD | {"published": "2094-05-28"}, "future"),
    "an ambiguous date": (GOOD | {"published": "05/06/2017"}, "more than one way"),
    "no date": (GOOD | {"published": "last week"}, "cannot be read"),
    "a week": (GOOD | {"published": "2017-W21"}, "cannot be read"),
    "the wrong weekday": (GOOD | {"published": "Monday, 28 May 2017"}, "was a Sunday"),
    "a month": (GOOD | {"published": "May 2017"}, "cannot be read"),
    "the clock's zero": (GOOD | {"published": "1970-01-01T00:00:00Z"}, "cannot be a day of publication"),
}


@pytest.mark.parametrize("case", BAD_LINES)
def test_a_bad_line_is_refused_and_the_rest_goes_on(case: str, tmp_path: Path) -> None:
    line, reason = BAD_LINES[case]
    path = write_lines(tmp_path / "in.jsonl", [GOOD | {"id": "before"}, line, GOOD | {"id": "after"}])
    reports, refused = read(path)
    assert [r.id for r in reports] == ["before", "after"]
    assert [q.origin for q in refused] == [f"{path}:2"]
    assert reason in refused[0].reason


def test_a_line_of_50_mb_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    long = b'{"outlet": "X", "text": "' + b"a" * 50_000_000 + b'"}'
    reports, refused = read(write_lines(tmp_path / "in.jsonl", [long, GOOD]))
    assert len(reports) == 1
    assert "more than the 20 MB" in refused[0].reason
    assert len(refused[0].sample) <= 200


def test_an_id_is_used_once(tmp_path: Path) -> None:
    again, other = GOOD | {"id": "a"}, GOOD | {"id": "a", "text": "Thirty were killed."}
    reports, refused = read(write_lines(tmp_path / "in.jsonl", [again, other, again]))
    assert [r.text for r in reports] == [GOOD["text"]] * 2  # the same again is the ledger's to count
    assert 'id "a" was used before' in refused[0].reason


HIDDEN = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202d\u202e]")  # made visible, one for one
WRITABLE = st.text(min_size=1).filter(lambda t: not HIDDEN.search(t) and any(c.isalnum() for c in t))


@given(text=WRITABLE)
def test_the_text_of_a_line_is_kept_to_the_character(text: str) -> None:
    line = json.dumps(GOOD | {"text": text}).encode()
    (report,) = read_sources(["-"], today=TODAY, stdin=BytesIO(line))
    assert isinstance(report, Report)
    assert report.text == text


def test_other_names_and_a_numeric_id(tmp_path: Path) -> None:
    row: dict[str, object] = {
        "id": 7,
        "headline": "H",
        "date": "2017-05-28",
        "link": "https://www.a.example/1",
        "body": "Two died.",
    }
    (report,), _ = read(write_lines(tmp_path / "in.jsonl", [row | {"mood": "ignored"}]))
    assert (report.id, report.title, report.outlet) == ("7", "H", "a.example")
    assert report.published == date(2017, 5, 28)


def test_json_files(tmp_path: Path) -> None:
    (tmp_path / "list.json").write_text(json.dumps([GOOD | {"id": "a"}, {"outlet": "X"}]))
    (tmp_path / "lines.json").write_text(f"{json.dumps(GOOD | {'id': 'b'})}\n{json.dumps(GOOD | {'id': 'c'})}\n")
    (tmp_path / "one.json").write_text(json.dumps(GOOD | {"id": "d"}, indent=2))
    reports, refused = read(tmp_path)
    assert [r.id for r in reports] == ["b", "c", "a", "d"]
    assert "Item 2" in refused[0].reason


# Tables


def test_a_table_reads_what_it_can(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    rows = [
        "headline;date;source;body",
        'A;28 May 2017;X;"Two,',
        'were killed"',
        "B;;X;too;many",
        '"open;;X;y',
        "C;;X;Three died.",
        ";;;",
    ]
    path.write_text("\n".join(rows) + "\n")
    reports, refused = read(path)
    assert [(r.title, r.text) for r in reports] == [("A", "Two,\nwere killed"), ("C", "Three died.")]
    assert [q.origin for q in refused] == [f"{path}:4", f"{path}:5"]


@given(texts=st.lists(WRITABLE, min_size=1, max_size=5))
def test_the_text_of_a_cell_is_kept_to_the_character(texts: list[str]) -> None:
    written = StringIO(newline="")
    csv.writer(written).writerows([["outlet", "text"], *(["X", text] for text in texts)])
    parts = read_table(BytesIO(written.getvalue().encode()), Origin("t.csv", TODAY))
    items = [item for part in parts for item in part.read()]
    assert [item.text for item in items if isinstance(item, Report)] == texts


def test_a_table_in_utf_16_and_one_with_a_damaged_row(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_bytes("outlet\ttext\nX\tقتل عشرون مدنيا\n".encode("utf-16"))
    (tmp_path / "b.csv").write_bytes("outlet,text\nX,café\n".encode() + b"X,caf\xe9\n")
    reports, refused = read(tmp_path)
    assert [r.text for r in reports] == ["قتل عشرون مدنيا", "café"]
    assert "another encoding" in refused[0].reason


def test_a_table_without_texts(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("a,b\n1,2\n")
    assert "names no column of texts (it has: a, b)" in read(tmp_path)[1][0].reason


# Texts, pages, folders


def test_a_text_with_and_without_a_head(tmp_path: Path) -> None:
    (tmp_path / "Marsh Radio").mkdir()
    (tmp_path / "Marsh Radio" / "1.txt").write_text("Date: 28 May 2017\nTitle: T\n\nTwo died.\n\nDate: not a head\n")
    (tmp_path / "Marsh Radio" / "2.txt").write_text("Toll: two\n\nTwo died.")
    (tmp_path / "alone.md").write_text("Source: Two Rivers Agency\r\n\r\nTwo died.", newline="")
    (tmp_path / ".hidden.txt").write_text("passed over")
    reports, refused = read(tmp_path)
    assert [(r.outlet, r.title, r.text) for r in reports] == [
        ("Two Rivers Agency", None, "Two died."),
        ("Marsh Radio", "T", "Two died.\n\nDate: not a head\n"),
        ("Marsh Radio", None, "Toll: two\n\nTwo died."),
    ]
    assert not refused
    assert read(tmp_path / "alone.md", outlet="Option")[0][0].outlet == "Two Rivers Agency"
    assert read(tmp_path / "Marsh Radio" / "2.txt", outlet="Option")[0][0].outlet == "Option"


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        ("empty.txt", b"  \n", "empty"),
        ("binary.txt", b"ab\x00c", "binary"),
        ("paper.txt", b"%PDF-1.4 ...", "a PDF"),
        ("sheet.xlsx", b"PK\x03\x04", 'no reader for ".xlsx"'),
        ("french.txt", "Dix-sept blessés ont été admis à l'hôpital".encode("cp1252"), "read it differently"),
        ("long.txt", b"a" * (LONGEST + 1), "longer than 20 MB"),
        ("bare.html", b"<html><body></body></html>", "No article"),
    ],
)
def test_files_that_are_refused(name: str, raw: bytes, reason: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(raw)
    reports, refused = read(tmp_path)
    assert not reports
    assert reason in refused[0].reason
    assert refused[0].origin == str(tmp_path / name)


def test_paths_that_lead_nowhere(tmp_path: Path) -> None:
    reasons = [q.reason for q in read(tmp_path, tmp_path / "nothing")[1]]
    assert reasons == ["The folder holds no files; check the path.", "There is no such file or folder; check the path."]


def test_standard_input_is_lines_or_one_text() -> None:
    stream = BytesIO(b"\n  \n" + json.dumps(GOOD).encode() + b"\nno json\n")
    kinds = [type(item) for item in read_sources(["-"], today=TODAY, stdin=stream)]
    assert kinds == [Report, Quarantined]
    (text,) = read_sources(["-"], outlet="X", today=TODAY, stdin=BytesIO(b"\nTwo died.\nThree fled.\n"))
    assert isinstance(text, Report)
    assert (text.outlet, text.text) == ("X", "\nTwo died.\nThree fled.\n")
    (text,) = read_sources(["-"], today=TODAY, stdin=BytesIO(b"Two died."))
    assert isinstance(text, Report)
    assert text.outlet == UNKNOWN_OUTLET


PAGE = """<html><head><meta charset="windows-1256"><title>T</title>{head}</head><body><nav><a href="/">الرئيسية</a></nav>
<article><h1>غارة</h1><p>قالت القوات العراقية يوم الأحد إن عشرين مدنيا قتلوا في غارة جوية على حي الفاروق في الموصل.</p>
<p>وقال التحالف إنه ينظر في التقرير وسينشر ما يجده في وقت لاحق من هذا الأسبوع.</p></article></body></html>"""


def test_a_page_in_a_declared_encoding_with_a_stated_moment(tmp_path: Path) -> None:
    head = '<script type="application/ld+json">{"@graph": [{"datePublished": "2017-05-28T23:30:00+03:00"}]}</script>'
    path = tmp_path / "Outlet.html"
    path.write_bytes(PAGE.format(head=head).encode("cp1256"))
    (report,) = read_sources([str(path)], today=TODAY)
    assert isinstance(report, Report)
    assert (report.outlet, report.lang, report.published) == ("Outlet", "ar", date(2017, 5, 28))
    assert report.published_at == datetime(2017, 5, 28, 20, 30, tzinfo=UTC)
    assert "حي الفاروق" in report.text
    assert "الرئيسية" not in report.text
    assert (report.title, report.text.splitlines()[0].split()[0]) == ("غارة", "قالت")


def test_a_page_without_a_date_has_none_and_one_of_2094_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(PAGE.format(head="").encode("cp1256"))
    head = '<meta property="article:published_time" content="2094-05-28">'
    (tmp_path / "b.html").write_bytes(PAGE.format(head=head).encode("cp1256"))
    (report,), (refused,) = read(tmp_path)
    assert report.published is None
    assert "future" in refused.reason


def test_a_page_may_hold_a_stray_byte_and_broken_data_blocks(tmp_path: Path) -> None:
    head = "<script type='application/ld+json'>" + "[" * 9_000 + '</script><script type="application/ld+json">{no json</script>'
    page = PAGE.replace("windows-1256", "utf-8").format(head=head).encode() + b"<!-- \xff -->"
    (tmp_path / "a.html").write_bytes(page)
    (report,), _ = read(tmp_path)
    assert report.published is None


# Dates and encodings


@pytest.mark.parametrize(
    "written",
    [
        "2017-05-28",
        "20170528",
        "28 May 2017",
        "May 28, 2017",
        "28/05/2017",
        "5/28/2017",
        "Sunday, 28 May 2017",
        "28 mai 2017",
        "28 مايو 2017",
        "الأحد ٢٨ أيار ٢٠١٧",
    ],
)
def test_dates_that_have_one_meaning(written: str) -> None:
    assert read_published(written, today=TODAY) == date(2017, 5, 28)


def test_a_moment_needs_a_zone() -> None:
    assert read_published("2017-05-28T10:00:00", today=TODAY) == date(2017, 5, 28)
    moment = datetime(2017, 5, 28, 10, tzinfo=UTC)
    assert read_published("Sun, 28 May 2017 10:00:00 GMT", today=TODAY) == moment
    assert read_published("May 28, 2017 6:05 PM ET", today=TODAY) == date(2017, 5, 28)  # daylight saving or not?
    assert read_published(" ", today=TODAY) is None


@given(day=st.dates(min_value=date(1900, 1, 2)).filter(lambda d: d != date(1970, 1, 1)))
def test_a_day_is_read_as_it_is_or_refused(day: date) -> None:
    if day <= TODAY + timedelta(days=2):
        assert read_published(day.isoformat(), today=TODAY) == day
    else:
        with pytest.raises(InputError, match="future"):
            read_published(day.isoformat(), today=TODAY)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1256"])
def test_encodings_that_are_certain(encoding: str) -> None:
    text = "قالت القوات العراقية يوم الأحد إن عشرين مدنيا قتلوا في غارة جوية"
    assert decode(text.encode(encoding)) == text


@given(raw=st.binary(min_size=1, max_size=300))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    (item,) = read_sources(["-"], today=TODAY, stdin=BytesIO(b"a" + raw.replace(b"\n", b" ")))
    assert isinstance(item, Report) or (item.reason and item.origin == "standard input")


# Duplicates


def test_a_copy_is_marked_and_a_rewording_is_not() -> None:
    words = " ".join(string.ascii_lowercase)
    reports = [
        make_report(f"{words} {words[::-1]} one two", outlet="A", id="a"),
        make_report(f"{words} {words[::-1]} three", outlet="B", id="b"),
        make_report(words[::-1], outlet="C", id="c"),
        make_report(words[::-1], outlet="C", id="d", title="again"),
    ]
    marked = near_identical(reports)
    assert [pair[:2] for pair in marked] == [("a", "b"), ("c", "d")]
    assert near_identical(reversed(reports)) == marked
    assert exact(reports) == (("c", "d"),)


def test_a_file_of_no_lines_is_refused(tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_text("\n\n", encoding="utf-8")
    (refused,) = read_sources([str(tmp_path / "none.jsonl")], today=date(2018, 9, 1))
    assert isinstance(refused, Quarantined)
    assert "empty" in refused.reason
