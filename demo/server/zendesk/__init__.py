"""The sandbox's Zendesk Support API: exports, lists and SLA policies of a simulated help desk."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from demo.server.auth import basic_password, bearer_token
from demo.server.responses import JsonResponse
from demo.server.state import SandboxState
from demo.server.zendesk import policies as account
from demo.server.zendesk.oauth import Tokens
from demo.server.zendesk.paging import (
    EXPORT_PAGE,
    Ask,
    RefusedError,
    Row,
    cursor_page,
    decode,
    listed,
    time_page,
    whole,
    without,
    without_comments,
)
from demo.server.zendesk.store import Export, Pick, ZendeskStore

Answer = Callable[[Request, ZendeskStore, Ask], Row]


def routes(state: SandboxState) -> list[BaseRoute]:
    """Every endpoint that the source reads."""
    tokens = Tokens()

    def endpoint(path: str, name: str, answer: Answer) -> Route:
        async def respond(request: Request) -> Response:
            if state.faults.take("expired_token", request.url.path):
                tokens.end_all()
            given = (bearer_token(request), basic_password(request))
            if not any(tokens.accepted(token) for token in given):
                return JsonResponse({"error": "Couldn't authenticate you"}, 401)
            url = str(request.url.replace(query=""))
            ask = Ask(name, url, request.url.path, state.faults)
            store = state.cached("zendesk", lambda: ZendeskStore(state))
            try:
                return JsonResponse(answer(request, store, ask))
            except RefusedError as error:
                body = {"error": "InvalidValue", "description": str(error)}
                return JsonResponse(body, 422)

        return Route(f"/api/v2/{path}", respond)

    def recent(request: Request) -> int:
        start = whole(request.query_params.get("start_time"), "start_time")
        if start >= state.now.timestamp():
            raise RefusedError("start_time: must not lie in the future")
        return start

    def by_cursor(pick: Pick, side_load: str = "") -> Answer:
        def answer(request: Request, store: ZendeskStore, ask: Ask) -> Row:
            query, export = request.query_params, pick(store)
            cursor = query.get("cursor")
            at = export.first_since(*decode(cursor) if cursor else (recent(request),))
            size = min(int(query.get("per_page", EXPORT_PAGE)), EXPORT_PAGE)
            page = cursor_page(ask, export, at, size)
            if side_load and f"{side_load}s" not in query.get("include", ""):
                page[ask.name] = [without(row, side_load) for row in page[ask.name]]
            return page

        return answer

    def by_time(pick: Pick, side_load: str = "") -> Answer:
        def answer(request: Request, store: ZendeskStore, ask: Ask) -> Row:
            included = side_load != "" and side_load in request.query_params.get("include", "")
            extra = f"&include={side_load}" if included else ""
            page = time_page(ask, pick(store), recent(request), extra)
            if side_load and not included:
                page[ask.name] = [without_comments(row) for row in page[ask.name]]
            return page

        return answer

    def ratings(request: Request, store: ZendeskStore, ask: Ask) -> Row:
        rows = store.ratings.rows[_start(request, store.ratings) :]
        return listed(request, ask, rows)

    def metrics(request: Request, store: ZendeskStore, ask: Ask) -> Row:
        sets = (ticket.get("metric_set") for ticket in store.tickets.rows)
        return listed(request, ask, [row for row in sets if row])

    def policies(_request: Request, _store: ZendeskStore, ask: Ask) -> Row:
        rows = account.policies()
        return {ask.name: rows, "count": len(rows), "next_page": None, "previous_page": None}

    def holidays(request: Request, store: ZendeskStore, ask: Ask) -> Row:
        if request.path_params["schedule_id"] != account.SCHEDULE_ID:
            raise RefusedError("schedule: not found")
        return {ask.name: store.holidays}

    def metric_event_page(request: Request, store: ZendeskStore, ask: Ask) -> Row:
        if "page[size]" in request.query_params:
            start = store.metric_events.first_since(recent(request))
            return listed(request, ask, store.metric_events.rows[start:])
        page = by_time(lambda known: known.metric_events)(request, store, ask)
        return without(page, "end_of_stream")

    def organizations(request: Request, store: ZendeskStore, ask: Ask) -> Row:
        return listed(request, ask, store.organizations.rows)

    export = "incremental"
    return [
        tokens.route(),
        endpoint(
            f"{export}/tickets/cursor", "tickets", by_cursor(lambda s: s.tickets, "metric_set")
        ),
        endpoint(f"{export}/users/cursor", "users", by_cursor(lambda store: store.users)),
        endpoint(f"{export}/organizations", "organizations", by_time(lambda s: s.organizations)),
        endpoint(
            f"{export}/ticket_events",
            "ticket_events",
            by_time(lambda s: s.ticket_events, "comment_events"),
        ),
        endpoint(f"{export}/ticket_metric_events", "ticket_metric_events", metric_event_page),
        endpoint("organizations", "organizations", organizations),
        endpoint("ticket_metrics", "ticket_metrics", metrics),
        endpoint("satisfaction_ratings", "satisfaction_ratings", ratings),
        # The account's active kind of CSAT is the older one.
        endpoint(
            "guide/survey_responses", "survey_responses", lambda r, _, ask: listed(r, ask, [])
        ),
        endpoint("slas/policies", "sla_policies", policies),
        endpoint(
            "business_hours/schedules",
            "schedules",
            lambda _r, _s, ask: {ask.name: account.schedules()},
        ),
        endpoint("business_hours/schedules/{schedule_id:int}/holidays", "holidays", holidays),
    ]


def _start(request: Request, export: Export) -> int:
    given = request.query_params.get("start_time")
    return export.first_since(whole(given, "start_time")) if given is not None else 0
