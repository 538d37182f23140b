"""A server in this process whose every request and answer is held against the contracts."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs

import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tests.contracts.validator import Contract

#: path, query, body -> what is wrong.
Rules = Callable[[str, Mapping[str, Sequence[str]], Mapping[str, Any] | None], list[str]]


class ContractWatch:
    """ASGI middleware: collects `problems` of what goes through. `exempt` paths are let pass.

    `rules` looks at a request beyond its description. `seen` counts requests by endpoint,
    `exempted` those that nothing was held against.
    """

    def __init__(
        self,
        app: ASGIApp,
        contracts: Mapping[str, Contract],
        exempt: tuple[str, ...] = (),
        rules: Rules | None = None,
    ) -> None:
        self._app = app
        self._contracts = contracts
        self._exempt = exempt
        self._rules = rules
        self.problems: list[str] = []
        self.requests = 0
        self.seen: Counter[str] = Counter()
        self.exempted: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        _, vendor, *rest = str(scope.get("path", "//")).split("/")
        path = "/" + "/".join(rest)
        contract = self._contracts.get(vendor)
        if scope["type"] != "http" or contract is None or path.startswith(self._exempt or ("\0",)):
            if contract is not None:
                self.exempted[f"{scope.get('method')} {path}"] += 1
            await self._app(scope, receive, send)
            return
        asked, answered, status = bytearray(), bytearray(), [0]

        async def hear() -> Message:
            message = await receive()
            asked.extend(message.get("body", b""))
            return message

        async def say(message: Message) -> None:
            if message["type"] == "http.response.start":
                status[0] = message["status"]
            answered.extend(message.get("body", b""))
            await send(message)

        await self._app(scope, hear, say)
        self.requests += 1
        query = parse_qs(scope["query_string"].decode(), keep_blank_values=True)
        body = json.loads(asked) if asked else None
        method = scope["method"]
        found = contract.find(method, path)
        self.seen[f"{method} {found.template if found else path}"] += 1
        self.problems += contract.request_problems(method, path, query, body)
        if self._rules is not None:
            self.problems += self._rules(path, query, body)
        answer = json.loads(answered) if answered else None
        self.problems += contract.response_problems(method, path, status[0], answer)


@contextmanager
def served(app: ASGIApp) -> Iterator[str]:
    """The app on a free port of 127.0.0.1, in a thread; gives `http://127.0.0.1:<port>`."""
    with socket.socket(proto=socket.IPPROTO_TCP) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(64)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
        thread = threading.Thread(
            target=lambda: asyncio.run(server.serve(sockets=[listener])), daemon=True
        )
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(10)
