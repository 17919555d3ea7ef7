"""The API: the ledger as JSON, to read and to decide. Its description is at /api/openapi.json."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Path, Query, Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from hadba.app.desk import brief, deciding, dossier, page_of_report, queue, sources, timeline
from hadba.app.desk.adding import claim_from
from hadba.app.desk.columns import FACETS
from hadba.app.desk.deciding import Draft
from hadba.app.desk.marks import marks
from hadba.app.desk.places import place_page
from hadba.errors import UsageError
from hadba.model.decision import Action
from hadba.web import answers
from hadba.web.answers import Json
from hadba.web.asking import Convention, Looked, Selected, box_of
from hadba.web.forms import NewClaim, NewDecision
from hadba.web.room import Room, room_of, whole_of

api = APIRouter(prefix="/api", default_response_class=Json)
Name = Annotated[str, Path(max_length=300)]
ROWS_A_CHUNK = 1000
REFUSED: dict[int | str, dict[str, Any]] = {
    400: {"description": "It makes no sense as it is; `detail` says why."},
    403: {"description": "Not from this desk's own pages, or without its token."},
}
UNREADY: dict[int | str, dict[str, Any]] = {
    503: {"description": "The desk is still reading the ledger; `detail` says how far."}
}
MOVED: dict[int | str, dict[str, Any]] = {307: {"description": "It was merged; its claims are in the incident named here."}}
MISSING: dict[int | str, dict[str, Any]] = {404: {"description": "The ledger does not hold it."}}


@api.get("/incidents", summary="The incidents of a selection, a page at a time")
def list_incidents(request: Request, address: Selected) -> Json:
    room = room_of(request)
    selection = room.desk.select(address.asked())
    numbers, after = selection.page(address.sort, address.convention, after=room.mark(address.after), limit=address.limit)
    sums, unlisted = selection.sums(address.convention), room.desk.unlisted()
    return Json({"incidents": room.desk.sheets_of(numbers), "sums": sums, "after": after, "unlisted": unlisted})


@api.get("/facets", summary="How many incidents of a selection have which value")
def list_facets(request: Request, address: Selected) -> Json:
    return Json(room_of(request).desk.select(address.asked()).facets())


@api.get("/facets/{facet}", summary="More values of one facet")
def one_facet(request: Request, facet: Literal[*FACETS], address: Selected) -> Json:  # type: ignore[valid-type] # a star
    return Json(room_of(request).desk.select(address.asked()).facet(facet, limit=address.limit))


@api.get("/map", summary="The marks of a selection on a map")
def on_the_map(request: Request, look: Looked) -> Json:
    selection = room_of(request).desk.select(look.asked())
    return Json(marks(selection, look.convention, zoom=look.zoom, view=box_of(look.view)))


@api.get("/timeline", summary="A selection over time")
def over_time(request: Request, address: Selected) -> Json:
    return Json(timeline.timeline(room_of(request).desk.select(address.asked()), address.convention))


@api.get("/incidents.csv", summary="All incidents of a selection as a table", response_class=Response, responses=UNREADY)
def as_table(request: Request, address: Selected) -> StreamingResponse:
    desk = whole_of(request).desk
    rows = desk.select(address.asked()).order(address.sort, address.convention)
    numbers = [int(n) for n in desk.state().columns.ints["n"][rows]] if len(rows) else []

    def lines() -> Iterator[str]:
        sheets = (s for i in range(0, len(numbers), ROWS_A_CHUNK) for s in desk.sheets_of(numbers[i : i + ROWS_A_CHUNK]))
        yield from answers.table(sheets, address.convention)

    headers = {"content-disposition": 'attachment; filename="incidents.csv"'}
    return StreamingResponse(lines(), media_type="text/csv; charset=utf-8", headers=headers)


@api.get(
    "/incidents/{incident_id}",
    summary="One incident with the claims that bear it; a merged one leads on",
    responses=MISSING | MOVED,
)
def one_incident(request: Request, incident_id: Name, names: bool = False) -> Response:
    desk = room_of(request).desk
    if heir := _found(lambda: dossier.now_called(desk, incident_id)):
        return RedirectResponse(f"/api/incidents/{heir}", 307)
    return Json(_found(lambda: dossier.dossier(desk, incident_id, names=names)))


@api.get("/numbers/{n}", summary="The incident of a mark on the map", responses=MISSING)
def by_number(request: Request, n: Annotated[int, Path(ge=0, lt=2**31)]) -> Json:
    found = room_of(request).desk.sheets_of([n])
    if not found:
        raise HTTPException(404, "There is no incident of that number.")
    return Json(found[0])


@api.get("/reports/{report_id}", summary="One report with all that was read in it", responses=MISSING)
def one_report(request: Request, report_id: Name, names: bool = False) -> Json:
    return Json(_found(lambda: page_of_report.open_report(room_of(request).desk, report_id, names=names)))


@api.get("/places", summary="Places of a name, in the gazetteer")
def find_places(request: Request, q: Annotated[str, Query(max_length=120)]) -> Json:
    return Json(room_of(request).atlas.find(q))


@api.get("/towns", summary="The largest towns in a box, for the map")
def towns(
    request: Request,
    west: Annotated[float, Query(ge=-180, le=180)],
    south: Annotated[float, Query(ge=-90, le=90)],
    east: Annotated[float, Query(ge=-180, le=180)],
    north: Annotated[float, Query(ge=-90, le=90)],
) -> Json:
    return Json(room_of(request).atlas.towns(west, south, east, north))


@api.get("/places/{place_id}", summary="What is known of one place", responses=MISSING)
def one_place(request: Request, place_id: Name) -> Json:
    room = room_of(request)
    return Json(_found(lambda: place_page(room.desk, room.atlas, place_id)))


@api.get("/sources", summary="The outlets")
def list_sources(request: Request) -> Json:
    return Json(sources.outlets(room_of(request).desk))


@api.get("/sources/{name}", summary="One outlet: how often first, how often it repeats others", responses=MISSING)
def one_source(request: Request, name: Name) -> Json:
    return Json(_found(lambda: sources.source_page(room_of(request).desk, name)))


@api.get("/review", summary="What needs a person, the weightiest first")
def review(request: Request, address: Selected) -> Json:
    room = room_of(request)
    return Json(queue.waiting(room.desk, address.asked(), after=room.mark(address.after), limit=address.limit))


@api.get("/decisions", summary="What people decided, the latest first")
def decisions(request: Request, limit: Annotated[int, Query(ge=1, le=500)] = 100) -> Json:
    return Json(queue.decided(room_of(request).desk, limit=limit))


@api.get("/token", summary="The token that a change must carry in the header x-desk-token")
def token(request: Request) -> Json:
    return Json({"token": room_of(request).lock.token})


@api.post("/preview", summary="What a decision would change; nothing is written", responses=REFUSED)
def preview(request: Request, new: NewDecision) -> Json:
    return Json(answers.change(_sensible(lambda: deciding.preview(room_of(request).desk, new.draft()))))


@api.post("/decisions", summary="Decide", status_code=201, responses=REFUSED)
def decide(request: Request, new: NewDecision) -> Json:
    made, change = _sensible(lambda: deciding.decide(room_of(request).desk, new.draft()))
    return Json({"decision": made, **answers.change(change)}, status_code=201)


@api.post("/claims", summary="Add a claim that a person reads in words of a report", status_code=201, responses=REFUSED)
def add_claim(request: Request, new: NewClaim) -> Json:
    room = room_of(request)

    def add() -> dict[str, Any]:
        claim = claim_from(room.desk, room.atlas, new.selected())
        if new.join is not None:
            dossier.incident_of(room.desk, new.join)
        draft = Draft(Action.ADD, (claim.claim_id,), new.why)
        made, change = deciding.decide(room.desk, draft, added=claim)
        if new.join is not None:
            _, change = deciding.decide(room.desk, Draft(Action.MERGE, (new.join, claim.claim_id), new.why))
        return {"decision": made, "claim": claim, **answers.change(change)}

    return Json(_sensible(add), status_code=201)


@api.get("/brief", summary="The brief of a selection, through the gate", response_class=Response, responses=REFUSED | UNREADY)
def get_brief(
    request: Request, address: Selected, convention: Convention = "airwars", format: Literal["md", "html"] = "md"
) -> Response:
    text = _sensible(lambda: brief.written(whole_of(request).desk, address.asked(), convention=convention, form=format))
    name = f'attachment; filename="brief.{format}"'
    media = "text/html" if format == "html" else "text/markdown"
    return Response(text, media_type=f"{media}; charset=utf-8", headers={"content-disposition": name})


def _found(ask: Any) -> Any:
    try:
        return ask()
    except UsageError as error:
        raise HTTPException(404, str(error)) from error


def _sensible(ask: Any) -> Any:
    try:
        return ask()
    except UsageError as error:
        raise HTTPException(400, str(error)) from error


__all__ = ["Room", "api"]
