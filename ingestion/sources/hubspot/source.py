"""HubSpot: CRM objects with history, associations, deletes and merges; marketing. See README."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from dlt.extract import DltResource, DltSource

from ingestion.raw_table import (
    Page,
    RawTable,
    built_source,
    declared_of,
    filled_together,
    personal_of,
    raw_names,
)
from ingestion.registry import SourceSpec
from ingestion.sources.hubspot import email_events, forms, lifecycle, marketing, reference
from ingestion.sources.hubspot.api import HubSpotApi
from ingestion.sources.hubspot.mapping import unmapped
from ingestion.sources.hubspot.object_types import CRM_OBJECTS
from ingestion.sources.hubspot.objects import Terms, object_resource
from ingestion.sources.hubspot.parts import PARTS
from ingestion.sources.hubspot.properties import MAPPED_FIELDS, Portal
from ingestion.sources.hubspot.settings import HubSpotConfig, has_tickets, mapping_of
from ingestion.sources.hubspot.tables import history_table, link_table, record_table
from ingestion.watermark import present


def source(config: HubSpotConfig, as_of: date) -> DltSource:
    """Everything of one portal, as one dlt source with a resource per object type.

    The vendor only knows its present state, and cursors follow its clock, up to the present.
    `as_of` says when that is, and when all ids are compared again.
    """
    api = HubSpotApi(config)
    loaded_at = datetime.now(UTC)
    event_lookback = timedelta(days=config.event_lookback_days)
    limit, accepted = present(as_of), config.accepted
    terms = Terms(
        loaded_at,
        as_of,
        timedelta(minutes=config.lookback_minutes),
        config.reconcile_days,
    )
    portal = Portal(api, config.fields, accepted)

    def alone(table: RawTable, load: Callable[..., Iterator[Page]], *more: Any) -> DltResource:
        def read() -> Iterator[Page]:
            portal.check()
            yield from load(api, *more, loaded_at)

        return filled_together(table.name, [table], read)

    def submitted() -> Iterator[Page]:
        portal.check()
        yield from forms.forms_and_submissions(api, event_lookback, limit, loaded_at)

    def sent() -> Iterator[Page]:
        portal.check()
        yield from marketing.marketing_emails(api, accepted, loaded_at)

    def mapped() -> Iterator[Page]:
        return portal.mapped_fields(loaded_at)

    resources = [
        *(object_resource(portal, kind, terms) for kind in CRM_OBJECTS),
        filled_together(MAPPED_FIELDS.name, [MAPPED_FIELDS], mapped),
        alone(reference.ACCOUNT_DETAILS, reference.account_details),
        alone(reference.OWNERS, reference.owners),
        alone(reference.PIPELINE_STAGES, reference.pipeline_stages),
        alone(lifecycle.LIFECYCLE_STAGES, lifecycle.lifecycle_stages, config.lifecycle_stages),
        alone(marketing.CAMPAIGNS, marketing.campaigns, accepted),
        filled_together(
            "marketing_emails",
            [marketing.MARKETING_EMAILS, email_events.EMAIL_CAMPAIGNS],
            sent,
        ),
        alone(
            email_events.EMAIL_EVENTS, email_events.email_events, accepted, event_lookback, limit
        ),
        alone(marketing.CONTENTS, marketing.contents, accepted),
        filled_together("forms", [forms.FORMS, forms.FORM_SUBMISSIONS], submitted),
    ]
    return built_source("hubspot", resources)


RAW_TABLES = (
    *(record_table(kind) for kind in CRM_OBJECTS),
    *(history_table(kind) for kind in CRM_OBJECTS if kind.history),
    *(link_table(kind, to) for kind in CRM_OBJECTS for to in kind.links),
    MAPPED_FIELDS,
    reference.ACCOUNT_DETAILS,
    reference.OWNERS,
    reference.PIPELINE_STAGES,
    lifecycle.LIFECYCLE_STAGES,
    marketing.CAMPAIGNS,
    marketing.MARKETING_EMAILS,
    email_events.EMAIL_CAMPAIGNS,
    email_events.EMAIL_EVENTS,
    marketing.CONTENTS,
    forms.FORMS,
    forms.FORM_SUBMISSIONS,
)
#: What the portal feeds where its tickets count.
_SUPPORT = ("tickets", "ticket_events")
SPEC = SourceSpec(
    name="hubspot",
    entities=(
        "people",
        "person_changes",
        "lead_stage_events",
        "accounts",
        "reps",
        "opportunities",
        "opportunity_stages",
        "opportunity_people",
        "opportunity_changes",
        "opportunity_lines",
        "subscriptions",
        "activities",
        "proposals",
        "campaigns",
        "contents",
        "touches",
        "email_events",
        "survey_answers",
        *_SUPPORT,
    ),
    raw_tables=raw_names(RAW_TABLES),
    config=HubSpotConfig,
    source=source,
    unused=lambda profile: () if has_tickets(profile) else _SUPPORT,
    unfed=lambda profile: unmapped(mapping_of(profile)),
    team="sales",
    personal=personal_of(RAW_TABLES),
    declared=declared_of(RAW_TABLES),
    parts=PARTS,
)
