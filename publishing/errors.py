"""Why a publication was refused."""


class PublishError(RuntimeError):
    """The figures were not published; what was published before still stands."""
