"""A template of the user's sees gated facts and nothing else, and what is wrong in it is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from hadba.app import publishing
from hadba.app.looking import Selection
from hadba.errors import HadbaError, UsageError
from hadba.publish.brief import brief_of
from hadba.publish.gate import release
from hadba.store.ledger import SqlLedger
from tests.planted import plant
from tests.publish_world import CLAIMS, INCIDENTS, REPORTS

EVERYTHING = """{% macro all(x, depth) -%}
{{ x }}
{%- if depth and x is mapping %}{% for k, v in x.items() %}{{ k }}{{ all(v, depth - 1) }}{% endfor %}
{%- elif depth and x is iterable and x is not string %}{% for v in x %}{{ all(v, depth - 1) }}{% endfor %}{% endif %}
{%- endmacro %}
{{ all(brief, 9) }}
{% for part in (brief.title, brief.sections, brief.notes, brief.sources, brief.figures, brief.charts) %}{{ all(part, 9) }}
{% endfor %}
{% for s in brief.sources %}{{ s.report }} {{ s.report.text }} {{ s.report.id }} {{ s.report.url }}{% endfor %}
"""


def made(folder: Path, text: str, *, name: str = "mine.md", format: str = "md") -> str:
    template = folder / name
    template.write_text(text, encoding="utf-8")
    return brief_of(release(INCIDENTS, CLAIMS, REPORTS), template=template, format=format)


def test_a_template_decides_what_stands_where(tmp_path: Path) -> None:
    (tmp_path / "head.md").write_text("Our house: {{ brief.title }}\n", encoding="utf-8")
    text = "{% include 'head.md' %}{% for s in brief.sections %}## {{ s.title }}\n{% endfor %}{{ brief.notes | length }} notes"
    out = made(tmp_path, text)
    assert out.startswith("Our house: Mosul: 17 March to 28 May 2017\n## In short\n## Incidents")
    assert out.endswith(" notes")


def test_whatever_a_template_prints_holds_no_secret_and_no_whole_text(tmp_path: Path) -> None:
    template = tmp_path / "all.md"
    template.write_text(EVERYTHING, encoding="utf-8")
    with SqlLedger(str(tmp_path / "planted.db")) as ledger:
        secrets = plant(ledger, 8)
        texts = [r.text for r in ledger.reports()]
        out = publishing.write_brief(
            ledger, Selection(), convention="airwars", form="md", out=tmp_path / "x.md", kind="sitrep", template=template
        )
    assert "Tigris Wire" in out
    assert {s for s in secrets if s.lower() in out.lower()} == set()
    assert not [text for text in texts if text in out]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("fine\n{% for s in %}", r"mine\.md is wrong in line 2"),
        ("fine\n\n{{ brief.nothing }}", r"mine\.md, line 3, cannot be filled: .*nothing"),
        ("{{ brief.title + 1 }}", r"mine\.md, line 1, cannot be filled"),
        ("{% include 'elsewhere.md' %}", r"asks for elsewhere\.md, which is not beside it"),
        ("{% include '../../etc/passwd' %}", r"not beside it"),
        ("{{ brief.__class__.__mro__ }}", r"line 1, asks for what no template may have"),
        ("{{ brief.title.__init__.__globals__ }}", r"asks for what no template may have"),
        ("{{ ''.__class__.__base__.__subclasses__() }}", r"asks for what no template may have"),
        ("{% for n in range(10 ** 9) %}{% endfor %}", r"cannot be filled: Range too big"),
        ("{{ open('/etc/passwd') }}", r"cannot be filled: 'open' is undefined"),
    ],
)
def test_what_is_wrong_in_a_template_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        made(tmp_path, text)


def test_a_page_holds_no_markup_of_a_report(tmp_path: Path) -> None:
    assert "<b>" not in made(tmp_path, "{{ '<b>' ~ brief.title }}", name="mine.txt", format="html")
    assert "<b>" in made(tmp_path, "<b>{{ brief.title }}</b>", name="mine.html.j2")


def test_a_template_that_names_what_the_policy_withholds_makes_nothing(tmp_path: Path) -> None:
    template = tmp_path / "mine.md"
    template.write_text("Number Fourteen lives here.", encoding="utf-8")
    with SqlLedger(str(tmp_path / "planted.db")) as ledger:
        plant(ledger, 2)
        with pytest.raises(HadbaError, match="may not be published"):
            publishing.write_brief(ledger, Selection(), convention="ibc", form="md", out=tmp_path / "x.md", template=template)
    assert not (tmp_path / "x.md").exists()
