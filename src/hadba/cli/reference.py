"""The reference of all commands in Markdown, made from the commands themselves: ``python -m hadba.cli.reference``."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator

import click

from hadba.cli.main import cli


def reference() -> str:
    """The whole of ``docs/commands.md``."""
    lines = ["# Commands", "", "Made from the commands themselves by `make reference`; do not edit by hand.", ""]
    lines += _paragraphs(cli.help or "")
    lines += _command(cli, "hadba")
    return "\n".join(lines).rstrip() + "\n"


def commands(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    """Every command below ``group`` with its full name, groups before their own."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield f"{path} {name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")


def _command(group: click.Group, path: str) -> list[str]:
    lines: list[str] = []
    for name, command in commands(group, path):
        arguments = " ".join(p.make_metavar(click.Context(command)) for p in command.params if isinstance(p, click.Argument))
        lines += [f"## `{name}{' ' + arguments if arguments else ''}`", "", *_paragraphs(command.help or "")]
        options = [_option(p) for p in command.params if isinstance(p, click.Option)]
        lines += [*options, ""] if options else []
    return lines


def _option(option: click.Option) -> str:
    metavar = "" if option.is_flag else " " + option.make_metavar(click.Context(click.Command("")))
    default = f" Default: {option.default}." if option.show_default and option.default not in (None, ()) else ""
    return f"- `{', '.join(option.opts)}{metavar}`: {option.help}{default}"


def _paragraphs(text: str) -> list[str]:
    return [line for block in inspect.cleandoc(text).split("\n\n") for line in (block, "")]


if __name__ == "__main__":
    sys.stdout.write(reference())
