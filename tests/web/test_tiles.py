"""The user's own map: a PMTiles file is asked for by ranges and drawn in the browser."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from hadba.app.desk.desk import Desk
from hadba.web.application import application
from tests.web.browsing import serving
from tests.web.conftest import HOST

pmtiles = pytest.importorskip("pmtiles.writer", reason="the package pmtiles is not installed")
from pmtiles.tile import Compression, TileType, zxy_to_tileid  # noqa: E402 - after the skip

EXTENT = 4096
LAND, SEA = (0xF7, 0xF4, 0xEC), (0xDB, 0xE5, 0xEA)  # of the light theme
COLOURS = """async ([shot, spots]) => {
    const image = new Image();
    image.src = 'data:image/png;base64,' + shot;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const draw = canvas.getContext('2d');
    draw.drawImage(image, 0, 0);
    return spots.map(([x, y]) => [...draw.getImageData(x * image.width, y * image.height, 1, 1).data].slice(0, 3));
}"""


def number(value: int) -> bytes:
    """A varint of protocol buffers."""
    found = bytearray()
    while value > 127:
        found.append(value & 127 | 128)
        value >>= 7
    return bytes([*found, value])


def field(key: int, value: bytes | int) -> bytes:
    """A field of protocol buffers: a number, or bytes with their length."""
    if isinstance(value, int):
        return number(key << 3) + number(value)
    return number(key << 3 | 2) + number(len(value)) + value


def vector_tile(layer: str) -> bytes:
    """A tile all of which is one polygon of a layer (Mapbox Vector Tile 2)."""

    def zigzag(n: int) -> int:
        return n << 1 ^ n >> 31

    steps = (9, 0, 0, 26, EXTENT, 0, 0, EXTENT, -EXTENT, 0, 15)  # move to, three lines, close
    words = [s if at in (0, 3, 10) else zigzag(s) for at, s in enumerate(steps)]
    polygon = field(3, 3) + field(4, b"".join(map(number, words)))
    return field(3, field(15, 2) + field(1, layer.encode()) + field(2, polygon) + field(5, EXTENT))


@pytest.fixture
def tiles(tmp_path: Path) -> Path:
    """A world that is land in its northern half and water in its southern."""
    path = tmp_path / "own.pmtiles"
    with pmtiles.write(str(path)) as out:
        for z in (0, 1):
            for tile_id in sorted(zxy_to_tileid(z, x, y) for x in range(2**z) for y in range(2**z)):
                north = z == 0 or tile_id in {zxy_to_tileid(1, 0, 0), zxy_to_tileid(1, 1, 0)}
                out.write_tile(tile_id, vector_tile("earth" if north else "water"))
        header = {
            **{"tile_type": TileType.MVT, "tile_compression": Compression.NONE, "center_zoom": 0, "center_lon_e7": 0},
            **{"min_lon_e7": -1800000000, "min_lat_e7": -850000000, "max_lon_e7": 1800000000, "max_lat_e7": 850000000},
            "center_lat_e7": 0,
        }
        out.finalize(header, {"vector_layers": [{"id": "earth", "fields": {}}, {"id": "water", "fields": {}}]})
    return path


def test_tiles_are_given_out_by_ranges(desk: Desk, tiles: Path) -> None:
    with TestClient(application(desk, hosts=frozenset({HOST}), tiles=tiles), base_url=f"http://{HOST}") as client:
        part = client.get("/tiles.pmtiles", headers={"range": "bytes=0-126"})
        assert (part.status_code, part.content[:7], len(part.content)) == (206, b"PMTiles", 127)
    with TestClient(application(desk, hosts=frozenset({HOST})), base_url=f"http://{HOST}") as client:
        assert client.get("/tiles.pmtiles").status_code == 404


def test_the_users_own_map_is_drawn(chromium: Any, sample_ledger: Path, tmp_path: Path, tiles: Path) -> None:
    with serving(sample_ledger, tmp_path, tiles=tiles) as (address, _):
        page = chromium.new_page(viewport={"width": 1280, "height": 860}, color_scheme="light")
        page.set_default_timeout(45_000)
        answers: list[tuple[str, int]] = []
        page.on("response", lambda r: answers.append((r.url.removeprefix(address), r.status)))
        page.goto(f"{address}/?box=-10,-40,60,40")
        page.wait_for_selector("#map[data-whole]")
        shot = base64.b64encode(page.locator("#map canvas").screenshot()).decode()
        north, south = page.evaluate(COLOURS, [shot, [(0.08, 0.3), (0.08, 0.7)]])
        page.close()
    assert (tuple(north), tuple(south)) == (LAND, SEA)
    assert ("/tiles.pmtiles", 206) in answers and not [url for url, _ in answers if "land.json" in url]
