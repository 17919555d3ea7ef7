"""The web application of one ledger."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

from fastapi import FastAPI, Request
from fastapi.exception_handlers import http_exception_handler, request_validation_exception_handler
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from hadba import __version__
from hadba.app.desk.desk import Desk
from hadba.app.desk.places import Atlas
from hadba.errors import HadbaError
from hadba.log import logger
from hadba.web.api import api
from hadba.web.pages import pages, sorry
from hadba.web.room import Room, room_of
from hadba.web.safety import Lock, Safety

STATIC = Path(__file__).parent / "static"


def application(desk: Desk, *, hosts: frozenset[str], tiles: Path | None = None) -> FastAPI:
    """The application. ``hosts`` are the addresses that it answers to, with their ports."""
    app = FastAPI(
        title="Hadba desk",
        version=__version__,
        description="A ledger of what many outlets report about a conflict: read it, and decide.",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    lock = Lock(hosts)
    atlas = Atlas(desk)
    Thread(target=atlas.prepare, daemon=True).start()
    app.state.room = Room(desk, atlas, lock, tiles)
    app.include_router(api)
    app.include_router(pages, include_in_schema=False)
    app.routes.append(Route("/tiles.pmtiles", _tiles))
    app.routes.append(Mount("/static", _Kept(directory=STATIC, check_dir=False)))
    app.add_exception_handler(HadbaError, _refused)
    app.add_exception_handler(StarletteHTTPException, _absent)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_middleware(Safety, lock=lock)
    return app


class _Kept(StaticFiles):
    """Files of the bundle: their names carry no hash, so a browser asks whether they changed."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type] # passed on as they come
        response.headers["cache-control"] = "no-cache"
        return response


async def _tiles(request: Request) -> Response:
    """The user's own PMTiles, by ranges."""
    tiles = room_of(request).tiles
    return FileResponse(tiles) if tiles else JSONResponse({"detail": "No tiles were given."}, status_code=404)


async def _absent(request: Request, error: Exception) -> Response:
    """What is not there: a page for people, a sentence for programs."""
    assert isinstance(error, StarletteHTTPException)
    if _for_programs(request):
        return await http_exception_handler(request, error)
    return sorry(request, str(error.detail), status=error.status_code)


async def _malformed(request: Request, error: Exception) -> Response:
    """What does not fit: the same."""
    assert isinstance(error, RequestValidationError)
    if _for_programs(request):
        return await request_validation_exception_handler(request, error)
    wrong = "; ".join(f"{e['loc'][-1]}: {e['msg']}" for e in error.errors())
    return sorry(request, f"The address does not fit: {wrong}.", status=422)


def _for_programs(request: Request) -> bool:
    return request.url.path.startswith(("/api/", "/static/"))


async def _refused(request: Request, error: Exception) -> Response:
    """What the store or a stage refused: a sentence, and a line in the log."""
    logger().error("request refused", path=request.url.path, exc_info=error)
    return JSONResponse({"detail": str(error)}, status_code=503)
