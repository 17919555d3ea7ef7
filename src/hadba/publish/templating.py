"""Templates of a brief: those that come with the package, and one that the user wrote.

A template gets a ``Digest``: facts that passed the gate, in sentences, footnotes and counts, and nothing else. One of the
user's may come from anywhere, so it runs in a sandbox: no attribute that leads out of the digest, no file but templates
that stand beside it, no whole text of a report. It makes text only: Typst, of which a PDF is made, can read files and fetch
packages, and nothing keeps a template in it from that.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from jinja2 import BaseLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.exceptions import SecurityError, TemplateNotFound
from jinja2.sandbox import ImmutableSandboxedEnvironment

from hadba.errors import UsageError
from hadba.publish.digest import Digest
from hadba.publish.typeset import escaped, quoted, source_words
from hadba.publish.withhold import shown

LONGEST = 20_000_000  # characters that a user's template may make
_ESCAPED = (".html", ".html.j2", ".htm", ".htm.j2", ".xml", ".xml.j2", ".svg", ".svg.j2")


def rendered(digest: Digest, name: str) -> str:
    """The digest by a template of the package."""
    return shown(_own().get_template(name).render(brief=digest))


def rendered_by(digest: Digest, template: Path, *, page: bool) -> str:
    """The digest by the user's template; ``UsageError`` with the line where it is wrong. ``page``: what it makes is HTML, in
    which no fact can be markup; else that goes by the template's name."""
    if not template.is_file():
        raise UsageError(f"There is no template {template}.")
    environment = _made(ImmutableSandboxedEnvironment, FileSystemLoader(template.parent), page=page)
    bare = replace(digest, sources=tuple(replace(one, report=replace(one.report, text="")) for one in digest.sources))
    try:
        pieces: list[str] = []
        length = 0
        for piece in environment.get_template(template.name).generate(brief=bare):
            pieces.append(piece)
            length += len(piece)
            if length > LONGEST:
                raise UsageError(f"The template {template} makes more than {LONGEST:,} characters; nothing was written.")
        return shown("".join(pieces))
    except TemplateSyntaxError as error:
        where = Path(error.filename or template).name
        raise UsageError(f"The template {where} is wrong in line {error.lineno}: {_plainly(error)}.") from error
    except TemplateNotFound as error:
        raise UsageError(f"The template {template} asks for {error.name}, which is not beside it.") from error
    except SecurityError as error:
        raise UsageError(
            f"The template {_place(error, template)} asks for what no template may have: {_plainly(error)}."
        ) from error
    except UsageError:
        raise
    except UnicodeDecodeError as error:
        raise UsageError(f"The template {template} is no text in UTF-8.") from error
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError) as error:
        raise UsageError(f"The template {_place(error, template)} cannot be filled: {_plainly(error)}.") from error


def _plainly(error: Exception) -> str:
    return " ".join(str(error).split()).rstrip(".") or type(error).__name__


def _place(error: Exception, template: Path) -> str:
    """The name of the template and the line in which the error came about: the last step of its way that is in a template."""
    lines: list[str] = []
    step = error.__traceback__
    while step is not None:
        file = Path(step.tb_frame.f_code.co_filename)
        if file.parent == template.parent:
            lines.append(f"{file.name}, line {step.tb_lineno},")
        step = step.tb_next
    return lines[-1] if lines else str(template)


@cache
def _own() -> Environment:
    return _made(Environment, PackageLoader("hadba.publish"))


def _made(kind: type[Environment], loader: BaseLoader, *, page: bool = False) -> Environment:
    environment = kind(
        loader=loader,
        autoescape=lambda name: page or (name is not None and name.lower().endswith(_ESCAPED)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["shown"] = shown
    environment.filters["typst"] = escaped
    environment.filters["quoted"] = quoted
    environment.filters["listed"] = source_words
    environment.filters["plain"] = _plain
    return environment


def _plain(text: str) -> str:
    """Text for Markdown, in which it can be no markup: a quoted report decides nothing about the page."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("`", "\\`").replace("*", "\\*")
