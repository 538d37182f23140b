"""Why nothing could be looked at, backed up or restored."""


class RecoveryError(RuntimeError):
    """It was not done, and nothing was changed; the message says what to do."""
