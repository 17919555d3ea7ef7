"""How fast a large WARC of news pages is read: main text, language, marks of copies; and whether memory stays constant.

    python bench/warc.py [--pages 20000] [--jobs 2] [--keep FILE]

The pages are invented here, as CC-NEWS has them: some 60 kB of markup around some 400 words, one page in ten a near copy of
an earlier one, one in fifty in another language, redirects and pictures between them.
"""

from __future__ import annotations

import argparse
import gzip
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from hadba.ingest import Intake, read_sources
from hadba.ingest.duplicates import CopyMarker
from hadba.model.report import Report

TODAY = date(2020, 1, 1)
PLACES = ["Tamar", "Qasr", "Old Harbour", "Dry Wells", "Two Rivers", "the citadel", "al-Noor", "Bridge Street"]
ACTORS = ["army officers", "two doctors", "the mayor", "a civil defence official", "residents", "the coalition", "a spokesman"]
ACTS = ["an air strike hit", "shells fell on", "gunmen attacked", "troops entered", "a car bomb went off in", "families fled"]
ENDS = [
    "killing {n} people",
    "wounding {n} civilians",
    "and {n} were missing",
    "after {n} days of fighting",
    "the {n}th this month",
]
ARABIC = "قالت القوات العراقية يوم الأحد إن {n} مدنيا قتلوا في غارة جوية على حي الفاروق في الموصل القديمة. "


def words(seed: int) -> list[str]:
    chance = random.Random(seed)
    sentences = []
    for _ in range(28):
        act, end = chance.choice(ACTS), chance.choice(ENDS).format(n=chance.randint(2, 900))
        who, where = chance.choice(ACTORS), chance.choice(PLACES)
        sentences.append(f"On day {chance.randint(1, 400)} {act} {where}, {end}, {who} told this newspaper by telephone.")
    return sentences


def page(number: int) -> bytes:
    chance = random.Random(number)
    source = chance.randrange(number) if number and number % 10 == 0 else number
    told = [ARABIC.format(n=chance.randint(2, 90)) for _ in range(20)] if number % 50 == 7 else words(source)
    if source != number:
        told[0] = f"This report first appeared elsewhere, number {number}."
    body = "".join(f"<p class='body-text'>{' '.join(told[i : i + 3])}</p>" for i in range(0, len(told), 3))
    item = "<li class='nav-item'><a href='/section/{i}' data-track='nav-{i}'>Section {i}</a></li>"
    menu = "".join(item.format(i=i) for i in range(120))
    cards = "".join(
        f"<div class='card card--{i % 3}'><a href='/story/{i}'><img src='/i/{i}.jpg' alt='' loading='lazy'><h3>Story {i} of "
        f"{chance.choice(PLACES)}</h3></a><span class='time'>{i} hours ago</span></div>"
        for i in range(60)
    )
    script = "".join(f"window.q{i}=window.q{i}||[];q{i}.push({{id:{i},slot:'ad-{i}',size:[300,250]}});" for i in range(300))
    style = "".join(f".c{i}{{margin:{i}px;padding:0 {i}px;color:#{i:06x}}}" for i in range(400))
    return (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>Report {number}</title>"
        f"<link rel='canonical' href='https://news{number % 40}.example/{number}'>"
        f"<meta property='og:site_name' content='News {number % 40}'>"
        f"<meta property='article:published_time' content='2019-0{number % 9 + 1}-15T10:00:00Z'>"
        f"<style>{style}</style></head>"
        f"<body><header><nav><ul>{menu}</ul></nav></header><script>{script}</script><main><article><h1>Report {number}</h1>"
        f"{body}</article><aside>{cards}</aside></main><footer>{menu}</footer></body></html>"
    ).encode()


def records(pages: int) -> Iterator[bytes]:
    for number in range(pages):
        address = f"https://news{number % 40}.example/{number}"
        if number % 20 == 3:
            yield record(address, b"HTTP/1.1 301 Moved\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n")
            yield record(address, b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG" + bytes(20_000))
        yield record(address, b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(number))


def record(address: str, http: bytes) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2019-12-30T10:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + http + b"\r\n\r\n", 4)


def peak() -> tuple[int, int]:
    """Most memory held so far, in MB: this process, and the largest that it started and that has ended."""
    kilobytes = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    mine, children = (k // 1024 for k in kilobytes)
    return mine, children


def processor() -> float:
    """Seconds of processor used so far, by this process and those that it started and that have ended."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def measure(path: Path, jobs: int) -> None:
    marker = CopyMarker()
    reports = refused = copies = 0
    languages: dict[str | None, int] = {}
    begun, before, halfway = time.perf_counter(), processor(), 0
    for item in read_sources([str(path)], today=TODAY, intake=Intake(TODAY, jobs=jobs)):
        if not isinstance(item, Report):
            refused += 1
            continue
        reports += 1
        languages[item.lang] = languages.get(item.lang, 0) + 1
        copies += marker.mark(item.text) is not None
        if reports == 2_000:
            halfway = peak()[0]
    wall = time.perf_counter() - begun
    cpu = processor() - before
    mine, child = peak()
    print(f"{reports} reports, {refused} refused, {copies} marked as copies, languages {languages}")
    print(
        f"{wall:.1f} s: {reports / wall:.0f} pages/s; {cpu:.1f} s of processor, {1000 * cpu / max(reports, 1):.1f} ms a page:"
    )
    print(f"  on two cores of its own {2 * reports / cpu:.0f} pages/s")
    print(f"memory: {mine} MB here (after 2,000 reports {halfway} MB), {child} MB in the largest process that parses")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--pages", type=int, default=20_000)
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--keep", type=Path, help="the file to make, or to use if it is there")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = chosen.keep or Path(folder) / "news.warc.gz"
        if not path.exists():
            with path.open("wb") as out:
                out.writelines(records(chosen.pages))
            print(
                f"made {chosen.pages} pages, {path.stat().st_size / 1e6:.0f} MB; one is {len(page(1)) / 1e3:.0f} kB",
                file=sys.stderr,
            )
        measure(path, chosen.jobs)


if __name__ == "__main__":
    main()
