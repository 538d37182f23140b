"""What can go wrong with closes, in words."""


class CloseError(RuntimeError):
    """A close can't be read, made or reopened; the message says what to do."""
