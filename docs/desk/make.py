"""Makes the pictures of the desk in this folder: the five main pages over the sample reports, in a real browser.

python docs/desk/make.py
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent
HADBA = [sys.executable, "-c", "from hadba.cli.main import main; import sys; main(sys.argv[1:])"]
FLAGS = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
WIDTH, HEIGHT = 1360, 880
STRIKE = "ic867fffe9dcdf438"  # the air strike of 28 May, about which the samples disagree most


def main() -> None:
    """Make the pictures."""
    browser = shutil.which("chromium") or sys.exit("This needs Chromium (Debian: apt-get install chromium).")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([*HADBA, "demo", "--folder", folder], check=True, stdout=subprocess.DEVNULL)
        ledger = str(Path(folder) / "hadba.db")
        server = subprocess.Popen([*HADBA, "serve", "--ledger", ledger, "--port", str(port), "--who", "Rana"])
        try:
            _wait(port)
            with sync_playwright() as started:
                chromium = started.chromium.launch(executable_path=browser, args=FLAGS)
                _pictures(chromium, f"http://127.0.0.1:{port}")
                chromium.close()
        finally:
            server.terminate()
            server.wait(10)


def _wait(port: int) -> None:
    for _ in range(240):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/api/token")
            return
        except urllib.error.URLError:
            time.sleep(0.25)
    sys.exit("The desk did not start.")


def _pictures(chromium: object, address: str) -> None:
    def page(path: str, *, scheme: str = "light", width: int = WIDTH, height: int = HEIGHT) -> Page:
        opened = chromium.new_page(  # type: ignore[attr-defined]
            viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
        )
        opened.goto(address + path)
        opened.wait_for_selector("html[data-started]")
        if opened.locator("#map").count():
            opened.wait_for_selector("#map[data-whole]", timeout=60_000)
        return opened

    def keep(opened: Page, name: str) -> None:
        opened.screenshot(path=HERE / f"{name}.png")
        opened.close()
        print(HERE / f"{name}.png")

    keep(page("/?family=event&sort=deaths"), "desk")
    keep(page("/?family=event&sort=deaths", scheme="dark"), "desk-dark")
    keep(page(f"/incidents/{STRIKE}"), "incident")
    report = page("/reports/gulf-dispatch-2017-03-24")
    report.hover("#text .m.figure >> nth=0")
    report.wait_for_selector("#card:not([hidden])")
    keep(report, "report")
    keep(page("/review"), "review")
    keep(page("/brief"), "brief")
    keep(page("/?family=event&sort=deaths", width=360, height=740), "telephone")


if __name__ == "__main__":
    main()
