"""The commands are documented, answer at once, and fail in sentences."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from hadba.cli.main import COMMANDS, cli, main

ROOT = Path(__file__).parent.parent


def commands(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    """Every command below ``group`` with its full name."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield f"{path} {name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")


ALL = list(commands(cli, "hadba"))


def code_of(*arguments: str) -> int | str | None:
    with pytest.raises(SystemExit) as left:
        main(list(arguments))
    return left.value.code


@pytest.mark.parametrize(("name", "command"), ALL, ids=[name for name, _ in ALL])
def test_every_command_and_option_says_what_it_does(name: str, command: click.Command) -> None:
    assert command.help, f"{name} has no help"
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, f"{name} {option.opts[0]} has no help"


def test_help_imports_nothing_heavy() -> None:
    heavy = {"sqlalchemy", "spacy", "numpy", "rich", "structlog", "jinja2", "yaml", "trafilatura", "hadba.app"}
    program = f"""
import sys
from hadba.cli.main import main
try:
    main(["--help"])
finally:
    assert not {heavy} & set(sys.modules), {heavy} & set(sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert all(name in done.stdout for name in COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--help"], 0, "Exit codes"),
        (["--version"], 0, "hadba"),
        (["fly"], 2, "No such command"),
        (["incidents", "--since", "yesterday"], 2, "write it as 2017-05-28"),
        (["incidents", "--ledger", "missing.db"], 2, "no ledger at missing.db"),
        (["incidents", "--ledger", "missing/l.db"], 2, "no ledger at missing/l.db"),
        (["add", "missing.txt"], 2, "does not exist"),
        (["extract", "missing.jsonl"], 2, "does not exist"),
        (["run", "--ledger", "postgresql://u:secret@127.0.0.1:1/x"], None, ""),
    ],
)
def test_exit_codes_and_sentences(
    arguments: list[str],
    code: int | None,
    words: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    found = code_of(*arguments)
    told = "".join(capsys.readouterr())
    assert found == code if code is not None else found in (2, 3)
    assert words in told
    assert "Traceback" not in told and "secret" not in told


def test_what_nobody_expected_is_one_sentence_and_a_log(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: click.Group, *_: object) -> None:
        raise ZeroDivisionError("token=secret")

    monkeypatch.setattr(click.Group, "invoke", broken)
    assert code_of("sources") == 3
    told = capsys.readouterr().err
    assert "unexpected" in told and "ZeroDivisionError" in told and len(told.strip().splitlines()) == 1


def test_every_package_that_is_needed_is_pinned() -> None:
    whole = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project, build = whole["project"], whole["build-system"]["requires"]
    pinned = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "constraints.txt").read_text(encoding="utf-8"), re.MULTILINE))
    needed = [
        re.split(r"[<>=\[;]", p)[0].strip()
        for p in (*build, *project["dependencies"], *project["optional-dependencies"]["dev"])
    ]
    assert [p for p in needed if p not in pinned] == [], "run `make lock`"
