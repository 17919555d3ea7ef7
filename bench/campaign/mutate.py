"""Mutated inputs over all parsers: none may crash or hang, each is accepted or refused with a reason.

python -m bench.campaign.mutate [--count 100000] [--seed 1]
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from email.message import EmailMessage
from io import BytesIO
from zipfile import ZipFile

from tests import test_inputs as samples

from bench import warc
from hadba.ingest.cells import Cells
from hadba.ingest.frames import Job
from hadba.ingest.kinds import Kind

TODAY = date(2020, 1, 1)
PIECES = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"<", b">", b"&#x0;", b"<![CDATA[", b"]]>", b"<!--", b'"', b"'", b"\\u0000", b"{",
    b"[" * 50, b"%PDF", b"endobj", b"stream\n", b"0 R", b"<<", b"/Length 99999999", b"PK\x01\x02", b"PK\x05\x06",
    b"WARC/1.0\r\n", b"Content-Length: -1\r\n", b"\r\n\r\n", b"\nFrom ", b"=?utf-8?q?", b"boundary=", b"\xe2\x80\xae",
    b"\xed\xa0\x80", b"9" * 40, b"-1", b"2017-13-45", b"https://", b"<div>" * 30, b"charset=utf-7", b"\x1f\x8b",
)  # fmt: skip


Wrap = Callable[[bytes], bytes]


def zipped(name: str) -> Wrap:
    """Packs bytes as the one member of a ZIP, so that what is mutated is met behind a whole packing."""

    def wrap(raw: bytes) -> bytes:
        packed = BytesIO()
        with ZipFile(packed, "w") as parts:
            parts.writestr(name, raw)
        return packed.getvalue()

    return wrap


def seeds() -> list[tuple[Kind, bytes, Wrap]]:
    """A whole input of each kind, and what is done to it after it was mutated."""
    word = zipped("word/document.xml")
    with ZipFile(BytesIO(samples.docx(f"<w:p><w:r><w:t>{samples.WORDS}</w:t></w:r></w:p>"))) as parts:
        document = parts.read("word/document.xml")
    behind = [(Kind.WORD, document, word), (Kind.ZIP, samples.pdf(samples.WORDS), zipped("a.pdf"))]
    unpacked = gzip.decompress(samples.warc(("https://a.example/1", "text/html", samples.page().encode())))
    behind += [(Kind.WARC, unpacked, gzip.compress), (Kind.WARC, unpacked * 3, bytes)]
    return [*((kind, raw, bytes) for kind, raw in plain_seeds()), *behind]


def plain_seeds() -> list[tuple[Kind, bytes]]:
    """Inputs that are given as they are."""
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Date"] = "A <a@b.example>", "S", "Mon, 29 May 2017 10:00:00 +0300"
    mail.set_content(samples.WORDS)
    mail.add_alternative(f"<p>{samples.WORDS}</p>", subtype="html")
    raw = mail.as_bytes()
    block = '{"@type":"Article","datePublished":"2017-05-29"}'
    page = samples.page(head=f'<script type="application/ld+json">{block}</script>').encode()
    paper = ("https://a.example/2", "application/pdf", samples.pdf("One."))
    web = samples.warc(("https://a.example/1", "text/html", page), paper)
    atom = "<feed xmlns='http://www.w3.org/2005/Atom'><title>A</title><entry><title>T</title>"
    packed = BytesIO()
    with ZipFile(packed, "w") as parts:
        parts.writestr("a.txt", samples.WORDS)
        parts.writestr("b.html", page)
    record = {"outlet": "A", "published": "2017-05-28", "text": samples.WORDS}
    return [
        (Kind.PAGE, page),
        (Kind.PAGE, warc.page(3)[:9_000]),
        (Kind.FEED, samples.RSS.encode()),
        (Kind.FEED, f"{atom}<content>Two died.</content></entry></feed>".encode()),
        (Kind.SITEMAP, b"<urlset><url><loc>https://a.example/</loc></url></urlset>"),
        (Kind.PDF, samples.pdf(samples.WORDS, "Page two.")),
        (Kind.WORD, samples.docx(f"<w:p><w:r><w:t>{samples.WORDS}</w:t></w:r></w:p>")),
        (Kind.MAIL, raw),
        (Kind.MAILBOX, b"From a\n" + raw + b"\n\nFrom b\n" + raw),
        (Kind.WARC, web),
        (Kind.ZIP, packed.getvalue()),
        (Kind.JSON, json.dumps(samples.TELEGRAM).encode()),
        (Kind.JSON, json.dumps(samples.JSON_FEED).encode()),
        (Kind.JSON, json.dumps([record, record]).encode()),
        (Kind.LINES, b"\n".join([json.dumps(record).encode()] * 3)),
        (Kind.TABLE, f'outlet,published,text\nA,2017-05-28,"{samples.WORDS}"\nB,,Two died.\n'.encode()),
        (Kind.TEXT, samples.WHATSAPP.encode()),
        (Kind.TEXT, f"Outlet: A\nDate: 2017-05-28\n\n{samples.WORDS}".encode()),
    ]


def mutated(raw: bytes, chance: random.Random) -> bytes:
    """One to eight changes: bits, bytes, pieces put in, cut out, doubled or moved."""
    held = bytearray(raw)
    for _ in range(chance.choice((1, 1, 2, 3, 5, 8))):
        at = chance.randrange(len(held) + 1)
        end = min(len(held), at + chance.choice((1, 2, 8, 64, 512)))
        match chance.randrange(7):
            case 0 if at < len(held):
                held[at] ^= 1 << chance.randrange(8)
            case 1:
                held[at:end] = chance.randbytes(end - at)
            case 2:
                held[at:at] = chance.choice(PIECES)
            case 3:
                del held[at:end]
            case 4:
                held[at:at] = held[at:end] * chance.choice((1, 2, 20))
            case 5:
                del held[at:]
            case _:
                held[at:end] = chance.choice(PIECES)
    return bytes(held)


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--count", type=int, default=100_000)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    chance = random.Random(chosen.seed)
    outcomes: Counter[tuple[str, str]] = Counter()
    bad: list[str] = []
    longest = 0.0
    held = seeds()
    with Cells() as cells:
        for number in range(chosen.count):
            kind, whole, wrap = held[number % len(held)]
            raw = wrap(mutated(whole, chance))
            begun = time.perf_counter()
            answers = list(cells.read(Job("read", kind, "input", TODAY, raw=raw, fallback="input")))
            longest = max(longest, time.perf_counter() - begun)
            reasons = [q.reason for a in answers for q in a.refused]
            died = [r for r in reasons if r.startswith(("The process", "Reading it took", "Its parser broke"))]
            if died or not all(reasons) or not answers[-1].done:
                bad.append(f"{number} {kind}: {died or 'no reason'}")
                print(bad[-1], flush=True)
            accepted = any(a.reports for a in answers)
            outcomes[kind, "accepted" if accepted else "refused" if reasons else "nothing in it"] += 1
            if (number + 1) % 10_000 == 0:
                print(f"{number + 1} inputs, {len(bad)} bad, longest {longest:.2f} s", flush=True)
    for (kind, outcome), count in sorted(outcomes.items()):
        print(f"  {kind:8} {outcome:14} {count}")
    print(f"{chosen.count} mutated inputs: {len(bad)} broke their parser or its process; the longest took {longest:.2f} s")
    raise SystemExit(1 if bad else 0)


if __name__ == "__main__":
    main()
