"""Why a build may not go on."""


class GateError(RuntimeError):
    """The warehouse holds a build that may not be published; the message says why."""
