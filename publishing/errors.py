"""Why a publication was refused."""


class PublishError(RuntimeError):
    """The figures were not published; the previous publication is unchanged."""
