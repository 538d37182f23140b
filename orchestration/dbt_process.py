"""What runs inside a dbt child process: dbt itself, ended when its parent is gone.

Were the parent killed, dbt would go on alone and keep the warehouse file locked.
"""

from __future__ import annotations

import os
import sys
import threading
import time

_POLL_SECONDS = 0.5


def main() -> None:
    """Run dbt with this process's arguments."""
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    # Imported late: the watch must be on before dbt's own seconds of start-up.
    from dbt.cli.main import cli

    sys.argv[0] = "dbt"
    cli()


def _end_with_parent(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_POLL_SECONDS)
    os._exit(1)


if __name__ == "__main__":
    main()
