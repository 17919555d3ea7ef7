"""The pages: each asks the desk once and renders; a part of a page can be asked for by itself, to be put in its place."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path as File
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Path, Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse, RedirectResponse, Response

from hadba.app.desk import page_of_report, queue, sources, timeline
from hadba.app.desk.around import around
from hadba.app.desk.brief import MOST, written
from hadba.app.desk.dossier import dossier, now_called
from hadba.app.desk.marks import marks
from hadba.app.desk.places import place_page
from hadba.errors import UsageError
from hadba.lexicon.export_types import acled_types
from hadba.web.asking import Address, Selected
from hadba.web.charts import map as map_chart
from hadba.web.charts.lineage import lineage_chart
from hadba.web.charts.strip import strip
from hadba.web.charts.toll import toll_chart
from hadba.web.room import room_of, whole_of
from hadba.web.wording import FILTERS, GLOBALS

pages = APIRouter(default_response_class=HTMLResponse)
PART = "x-part"  # the header by which a script asks for a part of a page
PARTS = ("selection", "card", "picture")
STATIC = File(__file__).parent / "static"
CLAIMS = 80  # claims of an incident that are shown at first
QUEUE = 30  # incidents of the queue that are listed at once


@cache
def _templates() -> Environment:
    found = Environment(
        loader=PackageLoader("hadba.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters.update(FILTERS)
    found.globals.update(GLOBALS)
    found.globals["stamp"] = stamp()
    return found


@cache
def stamp() -> str:
    """Changes when the bundle does, so that a browser never mixes two."""
    files = sorted(STATIC.glob("*.*")) if STATIC.is_dir() else []
    told = "".join(f"{f.name}{f.stat().st_size}{f.stat().st_mtime_ns}" for f in files)
    return hashlib.sha256(told.encode()).hexdigest()[:10]


def sorry(request: Request, why: str, *, status: int) -> HTMLResponse:
    """A page that says why there is none."""
    page = _page(request, "sorry", heading="Not here" if status == 404 else "That cannot be shown", why=why)
    page.status_code = status
    return page


def _page(request: Request, name: str, address: Address | None = None, **held: Any) -> HTMLResponse:
    """The page, or the part of it that is asked for."""
    room = room_of(request)
    part = request.headers.get(PART)
    template = f"part_{part}.html.j2" if part in PARTS else f"{name}.html.j2"
    context = {
        "here": request.url.path,
        "address": address or Address(),
        "who": room.desk.who,
        "token": room.lock.token,
        "tiles": bool(room.tiles),
        "waits": queue.count(room.desk),
        "unlisted": room.desk.unlisted(),
        **held,
    }
    return HTMLResponse(_templates().get_template(template).render(context), headers={"vary": PART})


@pages.get("/")
def desk(request: Request, address: Selected) -> Response:
    room = room_of(request)
    selection = room.desk.select(address.asked())
    numbers, after = selection.page(address.sort, address.convention, after=room.mark(address.after), limit=address.limit)
    on_map = marks(selection, address.convention)
    return _page(
        request,
        "desk",
        address,
        sheets=list(zip(numbers, room.desk.sheets_of(numbers), strict=True)),
        sums=selection.sums(address.convention),
        facets=selection.facets(),
        strip=strip(timeline.timeline(selection, address.convention)),
        marks=on_map,
        picture=map_chart.picture(on_map),
        after=after,
        whole=room.desk.state().columns.size,
    )


@pages.get("/incidents/{incident_id}")
def incident(
    request: Request, incident_id: str, address: Selected, names: bool = False, all: bool = False, was: str = ""
) -> Response:
    room = room_of(request)
    try:
        if heir := now_called(room.desk, incident_id):
            return RedirectResponse(f"/incidents/{heir}?{urlencode({'was': incident_id})}", 307)
        held = dossier(room.desk, incident_id, names=names)
    except UsageError as error:
        raise HTTPException(404, str(error)) from error
    return _page(
        request,
        "incident",
        address,
        held=held,
        shown=held.claims if all else held.claims[:CLAIMS],
        around=around(room.desk, held),
        chart=toll_chart(held),
        graph=lineage_chart(held.incident.lineages, held.reports, {b.claim.claim_id: b.claim.report_id for b in held.claims}),
        names=names,
        was=was if now_called(room.desk, was) == incident_id else "",
    )


@pages.get("/incidents/n/{n}")
def incident_of_mark(request: Request, n: Annotated[int, Path(ge=0, lt=2**31)]) -> Response:
    found = room_of(request).desk.sheets_of([n])
    if not found:
        raise HTTPException(404, "The incident of this mark is no more.")
    return RedirectResponse(f"/incidents/{found[0].incident_id}", 307)


@pages.get("/reports/{report_id}")
def report(request: Request, report_id: str, address: Selected, names: bool = False) -> Response:
    try:
        held = page_of_report.open_report(room_of(request).desk, report_id, names=names)
    except UsageError as error:
        raise HTTPException(404, str(error)) from error
    return _page(request, "report", address, held=held, names=names, types=sorted(acled_types()))


@pages.get("/review")
def review(request: Request, address: Selected, at: str = "") -> Response:
    room = room_of(request)
    found = queue.waiting(room.desk, address.asked(), after=room.mark(address.after), limit=QUEUE)
    held, gone = None, False
    wanted = at or (found.incidents[0].incident_id if found.incidents else "")
    if wanted:
        try:
            held = dossier(room.desk, wanted, names=False)
        except UsageError:
            gone = True
    return _page(
        request,
        "review",
        address,
        found=found,
        held=held,
        gone=gone,
        shown=held.claims[:CLAIMS] if held else (),
        chart=toll_chart(held) if held else None,
        around=around(room.desk, held) if held else None,
    )


@pages.get("/decisions")
def decisions(request: Request, address: Selected) -> Response:
    return _page(request, "decisions", address, looks=queue.decided(room_of(request).desk, limit=200))


@pages.get("/places/{place_id:path}")
def place(request: Request, place_id: str, address: Selected) -> Response:
    room = room_of(request)
    try:
        held = place_page(room.desk, room.atlas, place_id)
    except UsageError as error:
        raise HTTPException(404, str(error)) from error
    return _page(request, "place", address, held=held)


@pages.get("/sources")
def list_sources(request: Request, address: Selected) -> Response:
    found = sorted(sources.outlets(room_of(request).desk), key=lambda o: (-o.incidents, -o.reports, o.name))
    return _page(request, "sources", address, outlets=found)


@pages.get("/sources/{name:path}")
def source(request: Request, name: str, address: Selected) -> Response:
    try:
        held = sources.source_page(room_of(request).desk, name)
    except UsageError as error:
        raise HTTPException(404, str(error)) from error
    return _page(request, "source", address, held=held)


@pages.get("/brief")
def brief(request: Request, address: Selected) -> Response:
    room = whole_of(request)
    count = int(room.desk.select(address.asked()).mask.sum())
    text = written(room.desk, address.asked(), convention=address.convention, form="md") if count <= MOST else ""
    return _page(request, "brief", address, count=count, most=MOST, text=text)
