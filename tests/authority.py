"""A time-stamp authority of the tests' own, on loopback: its root, its certificate and its answers are made by openssl.

Where openssl is not installed the tests that need it are skipped, and fail where HADBA_TEST_ALL is set (as in CI).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

SETTINGS = """
[req]
distinguished_name = name
prompt = no
[name]
CN = {name} root
[root]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign
[signer]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[stamps]
default_policy = 1.2.3.4.1
digests = sha256
serial = serial
signer_digest = sha256
"""


class Authority:
    """Files of one authority in a folder; ``name`` is the common name of its certificate."""

    def __init__(self, folder: Path, name: str) -> None:
        if shutil.which("openssl") is None:
            if os.environ.get("HADBA_TEST_ALL"):
                pytest.fail("openssl is not installed, and HADBA_TEST_ALL allows no skips.")
            pytest.skip("openssl is not installed")
        folder.mkdir()
        self.folder = folder
        (folder / "settings").write_text(SETTINGS.format(name=name))
        (folder / "serial").write_text("01")
        new = ("req", "-newkey", "rsa:2048", "-nodes", "-config", "settings")
        self._openssl(*new, "-x509", "-extensions", "root", "-keyout", "root.key", "-out", "root.pem", "-days", "2")
        self._openssl(*new, "-subj", f"/CN={name}", "-keyout", "signer.key", "-out", "signer.csr")
        by_root = ("-CA", "root.pem", "-CAkey", "root.key", "-set_serial", "2", "-days", "2")
        made = ("-extfile", "settings", "-extensions", "signer", "-out", "signer.pem")
        self._openssl("x509", "-req", "-in", "signer.csr", *by_root, *made)

    @property
    def root(self) -> Path:
        """The root certificate."""
        return self.folder / "root.pem"

    def answer(self, request: bytes) -> bytes:
        """The time-stamp that is asked for; a refusal where the request is none."""
        (self.folder / "request").write_bytes(request)
        by = ("-signer", "signer.pem", "-inkey", "signer.key", "-config", "settings", "-section", "stamps")
        self._openssl("ts", "-reply", "-queryfile", "request", *by, "-out", "answer")
        return (self.folder / "answer").read_bytes()

    @contextmanager
    def served(self) -> Iterator[str]:
        """Its address, while it runs: / stamps, /other answers another request, /page and /elsewhere are no authority."""
        answer = self.answer
        first: list[bytes] = []

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                sent = self.rfile.read(int(self.headers["Content-Length"]))
                first.append(sent)
                asks = self.headers["Content-Type"] == "application/timestamp-query"
                paths = {"/": sent if asks else b"", "/other": first[0], "/refused": b"no request"}
                self.send_response(302 if self.path == "/elsewhere" else 200)
                self.send_header("Location", "/")
                self.end_headers()
                self.wfile.write(answer(paths[self.path]) if self.path in paths else b"<html>Welcome</html>")

            def log_message(self, *_: object) -> None:
                """Nothing: the tests' output stays theirs."""

        with HTTPServer(("127.0.0.1", 0), Handler) as server:
            thread = threading.Thread(target=server.serve_forever)
            thread.start()
            try:
                yield f"http://127.0.0.1:{server.server_port}"
            finally:
                server.shutdown()
                thread.join()

    def _openssl(self, *arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True)
