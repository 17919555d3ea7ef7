"""Each kind of input, as real files: what it holds comes out, and what strangers put in does no harm."""

from __future__ import annotations

import gzip
import io
import json
import os
import zipfile
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from hadba.errors import InputError
from hadba.ingest import Intake, cells, read_sources
from hadba.ingest.letters import outlet_name, without_controls
from hadba.model.quarantine import Quarantined
from hadba.model.report import Report

TODAY = date(2017, 6, 1)
WORDS = "Twenty civilians were killed in an air strike on Tamar, two doctors said."


def read(*paths: Path, **more: object) -> tuple[list[Report], list[Quarantined]]:
    intake = Intake(TODAY, **more)  # type: ignore[arg-type]
    items = list(read_sources([str(p) for p in paths], today=TODAY, intake=intake))
    return [i for i in items if isinstance(i, Report)], [i for i in items if isinstance(i, Quarantined)]


def pdf(*pages: str) -> bytes:
    """A PDF of one line a page."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for words in pages:
        drawn = f"BT /F1 12 Tf 72 700 Td ({words}) Tj ET".encode()
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
        kids.append(len(objects) + 1)
        resources = b"/Resources << /Font << /F1 3 0 R >> >> /MediaBox [0 0 612 792]"
        objects.append(b"<< /Type /Page /Parent 2 0 R %s /Contents %d 0 R >>" % (resources, len(objects)))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % k for k in kids))
    raw, offsets = b"%PDF-1.4\n", []
    for number, held in enumerate(objects, 1):
        offsets.append(len(raw))
        raw += b"%d 0 obj\n%s\nendobj\n" % (number, held)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size, start = len(objects) + 1, len(raw)
    return raw + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        table,
        size,
        start,
    )


def docx(body: str, head: str = "") -> bytes:
    raw = io.BytesIO()
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr(
            "word/document.xml", f"<?xml version='1.0'?>{head}<w:document {space}><w:body>{body}</w:body></w:document>"
        )
        parts.writestr(
            "docProps/core.xml",
            '<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The toll</dc:title><dc:creator>R. Hand</dc:creator></c>',
        )
    return raw.getvalue()


def page(words: str = WORDS, head: str = "") -> str:
    article = f"<article><p>{words}</p><p>{words[::-1]}</p></article>"
    return f"<html><head><title>A strike</title>{head}</head><body>{article}</body></html>"


def warc(*answers: tuple[str, str, bytes], status: int = 200) -> bytes:
    """(address, type, body) as a WARC of response records, each in its own gzip member."""
    raw = b""
    for address, media_type, body in answers:
        http = f"HTTP/1.1 {status} X\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2017-05-30T10:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        raw += gzip.compress(head.encode() + http + b"\r\n\r\n")
    return raw


def test_pdf_and_word(tmp_path: Path) -> None:
    (tmp_path / "Marsh Radio.pdf").write_bytes(pdf(WORDS, "Page two."))
    struck = "<w:del><w:r><w:delText>seven </w:delText></w:r></w:del>"
    struck = f"<w:p><w:r><w:t>Six </w:t></w:r>{struck}<w:r><w:t>fled.</w:t></w:r></w:p>"
    (tmp_path / "Note.docx").write_bytes(docx(struck + "<w:p><w:r><w:t>More.</w:t></w:r></w:p>"))
    (paper, note), refused = read(tmp_path)
    assert not refused
    assert (paper.outlet, paper.text, paper.published) == ("Marsh Radio", f"{WORDS}\n\nPage two.", None)
    assert (note.text, note.title, note.author) == ("Six fled.\nMore.", "The toll", "R. Hand")


def test_mails(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Date"] = "Tigris Wire <desk@wire.example>", "Strike", "Mon, 29 May 2017 10:00:00 +0300"
    mail.set_content(WORDS)
    mail.add_alternative(f"<p>{WORDS}</p>", subtype="html")
    mail.add_attachment(b"\x00", maintype="application", subtype="octet-stream", filename="../../x.bin")
    raw = mail.as_bytes()
    (tmp_path / "a.eml").write_bytes(raw)
    (tmp_path / "b.mbox").write_bytes(
        b"From a\n" + raw + b"\n\nFrom b\nSubject: no words\n\n\nFrom c\n" + raw.replace(b"Twenty", b"Ninety")
    )
    (one, two, three), (refused,) = read(tmp_path)
    assert (one.outlet, one.title, one.text) == ("Tigris Wire", "Strike", WORDS)
    assert one.published_at == datetime(2017, 5, 29, 7, tzinfo=UTC)
    assert two == one
    assert three.text.startswith("Ninety")
    assert refused.origin.endswith("b.mbox, message 2")


RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Harbour Times</title><language>en-GB</language>
<item><title>Toll &amp; more</title><link>/1</link><pubDate>Mon, 29 May 2017 10:00:00 GMT</pubDate><author>R. Hand</author>
<description>Short.</description>
<content:encoded><![CDATA[<p>Two died.</p><script>bad()</script><p>Six &lt;fled&gt;.</p>]]></content:encoded></item>
<item><title>Bare</title><link>https://a.example/2</link></item></channel></rss>"""
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Delta Post",
    "items": [
        {
            "id": "1",
            "url": "https://b.example/1",
            "content_html": "<p>Two <b>died</b>.</p>",
            "date_published": "2017-05-29T10:00:00Z",
        }
    ],
}


def test_feeds(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(RSS)
    (tmp_path / "b.json").write_text(json.dumps(JSON_FEED))
    atom = '<feed xmlns="http://www.w3.org/2005/Atom"><title>Citadel</title><entry><title>T</title><link href="https://c.example/1"/>'
    (tmp_path / "c.atom").write_text(f"{atom}<updated>2017-05-29T10:00:00Z</updated><content>{WORDS}</content></entry></feed>")
    (tmp_path / "d.xml").write_text(
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://a</loc></url></urlset>'
    )
    (rss, two, atomic), (refused,) = read(tmp_path)
    assert (rss.outlet, rss.title, rss.text, rss.lang) == ("Harbour Times", "Toll & more", "Two died.\nSix <fled>.", "en")
    assert (rss.published, rss.author) == (date(2017, 5, 29), "R. Hand")
    assert (two.outlet, two.text, two.url) == ("Delta Post", "Two died.", "https://b.example/1")
    assert (atomic.outlet, atomic.updated) == ("Citadel", date(2017, 5, 29))
    assert "site map" in refused.reason


def test_web_archives(tmp_path: Path) -> None:
    head = '<link rel="canonical" href="https://w.example/canonical"><meta property="og:site_name" content="West Wire">'
    raw = warc(
        ("https://w.example/1?x=1", "text/html; charset=utf-8", page(head=head).encode()),
        ("https://w.example/p.png", "image/png", b"\x89PNG"),
        ("https://w.example/2", "text/html", b"<html></html>"),
        ("https://w.example/3.pdf", "application/pdf", pdf("Six fled.")),
    )
    (tmp_path / "a.warc.gz").write_bytes(raw + warc(("https://w.example/404", "text/html", page().encode()), status=404))
    with zipfile.ZipFile(tmp_path / "b.wacz", "w") as parts:
        parts.writestr("datapackage.json", "{}")
        parts.writestr("archive/data.warc.gz", raw)
        parts.writestr("pages/pages.jsonl", "{}\n")
    (tmp_path / "c.warc").write_bytes(b"no WARC at all")
    reports, refused = read(tmp_path)
    assert [(r.outlet, r.url) for r in reports] == [
        ("West Wire", "https://w.example/canonical"),
        ("w.example", "https://w.example/3.pdf"),
    ] * 2
    empty = ", record 3 (https://w.example/2)"
    ends = (f"a.warc.gz{empty}", f"b.wacz, archive/data.warc.gz{empty}", "c.warc, record 1")
    assert all(q.origin.endswith(end) for q, end in zip(refused, ends, strict=True))


def test_several_processes_read_one_archive_in_its_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [(f"https://w.example/{n}", "text/html", page(f"{n} people died. {WORDS}").encode()) for n in range(9)]
    (tmp_path / "a.warc.gz").write_bytes(warc(*answers))
    alone, _ = read(tmp_path)
    monkeypatch.setattr("hadba.ingest.reading.processes_for", lambda *_, **__: 3)
    assert read(tmp_path)[0] == alone
    assert [r.url for r in alone] == [address for address, _, _ in answers]


TELEGRAM = {
    "name": "Marsh Channel",
    "type": "public_channel",
    "id": 1,
    "messages": [
        {"id": 1, "type": "service", "date": "2017-05-29T10:00:00", "text": "created"},
        {"id": 2, "type": "message", "date": "2017-05-29T10:00:00", "date_unixtime": "1496052000", "from": "Marsh Channel",
         "text": ["Two ", {"type": "bold", "text": "died"}, "."]},
        {"id": 3, "type": "message", "date": "2017-05-29T11:00:00", "text": "", "photo": "x"},
        {"id": 4, "type": "message", "date": "2017-05-29T12:00:00", "forwarded_from": "Delta Post", "text": "Six fled."},
    ],
}  # fmt: skip
WHATSAPP = """12/05/2017, 21:14 - Messages are end-to-end encrypted.
12/05/2017, 21:15 - Ali: Two died
near the bridge.
13/05/2017, 09:00 - Sara: <Media omitted>
13/05/2017, 09:01 - Sara: Six fled.
"""


def test_chats(tmp_path: Path) -> None:
    (tmp_path / "result.json").write_text(json.dumps(TELEGRAM))
    (tmp_path / "WhatsApp Chat with Tamar News.txt").write_text(WHATSAPP)
    (tmp_path / "x.txt").write_text(WHATSAPP.replace("13/", "12/"))
    reports, (refused,) = read(tmp_path)
    assert [(r.outlet, r.author, r.text, r.published) for r in reports] == [
        ("Tamar News", "Ali", "Two died\nnear the bridge.", date(2017, 5, 12)),
        ("Tamar News", "Sara", "Six fled.", date(2017, 5, 13)),
        ("Marsh Channel", None, "Two died.", date(2017, 5, 29)),
        ("Marsh Channel", None, "Forwarded from Delta Post:\n\nSix fled.", date(2017, 5, 29)),
    ]
    assert "--date-order" in refused.reason
    (other, _), _ = read(tmp_path / "x.txt", date_order="dmy")
    assert other.published == date(2017, 5, 12)


def test_columns_and_dates_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Body,Quand,Who\nTwo died.,05/06/2016,X\n")
    (tmp_path / "b.jsonl").write_text('{"Body": "Six fled.", "Who": "X"}\n')
    (one, two), _ = read(tmp_path, columns={"text": "Body", "published": "Quand", "outlet": "Who"}, date_order="dmy")
    assert (one.outlet, one.text, one.published) == ("X", "Two died.", date(2016, 6, 5))
    assert two.text == "Six fled."


# What strangers put in

BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
READS_FILES = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


HOSTILE = [
    ("a.xml", RSS.replace("<rss", BOMB + "<rss").replace("Short.", "&b;"), "entities"),
    ("b.docx", docx("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>", READS_FILES), "entities"),
    ("c.docx", docx("<w:p><w:r><w:t>" + "a" * 30_000_000 + "</w:t></w:r></w:p>"), "unpacks to more than"),
    ("d.docx", docx("")[:200], "no Word document"),
    ("e.pdf", pdf(WORDS)[:300], "no PDF"),
    ("f.pdf", pdf("").replace(b"() Tj", b""), "pictures"),
    ("g.mbox", b"Subject: x\n\nno mailbox", "no mailbox"),
    ("h.zip", b"PK\x03\x04broken", "no ZIP"),
    ("i.warc.gz", gzip.compress(b"x" * 1000, mtime=0), "WARC"),
    ("j.html", "<div>" * 50_000 + WORDS, ""),
]


@pytest.mark.parametrize(("name", "raw", "reason"), HOSTILE, ids=[name for name, _, _ in HOSTILE])
def test_hostile_files_are_refused(name: str, raw: str | bytes, reason: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(raw.encode() if isinstance(raw, str) else raw)
    (tmp_path / "k.txt").write_text(WORDS)
    reports, refused = read(tmp_path)
    assert [r.text for r in reports if r.text == WORDS] == [WORDS]
    assert all("root:" not in r.text for r in reports)
    assert refused or not reason
    assert reason in "".join(q.reason for q in refused)


def test_names_in_an_archive_are_only_labels(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as parts:
        for name in ("../../evil.txt", "/etc/cron.d/x.txt", "a\u202etxt.exe", "photo.jpg"):
            parts.writestr(name, WORDS)
    before = sorted(p for p in tmp_path.parent.rglob("*"))
    reports, refused = read(tmp_path / "a.zip")
    assert len(reports) == 2
    assert "\u202e" not in refused[0].origin
    assert sorted(p for p in tmp_path.parent.rglob("*")) == before


def test_the_part_that_takes_too_long_dies_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as parts:
        parts.writestr("1.txt", WORDS)
        parts.writestr("2.pdf", pdf(*["Page) Tj (after) Tj (" * 400] * 400))
        parts.writestr("3.txt", WORDS + " More.")
    monkeypatch.setattr(cells, "PATIENCE", 1.0)
    reports, refused = read(tmp_path)
    assert [r.text for r in reports] == [WORDS, WORDS + " More."]
    assert "took more than" in refused[0].reason
    assert refused[0].origin.endswith("a.zip, 2.pdf")


def test_a_process_that_parses_has_no_network_and_writes_nothing(tmp_path: Path) -> None:
    import subprocess
    import sys

    program = f"""
from hadba.ingest.cell import confine
confine()
import socket
for harm in (lambda: open({str(tmp_path / "x")!r}, "w"), lambda: socket.create_connection(("127.0.0.1", 9)),
             lambda: __import__("subprocess").run(["true"]), lambda: bytearray(3 << 30)):
    try:
        harm()
    except (PermissionError, MemoryError):
        continue
    raise SystemExit(1)
"""
    assert subprocess.run([sys.executable, "-c", program], check=False, capture_output=True).returncode == 0
    assert not list(tmp_path.iterdir())


def test_outlets_that_look_like_others_and_characters_that_hide() -> None:
    assert outlet_name(" Tigris\u200b  Wire\u202e ") == "Tigris Wire"
    assert outlet_name("Известия / Izvestia") == "Известия / Izvestia"
    with pytest.raises(InputError, match="Cyrillic and Latin"):
        outlet_name("R\u0435uters")
    with pytest.raises(InputError, match="cannot be seen"):
        outlet_name("\u200b\u202e")
    hidden = "It\x92s \x1b[2J12\u202e dead\x9d"
    assert without_controls(hidden) == "It\u2019s \ufffd[2J12\ufffd dead\ufffd"
    assert len(without_controls(hidden)) == len(hidden)


def test_names_and_heads_that_are_no_characters(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text(WORDS)
    (tmp_path / "t.csv").write_bytes(b"outlet,caf\xe9\nA,\xc3\xa9\n")
    (tmp_path / "u.csv").write_bytes(b"outlet,text\rA,Two died.\n")
    (report,), refused = read(tmp_path)
    assert report.outlet == "caf?"
    assert [q.origin.rpartition("/")[2] for q in refused] == ["t.csv", "u.csv"]
    for item in refused:
        assert item.reason.encode("utf-8")
