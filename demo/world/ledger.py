"""Writes deals and contact histories as rows, with each change's old value."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from demo.world.cast import Contact, Deal
from demo.world.state import Simulation

_FUNNEL = (
    "subscriber",
    "lead",
    "marketingqualifiedlead",
    "salesqualifiedlead",
    "opportunity",
    "customer",
)
#: Seconds until the next save of a field that was saved late.
_NEXT_SAVE = 120

#: Field, value, when it happened, when somebody had time to save it.
Change = tuple[str, str | None, int, int]


def write_deals(sim: Simulation) -> None:
    """Write deals, their changes, people and lines."""
    for deal in sim.cast.deals:
        sim.rows["deals"].add(
            deal_id=deal.id,
            company_record_id=deal.record.id if deal.record else None,
            pipeline=deal.pipeline,
            type=deal.type,
            currency=deal.currency,
            channel=deal.channel,
            campaign_id=deal.campaign.id if deal.campaign else None,
            created_at=deal.created,
            deleted_at=deal.deleted_at,
            restored_at=deal.restored_at,
            merged_into=deal.merged_into,
            merged_at=deal.merged_at,
            is_test=deal.is_test,
            recorded_at=deal.entered,
        )
        _write_changes(sim, deal)
        # A contract that was imported hangs on its company alone.
        for position, contact in enumerate(() if deal.is_imported else deal.contacts):
            since = max(deal.created, contact.entered)
            sim.rows["deal_people"].add(
                deal_id=deal.id,
                contact_id=contact.id,
                role="decision_maker" if position == 0 else "influencer",
                since_at=since,
                recorded_at=max(since, deal.entered, contact.entered),
            )
        for line in deal.lines:
            sim.rows["order_lines"].add(
                line_id=sim.ids.take("order_lines"),
                deal_id=deal.id,
                product_id=line.product,
                quantity=line.quantity,
                unit_price=line.unit_price,
                list_amount=line.list_amount,
                discount=line.discount,
                amount=line.amount,
                cost=line.cost,
                currency=deal.currency,
                billing_period=line.billing_period,
                recurring_amount=line.recurring,
                starts_on=line.starts_on,
                ends_on=line.ends_on,
                refund_amount=line.refund,
                refunded_at=line.refunded_at,
                refund_recorded_at=line.refund_recorded,
                created_at=line.created,
                recorded_at=line.recorded,
            )


def _write_changes(sim: Simulation, deal: Deal) -> None:
    current: dict[str, str | None] = {}
    effective: list[Change] = []
    for change in sorted(deal.changes, key=_happened):
        name, value, _, _ = change
        if current.get(name) != value:
            effective.append(change)
            current[name] = value
    for name, old, new, changed, saved in _as_saved(deal, effective, deal.created):
        sim.rows["deal_changes"].add(
            change_id=sim.ids.take("deal_changes"),
            deal_id=deal.id,
            field=name,
            old_value=old,
            new_value=new,
            changed_at=changed,
            recorded_at=saved,
        )


def write_contact_changes(sim: Simulation) -> None:
    """Write what happened to contacts while their record was alive."""
    for contact in sim.cast.contacts:
        current: dict[str, str | None] = {}
        effective: list[Change] = []
        for change in sorted(contact.changes, key=_happened):
            name, value, happened, _ = change
            if current.get(name) == value or not _alive(contact, happened):
                continue
            if name == "lifecycle_stage" and _backwards(current.get(name), value):
                continue
            effective.append(change)
            current[name] = value
        saves = _as_saved(contact, effective, contact.entered)
        for name, old, new, changed, saved in saves:
            sim.rows["contact_changes"].add(
                change_id=sim.ids.take("contact_changes"),
                contact_id=contact.id,
                field=name,
                old_value=old,
                new_value=new,
                changed_at=changed,
                recorded_at=saved,
            )


def _as_saved(
    record: Contact | Deal, changes: list[Change], begun: int
) -> Iterator[tuple[str, str | None, str | None, int, int]]:
    """The changes by the CRM's clock: field, old and new value, since when it holds, when saved.

    A CRM knows no other time of a change than that of its save. What is saved with the record
    itself is true of it since it began, which a user may date back: `begun`.
    """
    saved_at: dict[str, int] = {}
    current: dict[str, str | None] = {}
    for _, act in groupby(changes, key=_happened):
        together = list(act)
        known = max(recorded for _, _, _, recorded in together)
        known = record.entered if known == record.recorded else known
        before = [saved_at[name] for name, _, _, _ in together if name in saved_at]
        saved = max([known, *(instant + _NEXT_SAVE for instant in before)])
        for name, value, _, _ in together:
            yield name, current.get(name), value, begun if saved == record.entered else saved, saved
            saved_at[name], current[name] = saved, value


def _happened(change: Change) -> int:
    return change[2]


def _backwards(old: str | None, new: str | None) -> bool:
    return old is not None and new is not None and _FUNNEL.index(new) < _FUNNEL.index(old)


def _alive(contact: Contact, instant: int) -> bool:
    if contact.merged_at is not None and instant >= contact.merged_at:
        return False
    if contact.deleted_at is None or instant < contact.deleted_at:
        return True
    return contact.restored_at is not None and instant > contact.restored_at
