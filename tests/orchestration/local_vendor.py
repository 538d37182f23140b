"""A vendor on this machine that repeats what it is sent: a secret must not come back from it."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import quote


@dataclass
class Echo:
    """The vendor: whether it refuses, and what it was posted (it is a webhook, too)."""

    address: str = ""
    refuses: bool = False
    posted: list[str] = field(default_factory=list)


@contextmanager
def echoing_vendor() -> Iterator[Echo]:
    """Serve it on a free port."""
    vendor = Echo()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            said = self.headers["Authorization"]
            token = said.removeprefix("Bearer ")
            if vendor.refuses:
                self._refuse(said)
                return
            basic = base64.b64encode(f"agent@us.example/token:{token}".encode()).decode()
            notes = [said, quote(token, safe=""), f"Basic {basic}"]
            rows = [
                {"contact_id": at, "created_on": "2026-11-01", "is_slow": False, "note": note}
                for at, note in enumerate(notes)
            ]
            self._answer(200, rows, said)

        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["Content-Length"])).decode()
            if "Authorization" in self.headers:
                self._refuse(self.headers["Authorization"])
                return
            vendor.posted.append(content)
            self._answer(200, {}, "")

        def _refuse(self, said: str) -> None:
            token = said.removeprefix("Bearer ")
            self._answer(401, {"message": f"{said} is expired", "token": token}, said)

        def _answer(self, status: int, body: Any, said: str) -> None:
            content = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", f"application/json; for={said}")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    vendor.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield vendor
    finally:
        server.shutdown()
        server.server_close()
