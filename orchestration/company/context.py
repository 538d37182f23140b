"""What every step must know: settings, profile, and the clock's day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from company import Clock, Profile, dbt_vars
from ingestion.registry import SourceSpec, read_profile
from orchestration.company.clock import CompanyClock, read_clock
from orchestration.company.folder import require_folder
from orchestration.company.settings import Settings, SettingsError, load_settings


@dataclass(frozen=True)
class Company:
    """One company as this process sees it."""

    settings: Settings
    profile: Profile
    clock: CompanyClock

    @property
    def as_of(self) -> date:
        """The last business day that the figures know."""
        return self.clock.as_of

    @property
    def calendar(self) -> Clock:
        """Days and periods in the company's time zone and fiscal year."""
        return Clock(self.profile.zone, self.profile.fiscal_year_start_month)

    @property
    def sources(self) -> tuple[str, ...]:
        """Names of the sources that are on."""
        return self.profile.sources.active()

    def dbt_vars(self, kpi_from: date | None = None) -> Mapping[str, Any]:
        """Return the dbt variables; `kpi_from` None recomputes every period of the KPIs."""
        # Imported here: it loads dlt, which the command line's quick commands don't need.
        from ingestion.registry import discover

        conformed = [name for name, spec in discover().items() if spec.is_conformed]
        entities = self.entities_by_source()
        unfed = self.unfed_by_source()
        return dbt_vars(
            self.profile,
            self.as_of,
            entities,
            conformed,
            unfed,
            kpi_from,
            history_from=self._demo_history_from(),
        )

    def _demo_history_from(self) -> date | None:
        """Return the first day of the demo company's history; None for a real company."""
        if self.profile.sandbox is None:
            return None
        # Imported here: a real company has no use for it, and it imports this module.
        from orchestration.company.demo import history_from

        return history_from(self)

    def entities_by_source(self) -> Mapping[str, tuple[str, ...]]:
        """Return, for each active source, the base entities that it feeds."""
        from ingestion.registry import discover

        return {name: self._entities(discover()[name]) for name in self.sources}

    def unfed_by_source(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """Return, for each active source, the fields of its entities that it does not feed."""
        from ingestion.registry import discover

        specs = [discover()[name] for name in self.sources]
        return {spec.name: spec.unfed(self.profile) for spec in specs if spec.unfed}

    def _entities(self, spec: SourceSpec) -> tuple[str, ...]:
        if spec.mapped is None:
            unused = spec.unused(self.profile) if spec.unused else ()
            return tuple(entity for entity in spec.entities if entity not in unused)
        return spec.mapped(spec.config.build(self.profile, self.settings.source(spec.name)))


def current_company(fresh: bool = False) -> Company:
    """Return the company with its clock read anew: a process may live through midnight.

    With `fresh`, an export is read for its last date, which may take seconds.
    """
    company = load_company()
    return replace(company, clock=read_clock(company.settings, company.profile, fresh=fresh))


def refresh_company() -> Company:
    """Read the clock anew and return the company; what follows in this process sees the same one.

    The clock is only kept on disk when a load has gone up to its day.

    Raises:
        OtherCompanyError, NewerFolderError, ClockError: this company, release or day has no place
            in the data folder. Nothing was written.
        SettingsError: the data folder can't be made.
    """
    company = current_company(fresh=True)
    require_folder(company.settings, company.profile, company.clock)
    _make_folder(company.settings.data_dir)
    load_company.cache_clear()
    _refreshed[:] = [company]
    return load_company()


def _make_folder(data_dir: Path) -> None:
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            f"ACCORD_DATA_DIR: {data_dir} can't be made ({error.strerror}); set it to a folder "
            "that you may write to"
        ) from error


#: What `refresh_company` read last, for this process.
_refreshed: list[Company] = []


@cache
def load_company() -> Company:
    """Return the company of this process.

    Raises:
        ProfileError: the profile can't be used.
        SettingsError: an environment variable can't be used.
    """
    settings = load_settings()
    if _refreshed and _refreshed[0].settings is settings:
        return _refreshed[0]
    profile = read_profile(settings.company)
    return Company(settings, profile, read_clock(settings, profile))
