"""The web application of one ledger."""

from __future__ import annotations

import os
import re
from pathlib import Path
from threading import Thread

from fastapi import FastAPI, Request
from fastapi.exception_handlers import http_exception_handler, request_validation_exception_handler
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from hadba import __version__
from hadba.app.desk.desk import Desk
from hadba.app.desk.places import Atlas
from hadba.errors import HadbaError
from hadba.log import logger
from hadba.web.api import api
from hadba.web.pages import pages, sorry, stamp
from hadba.web.room import Room, room_of
from hadba.web.safety import Lock, Safety

STATIC = Path(__file__).parent / "static"
HASHED = re.compile(r"-[0-9A-Z]{8}\.(js|woff2)$")  # as the bundler names files by what is in them
PathLike = str | os.PathLike[str]


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
    """Files of the bundle. Those asked for under the bundle's stamp, or whose names bear a hash, never change and are kept by
    the browser; of others it asks whether they did."""

    def file_response(self, full_path: PathLike, stat_result: os.stat_result, scope: Scope, status_code: int = 200) -> Response:
        response = super().file_response(full_path, stat_result, scope, status_code)
        stamped = scope["query_string"].decode("latin-1") == stamp()
        fixed = stamped or HASHED.search(os.fspath(full_path))
        response.headers["cache-control"] = "max-age=31536000, immutable" if fixed else "no-cache"
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
