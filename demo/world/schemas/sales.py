"""World tables of sales: deals, products, lines, quotes."""

from __future__ import annotations

from demo.world.schemas.spec import table

SALES = (
    table(
        "deals",
        "One deal of the CRM. pipeline: sales, renewal. type: new, expansion, renewal.",
        "deal_id s, company_record_id s?, pipeline s, type s, currency s, channel s,"
        "campaign_id s?, created_at t, deleted_at t?, restored_at t?, merged_into s?,"
        "merged_at t?, is_test b",
        "deal_id",
        {
            "merged_into": "merged_at",
            "merged_at": "merged_at",
            "deleted_at": "deleted_at",
            "restored_at": "restored_at",
        },
    ),
    table(
        "deal_changes",
        "Deal x field x change; initial values are changes at creation. field: stage, amount,"
        " probability, expected_close_on, owner, loss_reason, competitor, list_price, discount,"
        " cost, closed_at. Values as text: money '1234.50', probability '0.30', days and instants"
        " ISO 8601 (instants UTC with Z). recorded_at: when it was saved; changed_at: since when it"
        " holds: the save, or the deal's created_at for what was saved with the deal.",
        "change_id s, deal_id s, field s, old_value s?, new_value s?, changed_at t",
        "change_id",
    ),
    table(
        "deal_people",
        "Deal x contact.",
        "deal_id s, contact_id s, role s, since_at t",
        "deal_id contact_id",
    ),
    table(
        "products",
        "One product; price and cost per unit and billing period. billing_period: one_off,"
        " monthly, annual.",
        "product_id s, sku s, name s, price f, cost f, currency s, billing_period s",
        "product_id",
    ),
    table(
        "order_lines",
        "One sold line of a won deal; lines of a deal add up to its amount. recurring_amount is"
        " per billing period.",
        "line_id s, deal_id s, product_id s, quantity i, unit_price f, list_amount f, discount f,"
        "amount f, cost f, currency s, billing_period s, recurring_amount f?, starts_on d?,"
        "ends_on d?, refund_amount f?, refunded_at t?, refund_recorded_at t?, created_at t",
        "line_id",
        {
            "refund_amount": "refund_recorded_at",
            "refunded_at": "refund_recorded_at",
            "refund_recorded_at": "refund_recorded_at",
        },
    ),
    table(
        "quotes",
        "One proposal. status is the final one, known from status_recorded_at ('sent' before).",
        "quote_id s, deal_id s, amount f, currency s, status s, status_recorded_at t?, sent_at t",
        "quote_id",
        {"status_recorded_at": "status_recorded_at"},
    ),
)
