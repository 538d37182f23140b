"""What a run holds while it works: the right to write, and the demo company's server."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import dagster as dg
from pydantic import PrivateAttr

from orchestration.build.checks import build_phases
from orchestration.build.damage import remove_spill, require_whole
from orchestration.build.gate import Gate
from orchestration.build.inputs import inputs_fingerprint
from orchestration.build.lock import RunLock
from orchestration.company.clock import keep_clock
from orchestration.company.context import Company, current_company
from orchestration.company.demo import SandboxServer
from orchestration.company.file_modes import prepare_folders
from orchestration.company.folder import claim_data_dir
from orchestration.company.keeping import aside_dir
from orchestration.company.release import require_current
from orchestration.company.reserve import keep_reserve
from orchestration.history.abandoned import end_abandoned_runs, process_tags
from orchestration.reporting.after_run import report_run
from publishing import heal

#: On a run: build, check and publish again, though nothing that they are made from changed.
REBUILD_TAG = "accord/rebuild"
#: On a run: tables and KPIs whose loss or change an operator accepts, separated by commas.
ACCEPT_TAG = "accord/accept"


class Writer(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The right to write to the warehouse, held from a run's first step to its last."""

    _lock: RunLock = PrivateAttr()
    _company: Company = PrivateAttr()
    _run_id: str = PrivateAttr()
    _inputs: str | None = PrivateAttr(default=None)
    _rebuilds: bool = PrivateAttr(default=False)
    _accepts: frozenset[str] = PrivateAttr(default=frozenset())

    def setup_for_execution(self, context: dg.InitResourceContext) -> None:
        """Wait for the lock, then end the runs that died holding it."""
        self._company = company = current_company(fresh=True)
        run_id = self._run_id = context.run_id or "unknown run"
        tags = context.run.tags if context.run else {}
        self._rebuilds = REBUILD_TAG in tags
        self._accepts = frozenset(filter(None, tags.get(ACCEPT_TAG, "").split(",")))
        if context.instance is not None and context.run_id:
            context.instance.add_run_tags(context.run_id, process_tags())
        self._lock = RunLock(
            company.settings.data_dir,
            f"run {run_id}",
            company.settings.lock_wait_seconds,
            on_wait=lambda holder: _tell(context, f"waiting: {holder} is writing"),
        )
        self._lock.acquire()
        require_current(company.settings.data_dir)
        claim_data_dir(company.settings, company.profile, company.clock)
        prepare_folders(company.settings)
        keep_reserve(company.settings.data_dir)
        if context.instance is not None:
            for ended in end_abandoned_runs(context.instance, keep=run_id):
                report_run(context.instance, ended)
        keep_clock(company.settings, company.profile, company.clock)
        for line in heal(company.settings.published_dir, aside_dir(company.settings.data_dir)):
            _warn(context, f"publication: {line}")
        remove_spill(company.settings.warehouse_path)
        require_whole(company.settings.warehouse_path)
        if self._accepts:
            accepted = self.gate().accept(self._accepts)
            _tell(context, f"accepted as they are: {', '.join(accepted) or 'no altered table'}")

    def teardown_after_execution(self, context: dg.InitResourceContext) -> None:
        """Let others write."""
        del context
        self._lock.release()

    @property
    def company(self) -> Company:
        """The company as it was when the run began."""
        return self._company

    @property
    def run_id(self) -> str:
        """The run that writes."""
        return self._run_id

    @property
    def accepts(self) -> frozenset[str]:
        """The tables and KPIs whose loss this run's operator accepts."""
        return self._accepts

    @property
    def inputs(self) -> str:
        """What this run builds from, once it has loaded."""
        if self._inputs is None:
            self._inputs = inputs_fingerprint(self._company, self.gate().records())
        return self._inputs

    def made_before(self, phase: str, inputs: str | None = None) -> str | None:
        """Return the run that did `phase` from the very inputs of this one; None: it must be done.

        `inputs` are the run's unless given. The run's tag `accord/rebuild` says that everything is
        to be done again.
        """
        if self._rebuilds:
            return None
        return self.gate().made_from(phase, self.inputs if inputs is None else inputs)

    def gate(self) -> Gate:
        """Return the gate that this run's build passes through."""
        company = self._company
        return Gate(company.settings.warehouse_path, build_phases(company), self._run_id)


class Vendors(dg.ConfigurableResource):  # type: ignore[type-arg]
    """Access to the vendors; for the demo company a local server that answers in their place."""

    _server: SandboxServer | None = PrivateAttr(default=None)

    def settings(self, source: str) -> Mapping[str, Any]:
        """Return the settings of `source`; the demo company's server starts on first use."""
        company = current_company()
        if company.profile.sandbox is None:
            return company.settings.source(source)
        if self._server is None:
            self._server = SandboxServer(company)
        return self._server.settings(source)

    def teardown_after_execution(self, context: dg.InitResourceContext) -> None:
        """Stop the server."""
        del context
        if self._server is not None:
            self._server.stop()
            self._server = None


def _warn(context: dg.InitResourceContext, message: str) -> None:
    if context.log is not None:
        context.log.warning(message)


def _tell(context: dg.InitResourceContext, message: str) -> None:
    if context.log is not None:
        context.log.info(message)
