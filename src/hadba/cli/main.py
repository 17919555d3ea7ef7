"""The door: the table of commands, and what the user is told when something goes wrong.

Nothing heavy is imported here. A command's module is imported when the command is called, so that ``hadba --help``
answers at once.
"""

from __future__ import annotations

import importlib
import os
import sys
from dataclasses import dataclass

import click

from hadba import __version__
from hadba.errors import HadbaError, UsageError

DONE, QUARANTINED, WRONG_USAGE, FAILED = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Door:
    """Where a command lives, and its line in ``hadba --help``."""

    module: str
    name: str
    help: str


COMMANDS = {
    "serve": Door("serve", "serve", "Open the ledger in the browser: read, check, decide."),
    "demo": Door("demo", "demo", "The main job on the sample reports, in a fresh ledger: a good first minute."),
    "extract": Door("interchange", "extract", "Reports in JSONL to claims in JSONL, without a ledger."),
    "annotate": Door("interchange", "annotate", "Reports in JSONL to all that was read in each, without a ledger."),
    "add": Door("build", "add", "Put reports into the ledger."),
    "watch": Door("watch", "watch", "Visit feeds, add what is new, run; as a loop or once."),
    "run": Door("build", "run", "Read what is new, link it and derive the incidents."),
    "cluster": Door("cluster", "cluster", "Read an archive of reports on a Spark cluster, into Parquet and PostgreSQL."),
    "incidents": Door("look", "incidents", "List incidents with their ranges and grades."),
    "claims": Door("look", "claims", "List claims: who says what, where, when."),
    "show": Door("look", "show", "Show one report, claim, incident or decision."),
    "explain": Door("explain", "explain", "Open the numbers of an incident: votes, quotes, rule."),
    "diff": Door("diff", "diff", "What changed among the incidents since a day, and why."),
    "brief": Door("out", "brief", "Write the cited brief, in Markdown or HTML."),
    "export": Door("out", "export", "Write the published part of the ledger as a data file."),
    "import": Door("back", "import_", "Read back a CSV that was edited in a spreadsheet."),
    "release": Door("release", "release", "Publish in numbered releases, with a manifest of hashes."),
    "policy": Door("policy", "policy", "What may be published: states of review, embargoes, blur, names."),
    "review": Door("review", "review", "What needs a person; decide, merge, split, correct, undo."),
    "gazetteer": Door("places", "gazetteer", "Your own places: add, list, check; find a name."),
    "sources": Door("parties", "sources", "List the outlets in the ledger."),
    "actors": Door("parties", "actors", "The dictionary of armed and civil parties."),
    "archive": Door("archive", "archive", "The bytes that reports were read from: list, get, export as WARC."),
    "verify": Door("keep", "verify", "Check hashes and the audit chain: nothing was changed."),
    "backup": Door("keep", "backup", "Copy the ledger, also while it is in use."),
    "restore": Door("keep", "restore", "Make a copy the ledger again."),
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of the work, not of the alphabet."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        door = COMMANDS.get(cmd_name)
        if door is None:
            return None
        command = getattr(importlib.import_module(f"hadba.cli.{door.module}"), door.name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table above, so that help needs no import."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, door.help) for name, door in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="hadba")
def cli() -> None:
    """Keep a ledger of what many outlets report about a conflict.

    Reports go in; claims, incidents, ranges and a cited brief come out, and every number can be opened. Start with
    `hadba demo`, or with `hadba add PATH`, `hadba run`, `hadba incidents`.

    Exit codes: 0 done, 1 done with quarantined input (listed), 2 wrong usage, 3 failed.
    """


def main(arguments: list[str] | None = None) -> None:
    """Run a command and leave with its exit code; errors are one sentence each, never a traceback."""
    sys.exit(_code_of(arguments))


def _code_of(arguments: list[str] | None) -> int:
    try:
        result = cli.main(arguments, prog_name="hadba", standalone_mode=False)
    except click.exceptions.Exit as left:
        return left.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _tell("Interrupted. What was stored before is kept; the same command goes on from there.", FAILED)
    except click.ClickException as error:
        error.show()
        return WRONG_USAGE if isinstance(error, click.UsageError) else FAILED
    except UsageError as error:
        return _tell(f"Error: {error}", WRONG_USAGE)
    except HadbaError as error:
        return _tell(f"Error: {error}", FAILED)
    except BrokenPipeError:
        # The reader of our output left (`hadba claims | head`); flushing at exit must not complain either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        return _tell(f"Error: {error.strerror or error}{f': {error.filename}' if error.filename else ''}.", FAILED)
    except Exception as error:  # noqa: BLE001 - the last resort: the user gets a sentence, the log the traceback
        from hadba.log import log_file, logger

        logger().error("unexpected", exc_info=error)
        return _tell(f"Error: something unexpected happened ({type(error).__name__}); details are in {log_file()}.", FAILED)
    return result if isinstance(result, int) else DONE


def _tell(sentence: str, code: int) -> int:
    click.echo(sentence, err=True)
    return code
