"""Measures the desk on a large ledger (see make_ledger.py): how long pages take, and whether many readers get along.

python bench/desk/bench.py LEDGER.db [--requests 200] [--readers 20] [--seconds 20] [--browser /usr/bin/chromium]
                                     [--draws 3] [--only list,map]

Times are those of a client on the same machine, over one connection, the whole answer read. The readers each ask for pages
one after the other with a pause for reading; the map is timed in a browser from the click on the address to the first
picture that holds all marks, and to the live map in its place.
"""

from __future__ import annotations

import argparse
import json
import random
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import httpx

FACETS = {
    "place": ["Iraq", "Mosul", "Syria", "Sanaa", "Idlib"],
    "type": ["air_strike", "shelling", "abduction"],
    "grade": ["fair", "weak", "contested"],
    "source": ["Tigris Wire", "Delta Star", "Orchard Gazette"],
}
SORTS = ["newest", "oldest", "deaths", "sources", "updated", "review"]
WORDS = ["shelling Mosul", "air strike", "Raqqa", '"were killed in bombing"', "doctors Aleppo", "number 4"]
PAGES = {"list", "incident", "report", "review", "marks", "place"}
PARTS = PAGES | {"readers", "map"}
PAUSE = 0.5  # seconds that a reader looks at a page


def selection(chance: random.Random) -> dict[str, str]:
    """What a person might ask for."""
    asked = {"sort": chance.choice(SORTS), "convention": chance.choice(["airwars", "ibc", "ucdp"])}
    if chance.random() < 0.6:
        facet = chance.choice(list(FACETS))
        asked[facet] = chance.choice(FACETS[facet])
    if chance.random() < 0.4:
        asked["q"] = chance.choice(WORDS)
    if chance.random() < 0.3:
        asked |= {"since": f"201{chance.randrange(4, 8)}-0{chance.randrange(1, 9)}-01", "until": "2018-06-30"}
    return asked


class Reader:
    """Asks for pages one after the other."""

    def __init__(self, address: str, seed: int) -> None:
        self.client = httpx.Client(base_url=address, timeout=30)
        self.chance = random.Random(seed)
        self.incidents: list[str] = []
        self.reports: list[str] = []
        self.errors = 0

    def ask(self, path: str, **query: str) -> float:
        begun = time.perf_counter()
        try:
            answer = self.client.get(path, params=query)
            self.errors += answer.status_code != 200
        except httpx.HTTPError:
            self.errors += 1
        return (time.perf_counter() - begun) * 1000

    def learn(self) -> None:
        """Ids to open: some of every kind of selection."""
        for _ in range(6):
            found = self.client.get("/api/incidents", params={**selection(self.chance), "limit": "40"}).json()["incidents"]
            self.incidents += [i["incident_id"] for i in found]
        for incident in self.chance.sample(self.incidents, 12):
            self.reports += self.client.get(f"/api/incidents/{incident}").json()["incident"]["reports"]

    def kinds(self) -> dict[str, Callable[[], float]]:
        return {
            "list": lambda: self.ask("/", **selection(self.chance)),
            "incident": lambda: self.ask(f"/incidents/{self.chance.choice(self.incidents)}"),
            "report": lambda: self.ask(f"/reports/{self.chance.choice(self.reports)}"),
            "review": lambda: self.ask("/review"),
            "marks": lambda: self.ask("/api/map", **selection(self.chance)),
            "place": lambda: self.ask("/places/Mosul"),
        }


def main() -> None:
    """Measure and print; the last line is JSON."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("ledger")
    options.add_argument("--requests", type=int, default=200)
    options.add_argument("--readers", type=int, default=20)
    options.add_argument("--seconds", type=int, default=20)
    options.add_argument("--browser", default="")
    options.add_argument("--draws", type=int, default=3, help="how often the map is opened")
    options.add_argument("--only", default=",".join(sorted(PARTS)), help="parts to measure, by commas")
    asked = options.parse_args()
    wanted = set(asked.only.split(","))
    if wanted - PARTS:
        options.error(f"There is no part {', '.join(sorted(wanted - PARTS))}.")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = [sys.executable, "-c", "from hadba.cli.main import main; import sys; main(sys.argv[1:])"]
    begun = time.monotonic()
    server = subprocess.Popen([*program, "serve", "--ledger", asked.ledger, "--port", str(port), "--who", "bench"])
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(address)
        found: dict[str, object] = {"answers_after_s": round(time.monotonic() - begun, 1)}
        while httpx.get(f"{address}/api/incidents", params={"limit": 1}, timeout=30).json()["unlisted"]:
            time.sleep(1)
        found["whole_after_s"] = round(time.monotonic() - begun, 1)
        print(f"answers after {found['answers_after_s']} s, lists all after {found['whole_after_s']} s")
        if wanted & PAGES:
            found |= _alone(address, wanted, asked.requests)
        if "readers" in wanted:
            found["readers"] = _together(address, asked.readers, asked.seconds)
            print(f"{asked.readers} readers for {asked.seconds} s: {found['readers']}")
        memory = Path(f"/proc/{server.pid}/status")
        if memory.exists():
            resident = next(line for line in memory.read_text().splitlines() if line.startswith("VmRSS"))
            found["resident_mb"] = int(resident.split()[1]) // 1024
        if asked.browser and "map" in wanted:
            found["map_ms"] = _first_draw(address, asked.browser, asked.draws)
            print(f"map of all incidents: {found['map_ms']} ms")
        print(json.dumps(found))
    finally:
        server.terminate()
        server.wait(10)


def _alone(address: str, wanted: set[str], requests: int) -> dict[str, object]:
    found: dict[str, object] = {}
    reader = Reader(address, 1)
    reader.learn()
    print(f"{'page':<12}{'p50 ms':>8}{'p95 ms':>8}{'max ms':>8}")
    for name, ask in reader.kinds().items():
        if name not in wanted:
            continue
        times = sorted(ask() for _ in range(requests))
        p95 = times[int(len(times) * 0.95) - 1]
        found[name] = {"p50": round(statistics.median(times), 1), "p95": round(p95, 1)}
        print(f"{name:<12}{statistics.median(times):>8.1f}{p95:>8.1f}{times[-1]:>8.1f}")
    return found | {"errors_alone": reader.errors}


def _wait(address: str) -> None:
    for _ in range(1200):
        try:
            if httpx.get(f"{address}/api/token").status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.25)
    raise SystemExit("The desk did not start.")


def _together(address: str, readers: int, seconds: int) -> dict[str, float]:
    everybody = [Reader(address, seed) for seed in range(readers)]
    everybody[0].learn()
    times: list[float] = []
    end = time.monotonic() + seconds

    def read(reader: Reader) -> None:
        reader.incidents, reader.reports = everybody[0].incidents, everybody[0].reports
        kinds = [ask for name, ask in reader.kinds().items() if name != "place"]
        while time.monotonic() < end:
            times.append(reader.chance.choice(kinds)())
            time.sleep(PAUSE * (0.5 + reader.chance.random()))

    threads = [threading.Thread(target=read, args=(r,)) for r in everybody]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ordered = sorted(times)
    return {
        "pages": len(times),
        "errors": sum(r.errors for r in everybody),
        "p50": round(statistics.median(times), 1),
        "p95": round(ordered[int(len(ordered) * 0.95) - 1], 1),
    }


# When the sentence beneath the map was painted, which stands after the map in the page: the picture above it was there by then.
# And when the live map had taken the picture's place.
PAINTED = """() => new Promise(done => new PerformanceObserver(list =>
    done(Math.round(list.getEntries().find(e => e.identifier === 'map').renderTime)))
    .observe({type: 'element', buffered: true}))"""
LIVE = "() => Math.round(performance.now())"


def _first_draw(address: str, browser: str, times: int) -> dict[str, list[int]]:
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
    first, live = [], []
    with sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=browser, args=flags)
        for _ in range(times):
            page = chromium.new_page(viewport={"width": 1280, "height": 860})
            page.goto(address, wait_until="commit")
            page.wait_for_selector("#map[data-drawn]", timeout=60_000)
            live.append(page.evaluate(LIVE))
            first.append(page.evaluate(PAINTED))
            page.close()
        chromium.close()
    return {"first": first, "live": live}


if __name__ == "__main__":
    main()
