"""A full disk at random writes, a disk that cannot be written, a second writer: nothing is damaged, and it is said clearly.

    python -m bench.campaign.disk [--times 20] [--seed 1]

The disk is a small one in memory where this program may mount it (root on Linux), else a limit on the size of files.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import sqlite3
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.campaign.kill import inputs
from bench.campaign.ledgers import called, command, content, differing, environment

SIZE = 64 << 20


@contextmanager
def small_disk(folder: Path) -> Iterator[Path | None]:
    """A disk of 64 MB; null where it cannot be had."""
    place = folder / "disk"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", place], capture_output=True, check=False)
    if mounted.returncode:
        yield None
        return
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=False)


def limited(folder: Path, limit: int, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A call that may make no file longer than ``limit`` bytes."""
    return subprocess.run(
        command(*arguments),
        cwd=folder,
        env=environment(folder),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )


def filled(disk: Path, free: int) -> None:
    """Leave so many bytes free."""
    filler = disk / "filler"
    filler.unlink(missing_ok=True)
    with filler.open("wb") as out:
        out.truncate(0)
        left = shutil.disk_usage(disk).free - free
        while left > 0:
            left -= out.write(bytes(min(left, 1 << 20)))


def full(shared: Path, disk: Path | None, times: int, chance: random.Random, expected: str, size: int) -> int:
    """How many times something was wrong."""
    wrong = 0
    for number in range(times):
        folder = Path(tempfile.mkdtemp(dir=disk or shared))
        free = chance.randrange(4_096, int(size * 1.1))
        told = []
        for step in (("add", str(shared / "in")), ("run", "--jobs", "1")):
            if disk:
                filled(disk, free)
                done = called(folder, *step)
                (disk / "filler").unlink()
            else:
                done = limited(folder, free, *step)
            told.append((done.returncode, done.stderr.strip().splitlines()[-1:] or [""]))
            clear = done.returncode in (0, 1) or (done.returncode in (2, 3) and "Error: " in done.stderr)
            wrong += not clear or "Traceback" in done.stderr or "unexpected" in done.stderr
        begun = (folder / "hadba.db").exists() and (folder / "hadba.db").stat().st_size > 0
        sound = not begun or called(folder, "verify").returncode == 0
        for step in (("add", str(shared / "in")), ("run", "--jobs", "1")):
            called(folder, *step)
        differs = differing(expected, content(folder / "hadba.db"))
        wrong += bool(differs) or not sound
        said = f"{told[0][0]} {told[0][1][0][:100]} | {told[1][0]} {told[1][1][0][:80]}"
        print(f"{number + 1}: {free / 1e6:.1f} MB free: {said} | sound: {sound}, then {differs or 'equal'}", flush=True)
        shutil.rmtree(folder)
    return wrong


def read_only(shared: Path, disk: Path | None) -> int:
    """A ledger on a disk that cannot be written: looking works, writing is refused in a sentence."""
    if disk is None:
        print("read-only: not tried, as no disk can be mounted here")
        return 0
    folder = disk / "readonly"
    folder.mkdir()
    shutil.copy(shared / "calm" / "hadba.db", folder / "hadba.db")
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    try:
        (shared / "new.txt").write_text("Two died in Tamar.")
        looked, added = called(folder, "sources"), called(folder, "add", str(shared / "new.txt"))
    finally:
        subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
    told = f"sources {looked.returncode} {looked.stderr.strip()[-120:]} | add {added.returncode} {added.stderr.strip()[-160:]}"
    print(f"read-only: {told}")
    return int(
        looked.returncode != 0
        or added.returncode != 3
        or "Error: " not in added.stderr
        or "Traceback" in looked.stderr + added.stderr
    )


def second_writer(shared: Path, expected: str) -> int:
    """Two that add and run at once come out as one; one that finds the ledger locked for long says so."""
    folder = Path(tempfile.mkdtemp(dir=shared))
    calls = [threading.Thread(target=called, args=(folder, "add", str(shared / "in"))) for _ in range(2)]
    for call in calls:
        call.start()
    for call in calls:
        call.join()
    called(folder, "run", "--jobs", "1")
    differs = differing(expected, content(folder / "hadba.db"))
    lock = sqlite3.connect(folder / "hadba.db", isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    (folder / "new.txt").write_text("Two died.")
    begun = time.perf_counter()
    locked = called(folder, "add", "new.txt")
    lock.execute("ROLLBACK")
    print(f"two writers at once: {differs or 'equal'}; a locked ledger: {locked.returncode} {locked.stderr.strip()[-120:]} "
          f"after {time.perf_counter() - begun:.0f} s")  # fmt: skip
    return bool(differs) + int(locked.returncode != 3 or "Another program" not in locked.stderr)


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--times", type=int, default=20)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as where, small_disk(Path(where)) as disk:
        shared = Path(where)
        inputs(shared)
        (shared / "calm").mkdir()
        for step in (("add", str(shared / "in")), ("run", "--jobs", "1")):
            called(shared / "calm", *step)
        expected = content(shared / "calm" / "hadba.db")
        size = (shared / "calm" / "hadba.db").stat().st_size
        print(f"a ledger of {size / 1e6:.1f} MB on {'a small disk' if disk else 'a disk with a limit on files'}", flush=True)
        wrong = full(shared, disk, chosen.times, random.Random(chosen.seed), expected, size)
        wrong += read_only(shared, disk) + second_writer(shared, expected)
    print(f"disk full {chosen.times} times, read-only, second writer: {wrong} wrong")
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()
