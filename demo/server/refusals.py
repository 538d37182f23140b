"""How each vendor refuses one thing to an account that has others."""

from __future__ import annotations

from starlette.responses import PlainTextResponse, Response

from demo.server.responses import JsonResponse

_HUBSPOT = {
    401: (
        "INVALID_AUTHENTICATION",
        "Authentication credentials not found. This API supports OAuth 2.0 authentication.",
    ),
    403: (
        "MISSING_SCOPES",
        "This app hasn't been granted all required scopes to make this call.",
    ),
    404: ("OBJECT_NOT_FOUND", "resource not found"),
}
_ZENDESK = {
    401: {"error": "Couldn't authenticate you"},
    403: {
        "error": {
            "title": "Forbidden",
            "message": "You do not have access to this page. Please contact the account owner.",
        }
    },
    404: {"error": "RecordNotFound", "description": "Not found"},
}
_GOOGLE = {
    401: ("UNAUTHENTICATED", "Request had invalid authentication credentials."),
    403: ("PERMISSION_DENIED", "The caller does not have permission."),
    404: ("NOT_FOUND", "Requested entity was not found."),
}
_CORRELATION = "00000000-0000-0000-0000-000000000403"


def refusal(path: str, status: int, is_bare: bool) -> Response:
    """Return the refusal of a path in its vendor's shape; bare: without any of it."""
    if is_bare:
        return PlainTextResponse("", status)
    if path.startswith("/hubspot"):
        category, message = _HUBSPOT.get(status, ("INTERNAL_ERROR", "internal error"))
        body: dict[str, object] = {
            "status": "error",
            "message": message,
            "correlationId": _CORRELATION,
            "category": category,
        }
        return JsonResponse(body, status)
    if path.startswith("/google"):
        code, message = _GOOGLE.get(status, ("INTERNAL", "Internal error encountered."))
        return JsonResponse({"error": {"code": status, "message": message, "status": code}}, status)
    return JsonResponse(_ZENDESK.get(status, {"error": "internal error"}), status)
