"""The process that parses what strangers wrote: no network, no files to write, no other programs, bounded memory.

Run as ``python -m hadba.ingest.cell``; jobs come on standard input, answers leave on standard output. It may die at any
moment; ``cells`` starts another.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from hadba.errors import InputError
from hadba.ingest.feed import feed_listing, is_json_feed, json_listing
from hadba.ingest.frames import Answer, Job, packed, unpacked_job
from hadba.ingest.jsonl import decoded
from hadba.ingest.kinds import Kind, reader_of
from hadba.ingest.language import language_of
from hadba.ingest.origin import Origin
from hadba.ingest.part import Part, items_of
from hadba.ingest.sitemap import sitemap_listing
from hadba.model.report import Report

MEMORY = 2 << 30  # bytes of address space
FILES = 64
_FORBIDDEN = (
    "socket.connect",
    "socket.bind",
    "socket.getaddrinfo",
    "socket.sendto",
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.fork",
    "os.forkpty",
    "os.posix_spawn",
    "os.remove",
    "os.rename",
    "os.mkdir",
    "os.rmdir",
    "os.symlink",
    "os.link",
    "os.chmod",
    "os.truncate",
    "os.kill",
    "shutil.rmtree",
)


def main() -> None:
    """Answer jobs until there are none."""
    language_of("The words by which the detector is loaded, before the clock of the first part runs.")
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a library prints must not be taken for an answer
    confine()

    def tell(answer: Answer) -> None:
        answers.write(packed(answer))
        answers.flush()

    while (job := unpacked_job(sys.stdin.buffer)) is not None:
        _TASKS[job.task](job, tell)


def confine() -> None:
    """Give up what parsing does not need, as far as the system lets us."""
    tempfile.gettempdir()  # libraries ask for it when they are imported, and it is found by writing
    try:
        import resource

        for limit, value in (
            (resource.RLIMIT_AS, MEMORY),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_NOFILE, FILES),
        ):
            hard = resource.getrlimit(limit)[1]
            bounded = value if hard == resource.RLIM_INFINITY else min(value, hard)
            resource.setrlimit(limit, (bounded, bounded))
    except ImportError:  # Windows has no such limits; the time limit and the hook below remain
        pass
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _FORBIDDEN:
        raise PermissionError(f"{event} is not for a process that parses")
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        raise PermissionError("a process that parses writes no files")


Tell = Callable[[Answer], None]


def _read(job: Job, tell: Tell) -> None:
    origin = _origin(job)
    number = -1
    try:
        with _opened(job) as stream:
            for number, part in enumerate(reader_of(Kind(job.kind))(stream, origin)):
                if number >= job.first and (number - job.first) % job.step == 0:
                    tell(Answer(number, part.place, begun=True))
                    tell(_answer(number, part, origin))
    except InputError as error:
        tell(Answer(number + 1, refused=(origin.refused(error),)))
    except MemoryError:
        tell(Answer(number + 1, refused=(origin.refused(_TOO_MUCH),)))
    except OSError as error:
        tell(Answer(number + 1, refused=(origin.refused(f"It cannot be read ({error.strerror or error}); check the file."),)))
    except Exception as error:  # noqa: BLE001 - as below: finding the parts may break too
        tell(Answer(number + 1, refused=(origin.refused(_broke(error)),)))
    tell(Answer(done=True))


_TOO_MUCH = "Reading it takes more memory than any report should; it was given up."


def _broke(error: Exception) -> str:
    return f"Its parser broke ({type(error).__name__}); save it in another form."


def _answer(number: int, part: Part, origin: Origin) -> Answer:
    try:
        items = list(items_of(part, origin))
    except MemoryError:
        items = [origin.refused(_TOO_MUCH, part=part.place)]
    except Exception as error:  # noqa: BLE001 - a parser may break in any way on what strangers wrote; the others go on
        items = [origin.refused(_broke(error), part=part.place)]
    reports = tuple(i for i in items if isinstance(i, Report))
    return Answer(number, part.place, reports=reports, refused=tuple(i for i in items if not isinstance(i, Report)))


def _list(job: Job, tell: Tell) -> None:
    origin = _origin(job)
    try:
        if job.kind == Kind.SITEMAP:
            listing = sitemap_listing(job.raw)
        elif job.kind == Kind.JSON:
            content = decoded(job.raw)
            if not is_json_feed(content):
                raise InputError("It is JSON and no feed (jsonfeed.org).")
            listing = json_listing(content, job.address)
        else:
            listing = feed_listing(job.raw, job.address)
        tell(Answer(listing=listing, done=True))
    except InputError as error:
        tell(Answer(refused=(origin.refused(error),), done=True))
    except Exception as error:  # noqa: BLE001 - as above
        tell(Answer(refused=(origin.refused(_broke(error)),), done=True))


def _robots(job: Job, tell: Tell) -> None:
    from protego import Protego

    try:
        rules = Protego.parse(job.raw.decode("utf-8", "replace"))
        allowed, delay = rules.can_fetch(job.address or "", job.agent), rules.crawl_delay(job.agent)
    except Exception:  # noqa: BLE001 - rules that nobody can read forbid nothing (RFC 9309, 2.2.1)
        allowed, delay = True, None
    tell(Answer(allowed=allowed, delay=delay, done=True))


_TASKS = {"read": _read, "list": _list, "robots": _robots}


def _origin(job: Job) -> Origin:
    return Origin(
        job.name,
        job.today,
        job.outlet,
        job.fallback,
        address=job.address,
        columns=job.columns,
        date_order=job.date_order,
    )


def _opened(job: Job) -> BinaryIO:
    return BytesIO(job.raw) if job.path is None else Path(job.path).open("rb")


if __name__ == "__main__":
    main()
