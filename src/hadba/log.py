"""Structured logging into one file, as JSON lines; nothing is logged to the terminal.

Values under keys that smell of secrets are redacted, and passwords inside database addresses.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import MutableMapping
from functools import cache
from logging.handlers import RotatingFileHandler
from pathlib import Path
from tempfile import gettempdir
from typing import Any

SECRET = re.compile(r"pass|secret|token|api_?key|credential", re.IGNORECASE)
PASSWORD_IN_URL = re.compile(r"(?<=://)([^:/@\s]+):[^@\s]+@")
LARGEST = 2_000_000  # bytes; one older file is kept beside


def log_file() -> Path:
    """Where the log is written: ``HADBA_LOG``, else the user's state folder, else the temporary one."""
    if named := os.environ.get("HADBA_LOG"):
        return Path(named)
    state = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "hadba"
    try:
        state.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path(gettempdir()) / "hadba.log"
    return state / "hadba.log"


def redact(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Hide secrets before anything is written."""
    for key, value in event.items():
        if SECRET.search(key):
            event[key] = "***"
        elif isinstance(value, str):
            event[key] = PASSWORD_IN_URL.sub(r"\1:***@", value)
    return event


@cache
def logger() -> Any:
    """The log. structlog is imported on first use, so that the command line answers at once."""
    import structlog

    file = logging.getLogger("hadba")
    file.propagate = False
    file.setLevel(logging.INFO)
    file.addHandler(_handler())
    return structlog.wrap_logger(
        file,
        processors=[
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            redact,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )


def _handler() -> logging.Handler:
    try:
        return RotatingFileHandler(log_file(), maxBytes=LARGEST, backupCount=1, encoding="utf-8", delay=True)
    except OSError:
        return logging.NullHandler()
