"""What a run holds while it works: the right to write, and the demo company's server."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from typing import Any

import dagster as dg
from pydantic import PrivateAttr

from orchestration.build.checks import build_phases
from orchestration.build.closing import settle
from orchestration.build.damage import remove_spill, remove_stillborn, require_whole
from orchestration.build.gate import Gate
from orchestration.build.inputs import inputs_fingerprint
from orchestration.build.lock import RunLock
from orchestration.company.context import Company, current_company
from orchestration.company.demo import SandboxServer
from orchestration.company.file_modes import prepare_folders
from orchestration.company.folder import claim_data_dir, read_holder
from orchestration.company.keeping import aside_dir
from orchestration.company.release import require_current
from orchestration.company.reserve import keep_reserve
from orchestration.dbt.children import end_children
from orchestration.history.abandoned import end_abandoned_runs
from orchestration.history.process import process_tags
from orchestration.history.stop_signals import held_back, listening
from orchestration.history.stopping import mark_stopped, stopped_from_outside
from orchestration.reporting.after_run import report_run
from publishing import heal

#: On a run: build, check and publish again, though nothing that they are made from changed.
REBUILD_TAG = "accord/rebuild"
#: On a run: tables and KPIs whose loss or change an operator accepts, separated by commas.
ACCEPT_TAG = "accord/accept"
#: Where Dagster notes a run's period, or the first one of a backfill in one run.
_PERIOD_TAGS = ("dagster/partition", "dagster/asset_partition_range_start")


class Writer(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The right to write to the warehouse, held from a run's first step to its last."""

    _held: ExitStack = PrivateAttr(default_factory=ExitStack)
    _company: Company = PrivateAttr()
    _run_id: str = PrivateAttr()
    _inputs: str | None = PrivateAttr(default=None)
    _rebuilds: bool = PrivateAttr(default=False)
    _accepts: frozenset[str] = PrivateAttr(default=frozenset())

    def setup_for_execution(self, context: dg.InitResourceContext) -> None:
        """Wait for the lock, then end the runs that died holding it."""
        try:
            self._begin(context)
        except BaseException:
            with held_back():
                self._end(context)
            raise

    def teardown_after_execution(self, context: dg.InitResourceContext) -> None:
        """Stop what a stopped run left at work, and let others write."""
        with held_back():
            end_children()
            self.gate().fail_running("The run was stopped.")
            self._end(context)

    def _begin(self, context: dg.InitResourceContext) -> None:
        self._company = company = current_company(fresh=True)
        run_id = self._run_id = context.run_id or "unknown run"
        tags = context.run.tags if context.run else {}
        self._rebuilds = REBUILD_TAG in tags
        self._accepts = frozenset(filter(None, tags.get(ACCEPT_TAG, "").split(",")))
        self._held = ExitStack()
        self._held.enter_context(listening())
        if context.instance is not None and context.run_id:
            context.instance.add_run_tags(run_id, process_tags(run_id))
            self._held.enter_context(stopped_from_outside(context.instance, run_id))
        lock = RunLock(
            company.settings.data_dir,
            _title(context.run, run_id),
            company.settings.lock_wait_seconds,
            on_wait=lambda reason: _tell(context, f"waiting: {reason}"),
        )
        self._held.enter_context(lock)
        require_current(company.settings.data_dir)
        claim_data_dir(company.settings, company.profile, company.clock)
        prepare_folders(company.settings)
        keep_reserve(company.settings.data_dir)
        if context.instance is not None:
            for ended in end_abandoned_runs(context.instance, keep=run_id):
                report_run(context.instance, ended)
        for line in heal(company.settings.published_dir, aside_dir(company.settings.data_dir)):
            _warn(context, f"publication: {line}")
        for line in settle(company):
            _warn(context, line)
        remove_spill(company.settings.warehouse_path)
        holder = read_holder(company.settings.data_dir)
        if remove_stillborn(company.settings.warehouse_path, holder.loaded_to if holder else None):
            _warn(context, "a warehouse whose making was cut short was removed; nothing was in it")
        require_whole(company.settings.warehouse_path)
        if self._accepts:
            accepted = self.gate().accept(self._accepts)
            _tell(context, f"accepted as they are: {', '.join(accepted) or 'no altered table'}")

    def _end(self, context: dg.InitResourceContext) -> None:
        if context.instance is not None and context.run_id:
            mark_stopped(context.instance, context.run_id)
        self._held.close()

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

    def settings(self, company: Company, source: str) -> Mapping[str, Any]:
        """Return the settings of `source`; the demo company's server starts on first use."""
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


def _title(run: dg.DagsterRun | None, run_id: str) -> str:
    """Return a run as those who wait for it know it: job, period and id."""
    if run is None:
        return f"run {run_id}"
    period = next((run.tags[tag] for tag in _PERIOD_TAGS if tag in run.tags), "")
    return f"{run.job_name}{f' {period}' if period else ''}, run {run_id}"


def _warn(context: dg.InitResourceContext, message: str) -> None:
    if context.log is not None:
        context.log.warning(message)


def _tell(context: dg.InitResourceContext, message: str) -> None:
    if context.log is not None:
        context.log.info(message)
