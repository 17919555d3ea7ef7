"""A small web on loopback: servers that behave, and servers that do not. Each has an address of its own (127.0.x.y)."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import json
import threading
import zlib
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

Write = asyncio.StreamWriter
WORDS = "An air strike killed {n} people in the Tamar quarter on Sunday, two doctors at a field hospital said by telephone."
ARTICLE = (
    "<!doctype html><html lang='en'><head><title>Strike {n}</title>{head}</head><body><nav><a href='/'>Home</a></nav><article>"
    "<h1>Strike {n}</h1><p>{words}</p><p>The coalition said that it was looking into the report and would publish what it"
    " found later this week.</p></article></body></html>"
)


@dataclass
class Site:
    """One server: its behaviour, and what it was asked."""

    name: str
    address: str
    port: int
    asked: Counter[str] = field(default_factory=Counter)
    headers: list[dict[str, str]] = field(default_factory=list)

    @property
    def root(self) -> str:
        return f"http://{self.address}:{self.port}"


def answer(body: bytes, media_type: str = "text/html; charset=utf-8", status: str = "200 OK", **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {media_type}", f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def page(site: Site, n: int, *, head: str = "", words: str = WORDS) -> bytes:
    stated = "<meta property='article:published_time' content='2017-05-28T10:00:00Z'>"
    site_name = f"<meta property='og:site_name' content='Outlet {site.name}'>"
    return ARTICLE.format(n=n, head=stated + site_name + head, words=words.format(n=n)).encode()


def rss(site: Site, *links: str, body: str = "", title: str = "T") -> bytes:
    items = "".join(f"<item><title>{title} {i}</title><link>{link}</link>{body}</item>" for i, link in enumerate(links))
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>{site.name}</title>{items}</channel></rss>".encode()


XML = "application/rss+xml"
FOUND = "302 Found"
Behave = Callable[[Site, str, Write], Awaitable[bytes | None]]


Make = bytes | Callable[[Site], bytes]


def made(what: Make, site: Site) -> bytes:
    return what if isinstance(what, bytes) else what(site)


def plain(feed: Make, article: Callable[[Site, int], bytes] | None = None, **rest: bytes) -> Behave:
    """A server of a feed, articles /1 and /2, and what else is named."""

    async def behave(site: Site, path: str, _: Write) -> bytes | None:
        if path == "/feed":
            return made(feed, site)
        if path in ("/1", "/2"):
            return (article or (lambda s, n: answer(page(s, n))))(site, int(path[1:]))
        return rest.get(path[1:], answer(b"none", status="404 Not Found"))

    return behave


def usual(site: Site) -> bytes:
    return answer(rss(site, "/1", f"{site.root}/2"), XML)


async def _drip(write: Write, start: bytes, piece: bytes, pause: float) -> None:
    write.write(start)
    for _ in range(10_000):
        write.write(piece)
        await write.drain()
        await asyncio.sleep(pause)


def dripping(start: bytes, piece: bytes, pause: float) -> Behave:
    async def behave(_site: Site, path: str, write: Write) -> bytes | None:
        if path == "/feed":
            await _drip(write, start, piece, pause)
        return answer(b"", status="404 Not Found")

    return behave


async def not_modified(site: Site, path: str, _: Write) -> bytes:
    if path == "/feed" and site.headers[-1].get("if-none-match") == '"v1"':
        return answer(b"", status="304 Not Modified")
    if path == "/feed":
        return answer(rss(site, "/1", "/2"), XML, ETag='"v1"')
    return answer(page(site, int(path[1:]))) if path in ("/1", "/2") else answer(b"", status="404 Not Found")


async def changing(site: Site, path: str, _: Write) -> bytes:
    """The article /1 is corrected between the visits, and the feed says so."""
    if path == "/feed":
        return answer(rss(site, "/1", "/2", title=f"Version {site.asked[path]}"), XML)
    if path in ("/1", "/2"):
        return answer(page(site, int(path[1:]) * 10 + (site.asked[path] if path == "/1" else 1)))
    return answer(b"", status="404 Not Found")


async def limited(site: Site, path: str, _: Write) -> bytes:
    if path == "/1" and site.asked[path] == 1:
        return answer(b"slow down", status="429 Too Many Requests", Retry_After="3600")
    return await plain(usual)(site, path, _)  # type: ignore[return-value]


async def silent(_site: Site, _path: str, _write: Write) -> None:
    await asyncio.sleep(60)


async def closing(_site: Site, _path: str, _write: Write) -> None:
    return None


def feed_of(body: Make, media_type: str = XML, **headers: str) -> Behave:
    return plain(lambda s: answer(made(body, s), media_type, **headers))


def robots(rules: bytes, status: str = "200 OK") -> Behave:
    return plain(usual, **{"robots.txt": answer(rules, "text/plain", status)})


def article_of(make: Callable[[Site, int], bytes]) -> Behave:
    return plain(usual, make)


def redirect(to: str, status: str = FOUND) -> Behave:
    return plain(lambda site: answer(b"", status=status, Location=to.replace("PORT", str(site.port))))


async def moved(site: Site, path: str, _: Write) -> bytes | None:
    if path == "/feed":
        return answer(b"", status="301 Moved Permanently", Location="/rss")
    return usual(site) if path == "/rss" else await plain(usual)(site, path, _)


def _json_feed(site: Site) -> bytes:
    items = [{"id": str(n), "url": f"{site.root}/{n}", "title": f"T {n}"} for n in (1, 2)]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": site.name, "items": items}).encode()


def _sitemap(site: Site) -> bytes:
    places = "".join(f"<url><loc>{site.root}/{n}</loc></url>" for n in (1, 2))
    return f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{places}</urlset>".encode()


def _atom(site: Site) -> bytes:
    entries = "".join(
        f"<entry><title>T</title><link href='/{n}'/><updated>2017-05-28T10:00:00Z</updated></entry>" for n in (1, 2)
    )
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>{site.name}</title>{entries}</feed>".encode()


async def sitemap_of_sitemaps(site: Site, path: str, _: Write) -> bytes:
    if path == "/feed":
        return answer(
            f"<sitemapindex><sitemap><loc>{site.root}/maps.xml.gz</loc></sitemap></sitemapindex>".encode(), "text/xml"
        )
    if path == "/maps.xml.gz":
        return answer(gzip.compress(_sitemap(site), mtime=0), "application/xml")
    return await plain(usual)(site, path, _)  # type: ignore[return-value]


def in_windows(site: Site, n: int) -> bytes:
    return answer(page(site, n, words=ARABIC).decode().encode("cp1256"), "text/html; charset=windows-1256")


def lookalike(site: Site, n: int) -> bytes:
    return answer(page(site, n).replace(b"content='Outlet", "content='R\u0435uters".encode()))


def raw_deflate(site: Site) -> bytes:
    return answer(zlib.compress(rss(site, "/1", "/2"), wbits=-15), XML, Content_Encoding="deflate")


ENTITIES = "<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'>" + "".join(f"<!ENTITY {c} '&a;&a;&a;&a;'>" for c in "bcdefg") + "]>"
ARABIC = "قالت القوات العراقية يوم الأحد إن {n} مدنيا قتلوا في غارة جوية على حي الفاروق في الموصل القديمة غربي المدينة"
BOMB = gzip.compress(b"\x00" * 60_000_000)

INSIDE = "not on the public internet"

# name -> (behaviour, new reports of the first round, words that must stand in what is told of it)
BEHAVIOURS: dict[str, tuple[Behave, int, str]] = {
    "rss": (plain(usual), 2, ""),
    "atom": (feed_of(_atom, "application/atom+xml"), 2, ""),
    "json feed": (feed_of(_json_feed, "application/feed+json"), 2, ""),
    "site map": (feed_of(_sitemap, "text/xml"), 2, ""),
    "site map of packed site maps": (sitemap_of_sitemaps, 2, ""),
    "feed called html": (feed_of(lambda s: rss(s, "/1", "/2"), "text/html"), 2, ""),
    "feed called text": (feed_of(lambda s: rss(s, "/1", "/2"), "text/plain"), 2, ""),
    "feed with a flaw": (feed_of(lambda s: rss(s, "/1", "/2").replace(b"<title>T", b"<title>AT&T&nbsp;<b>")), 2, ""),
    "packed": (plain(lambda s: answer(gzip.compress(rss(s, "/1", "/2")), XML, Content_Encoding="gzip")), 2, ""),
    "packed raw": (plain(raw_deflate), 2, ""),
    "not modified": (not_modified, 2, ""),
    "changing": (changing, 2, ""),
    "moved": (moved, 2, "has moved to"),
    "gone elsewhere for now": (redirect("/nothing"), 0, "404"),
    "other alphabet": (article_of(in_windows), 2, ""),
    "wrong charset": (article_of(lambda s, n: answer(page(s, n, words=ARABIC), "text/html; charset=iso-8859-1")), 2, ""),
    "utf-16": (article_of(lambda s, n: answer(page(s, n).decode().encode("utf-16"), "text/html")), 2, ""),
    "deep": (article_of(lambda s, n: answer(b"<div>" * 20_000 + page(s, n))), 0, ""),
    "no articles": (article_of(lambda s, n: answer(b"<html><body></body></html>")), 0, "No article"),
    "picture": (article_of(lambda s, n: answer(b"\x89PNG\r\n", "image/png")), 0, "image/png"),
    "picture called html": (article_of(lambda s, n: answer(b"\x89PNG\r\n\x1a\n" + b"\x00" * 50)), 0, "PNG"),
    "lookalike": (article_of(lookalike), 0, "Cyrillic"),
    "limited": (limited, 0, "429"),
    "robots": (robots(b"User-agent: *\nDisallow: /1\n"), 1, "robots.txt"),
    "robots broken": (robots(b"", "500 No"), 0, "cannot say what it allows"),
    "robots hostile": (robots(b"User-agent: *\nDisallow: /" + b"*a" * 5000 + b"\n"), 2, ""),
    "away": (plain(lambda s: answer(b"", status="410 Gone")), 0, "410"),
    "broken": (plain(lambda s: answer(b"", status="500 No")), 0, "500"),
    "loop": (redirect("/feed"), 0, "redirects more than"),
    "to a file": (redirect("file:///etc/passwd"), 0, "only http and https"),
    "to the inside": (redirect("http://127.0.0.1:PORT/feed"), 0, INSIDE),
    "to the inside by name": (redirect("http://localhost:PORT/feed"), 0, INSIDE),
    "to the inside by number": (redirect("http://2130706433/feed"), 0, INSIDE),
    "to the inside in disguise": (redirect("http://[::ffff:169.254.169.254]/"), 0, INSIDE),
    "with a password": (redirect("http://user:secret@127.0.0.1/"), 0, "name and password"),
    "links inside": (feed_of(lambda s: rss(s, "http://127.0.0.1:1/x", "javascript:alert(1)", "/1")), 1, ""),
    "bomb": (plain(lambda s: answer(BOMB, XML, Content_Encoding="gzip")), 0, "longer than 20 MB"),
    "bad packing": (plain(lambda s: answer(b"no gzip", XML, Content_Encoding="gzip")), 0, "packing is damaged"),
    "odd packing": (plain(lambda s: answer(b"x", XML, Content_Encoding="br")), 0, "not asked for"),
    "entities": (feed_of(lambda s: rss(s, "/1").replace(b"<rss", ENTITIES.encode() + b"<rss")), 0, "entities"),
    "no feed": (feed_of(b"<rss>" * 9 + b"\x00\xff" * 99), 0, ""),
    "cut off": (plain(lambda s: usual(s)[:-60]), 0, "broke off"),
    "bad chunks": (plain(lambda s: b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nno\r\n"), 0, "gave no sense"),
    "no http": (plain(lambda s: b"SSH-2.0-OpenSSH_9.9\r\n"), 0, "gave no sense"),
    "long header": (plain(lambda s: b"HTTP/1.1 200 OK\r\nX: " + b"a" * 99_999 + b"\r\n\r\n"), 0, "gave no sense"),
    "many headers": (plain(lambda s: b"HTTP/1.1 200 OK\r\n" + b"X: a\r\n" * 999 + b"\r\n"), 0, "gave no sense"),
    "closing": (closing, 0, ""),
    "silent": (silent, 0, "took longer"),
    "dripping": (dripping(b"HTTP/1.1 200 OK\r\n\r\n", b"<", 0.05), 0, "took longer"),
    "dripping headers": (dripping(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n", 0.2), 0, "took longer"),
    "going on for ever": (dripping(b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n", 0.01), 0, "took longer"),
    "endless": (dripping(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"<p>x" * 250_000, 0), 0, "longer than 20 MB"),
}


@contextmanager
def web(count: int, net: str = "127.1") -> Iterator[list[Site]]:
    """``count`` servers, each behaviour in turn; gone at the end."""
    loop = asyncio.new_event_loop()
    names = list(BEHAVIOURS)
    sites = [Site(names[i % len(names)], f"{net}.{i // 250}.{i % 250 + 1}", 0) for i in range(count)]
    by_address = {site.address: site for site in sites}

    async def serve(read: asyncio.StreamReader, write: Write) -> None:
        site = by_address[write.get_extra_info("sockname")[0]]
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            head = (await read.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            path = head[0].split()[1]
            site.asked[path] += 1
            site.headers.append({n.strip().lower(): v.strip() for n, _, v in (line.partition(":") for line in head[1:])})
            unruled = path == "/robots.txt" and not site.name.startswith(("robots", "silent", "closing"))
            behave = BEHAVIOURS[site.name][0]
            given = answer(b"", status="404 Not Found") if unruled else await behave(site, path, write)
            if given is not None:
                write.write(given)
                await write.drain()
        write.close()

    async def start() -> list[asyncio.Server]:
        servers = []
        for site in sites:
            server = await asyncio.start_server(serve, site.address, 0)
            site.port = server.sockets[0].getsockname()[1]
            servers.append(server)
        return servers

    async def end() -> None:
        for server in servers:
            server.close()
        tasks = [t for t in asyncio.all_tasks() if t is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    servers = loop.run_until_complete(start())
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield sites
    finally:
        asyncio.run_coroutine_threadsafe(end(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()
