"""The brief on paper: PDF by way of Typst, and DOCX that Word and LibreOffice open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hadba.errors import UsageError
from hadba.publish.digest import Cited, Digest
from hadba.publish.notes import Source
from hadba.publish.withhold import shown


def pdf(digest: Digest, source: str, out: Path) -> None:
    """Write ``source`` (the brief as Typst markup) as PDF."""
    try:
        import typst
    except ImportError as error:
        raise UsageError("A PDF needs the package typst; run `pip install hadba[publish]`.") from error
    try:
        out.write_bytes(typst.compile(source.encode("utf-8"), format="pdf", sys_inputs={"title": digest.title}))
    except typst.TypstError as error:
        raise UsageError(f"The template of the PDF is wrong: {error}.") from error


def escaped(text: str) -> str:
    """Text for Typst, in which it can be no markup."""
    return "".join(f"\\{c}" if c in "\\#*_`$<>@[]~-=+/'\"" else c for c in text)


def quoted(text: str) -> str:
    """Text for a string of Typst."""
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")


def docx(digest: Digest, out: Path) -> None:
    """Write the brief as DOCX: headings, paragraphs, and the notes and sources as lists that the text refers to."""
    try:
        from docx import Document
    except ImportError as error:
        raise UsageError("A DOCX needs the package python-docx; run `pip install hadba[publish]`.") from error
    document = Document()
    document.core_properties.title = shown(digest.title)
    document.core_properties.author = ""
    _set_up(document)
    document.add_heading(shown(digest.title), 0)
    document.add_paragraph(shown(digest.standfirst), style="Subtitle")
    _figures(document, digest)
    for section in digest.sections:
        document.add_heading(section.title, 1)
        for part in section.parts:
            if part.heading:
                document.add_heading(shown(part.heading), 2)
            for passage in part.passages:
                paragraph = document.add_paragraph()
                for n, sentence in enumerate(passage.sentences):
                    paragraph.add_run((" " if n else "") + shown(sentence.text))
                    paragraph.add_run(_marks(sentence)).font.superscript = True
                if passage.record:
                    short = len(paragraph.text) <= KEPT  # a longer one would take half a page with it
                    paragraph.paragraph_format.keep_with_next = short
                    document.add_paragraph(shown(passage.record), style=SMALL)
    if digest.notes:
        document.add_heading("Notes", 1)
        for note in digest.notes:
            where = f"characters {note.span.start} to {note.span.end} of source {note.source}"
            document.add_paragraph(shown(f"[{note.n}] {note.outlet}, {note.published}, {where}: “{note.quote}”"), style=SMALL)
        document.add_heading("Sources", 1)
        for source in digest.sources:
            document.add_paragraph(shown(f"{source.n}. {source_words(source)}"), style=SMALL)
    document.save(str(out))


KEPT = 300  # characters of a paragraph that stays on one page with the line below it
SMALL, CELL = "Hadba small", "Hadba cell"  # styles: notes and lines of counted facts; cells of the table


def _points(n: float) -> Any:
    from docx.shared import Pt

    return Pt(n)


def _set_up(document: Any) -> None:
    """Paper, letters and the number at the foot of each page; black on white, as it is printed."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, RGBColor

    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(26)
    page.top_margin = page.bottom_margin = Mm(24)
    styles = document.styles
    styles["Normal"].font.size = _points(10.5)
    styles["Normal"].paragraph_format.space_after = _points(6)
    for name, size in (("Title", 20), ("Subtitle", 10.5), ("Heading 1", 14), ("Heading 2", 11.5)):
        styles[name].font.size = _points(size)
        styles[name].font.color.rgb = RGBColor(0, 0, 0)
        styles[name].font.italic = False
    for name, size, after in ((SMALL, 8.5, 4), (CELL, 10, 2)):
        style = styles.add_style(name, 1)  # of paragraphs
        style.base_style = styles["Normal"]
        style.font.size = _points(size)
        style.paragraph_format.space_after = _points(after)
        style.paragraph_format.space_before = _points(2 if name == CELL else 0)
    styles[SMALL].font.color.rgb = RGBColor(0x50, 0x50, 0x4C)
    foot = page.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot.style = SMALL
    for part in _page_number():
        foot.add_run()._r.append(part)


def _page_number() -> list[Any]:
    """The field that Word fills with the number of the page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    parts = [OxmlElement(name) for name in ("w:fldChar", "w:instrText", "w:fldChar")]
    parts[0].set(qn("w:fldCharType"), "begin")
    parts[1].text = "PAGE"
    parts[2].set(qn("w:fldCharType"), "end")
    return parts


def _figures(document: Any, digest: Digest) -> None:
    """The key figures as a table with a head that repeats, and below it what they count."""
    if not digest.figures:
        return
    table = document.add_table(rows=1, cols=2, style="Table Grid")
    for cell, words in zip(table.rows[0].cells, ("Key figure", "Count"), strict=True):
        cell.paragraphs[0].add_run(words).bold = True
    table.rows[0]._tr.get_or_add_trPr().append(_repeats())
    for n, figure in enumerate(digest.figures, 1):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = f"{figure.label} ({n})", figure.value
    for row in table.rows:
        for cell in row.cells:
            cell.paragraphs[0].style = CELL
    for n, figure in enumerate(digest.figures, 1):
        note = document.add_paragraph(f"({n}) {figure.means}", style=SMALL)
        if n == 1:
            note.paragraph_format.space_before = _points(6)
    for chart in digest.charts:
        document.add_paragraph(shown(f"{chart.title}: {chart.words}."))


def _repeats() -> Any:
    from docx.oxml import OxmlElement

    return OxmlElement("w:tblHeader")  # which also tells a screen reader that the row is a head


def _marks(sentence: Cited) -> str:
    return "".join(f"[{n}]" for n in sentence.notes)


def source_words(source: Source) -> str:
    """A report in the list of sources."""
    report = source.report
    title = f", “{report.title}”" if report.title else ""
    url = f", {report.url}" if report.url and report.url.startswith(("http://", "https://")) else ""
    return f"{report.outlet}{title}, {report.published or 'undated'}{url}"
