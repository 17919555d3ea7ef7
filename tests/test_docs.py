"""The documents name what exists: every command and option, every dependency, every link."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from hadba.cli.main import COMMANDS, cli

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command and subcommand, with its full name."""
    context = click.Context(cli)
    waiting = [(f"hadba {name}", cli.get_command(context, name)) for name in COMMANDS]
    for name, command in waiting:
        assert command is not None
        if isinstance(command, click.Group):
            waiting += [(f"{name} {inner}", command.commands[inner]) for inner in command.commands]
        yield name, command


def test_every_command_and_option_is_documented() -> None:
    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^#{2,3} `(hadba [a-z ]+)`\n(.*?)(?=^#|\Z)", text, re.MULTILINE | re.DOTALL))
    found = dict(commands())
    assert sorted(sections) == sorted(found)
    for name, command in found.items():
        options = {
            o for p in command.params if isinstance(p, click.Option) and not p.hidden for o in p.opts if o.startswith("--")
        }
        assert {o for o in options if f"`{o}`" not in sections[name]} == set(), name


def test_every_dependency_has_its_reason() -> None:
    record = (ROOT / "docs" / "decisions" / "0007-what-hadba-stands-on.md").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needed = project["project"]["dependencies"] + project["build-system"]["requires"]
    needed += [name for extra in project["project"]["optional-dependencies"].values() for name in extra]
    names = {re.match(r"[\w.-]+", line).group() for line in needed}  # type: ignore[union-attr]
    assert {name for name in names if not re.search(rf"\b{re.escape(name)}\b", record)} == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text(encoding="utf-8"))
    assert [target for target in targets if not (document.parent / target).exists()] == []
