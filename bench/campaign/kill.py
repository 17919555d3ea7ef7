"""Kill -9 at random moments of add, run and watch; after going on, the ledger must equal the one that was never disturbed.

python -m bench.campaign.kill [--kills 200] [--seed 1]
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from tests import servers

from bench import warc
from bench.campaign.ledgers import called, command, content, differing, environment
from hadba import samples

KILLS_A_LEDGER = 25
ORDINARY = (
    "rss",
    "atom",
    "json feed",
    "site map",
    "site map of packed site maps",
    "packed",
    "utf-16",
    "no articles",
    "picture",
)


def inputs(folder: Path) -> None:
    """Reports in several forms, some of them broken."""
    into = folder / "in"
    into.mkdir()
    shutil.copy(samples.paths()[0], into / "samples.jsonl")
    with (into / "pages.warc.gz").open("wb") as out:
        out.writelines(warc.records(5))
    lines = [json.dumps({"outlet": "A", "text": f"{n} people died in Tamar."}) if n % 20 else "{broken" for n in range(60)]
    (into / "many.jsonl").write_text("\n".join(lines))


def steps(folder: Path) -> list[tuple[str, ...]]:
    return [("add", str(folder / "in")), ("watch", str(folder / "feeds.toml"), "--once", "--no-run"), ("run", "--jobs", "2")]


def work(folder: Path, shared: Path) -> None:
    """All steps, to their end; a watch is repeated until nothing waits, as one that was killed left pages due at once."""
    for step in steps(shared):
        for _ in range(2 if step[0] == "watch" else 1):
            done = called(folder, *step)
            if done.returncode not in (0, 1):
                raise SystemExit(f"{step} failed: {done.stderr[-2000:]}")


def disturb(folder: Path, shared: Path, chance: random.Random, longest: dict[str, float], kills: int) -> dict[str, int]:
    """Start steps and kill them; how many of each were killed while they ran."""
    killed = dict.fromkeys(longest, 0)
    for _ in range(kills * 3):
        if sum(killed.values()) >= kills:
            break
        step = chance.choice(steps(shared))
        if step[0] == "run" and not (folder / "hadba.db").exists():
            continue
        running = subprocess.Popen(
            command(*step), cwd=folder, env=environment(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(chance.uniform(0.2, longest[step[0]]))
        if running.poll() is None:
            running.send_signal(signal.SIGKILL)
            killed[step[0]] += 1
        running.wait()
    return killed


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    chance = random.Random(chosen.seed)
    names = [name for name in servers.BEHAVIOURS if name in ORDINARY]
    servers.BEHAVIOURS = {name: servers.BEHAVIOURS[name] for name in names}
    total, wrong = {"add": 0, "watch": 0, "run": 0}, 0
    with tempfile.TemporaryDirectory() as where, servers.web(len(names)) as sites:
        shared = Path(where)
        inputs(shared)
        feeds = "".join(f'[[feed]]\nurl = "{site.root}/feed"\n' for site in sites)
        (shared / "feeds.toml").write_text(f'[watch]\npause = "0s"\nallow_private = ["127.1.0.0/16"]\n{feeds}')
        calm = shared / "calm"
        calm.mkdir()
        longest = {}
        for step in steps(shared):
            begun = time.perf_counter()
            called(calm, *step)
            longest[step[0]] = time.perf_counter() - begun
        work(calm, shared)
        expected = content(calm / "hadba.db")
        print(f"undisturbed: { ({k: len(v) for k, v in json.loads(expected).items()}) }", flush=True)
        while sum(total.values()) < chosen.kills:
            folder = Path(tempfile.mkdtemp(dir=shared))
            killed = disturb(folder, shared, chance, longest, min(KILLS_A_LEDGER, chosen.kills - sum(total.values())))
            for step, count in killed.items():
                total[step] += count
            work(folder, shared)
            differs = differing(expected, content(folder / "hadba.db"))
            wrong += bool(differs)
            print(f"{sum(total.values())} kills {total}: {differs or 'equal'}", flush=True)
            shutil.rmtree(folder)
    print(f"killed {sum(total.values())} times ({total}); ledgers that differ from the undisturbed one: {wrong}")
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()
