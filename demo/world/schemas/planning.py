"""World tables of the finance team's sheets, and of the truth about special cases."""

from __future__ import annotations

from demo.world.schemas.spec import table

PLANNING = (
    table(
        "quotas",
        "Rep x month: the revenue expected.",
        "rep_email s, period_start_on d, period_end_on d, amount f, currency s",
        "rep_email period_start_on",
    ),
    table(
        "targets",
        "KPI x dimension member x guardrail: from baseline to target. path: linear, stepped.",
        "kpi_id s, dimension s, dimension_value s, baseline_value f, target_value f, start_on d,"
        "due_on d, owner s, path s, guardrail_kpi_id s?, guardrail_min f?",
        "kpi_id dimension dimension_value start_on guardrail_kpi_id",
    ),
    table(
        "costs",
        "Costs of a period. kind: salaries, commissions, tools, programme (non-advertising).",
        "period_start_on d, period_end_on d, kind s, channel s?, utm_campaign s?, market s?,"
        "amount f, currency s",
        "period_start_on kind channel utm_campaign market",
    ),
    table(
        "market_sizes",
        "Market x year: size of the addressable market.",
        "market s, year i, amount f, currency s",
        "market year",
    ),
    table("target_accounts", "A company to win.", "domain s, market s, added_on d", "domain"),
    table("opened_markets", "When a market was opened.", "market s, opened_on d", "market"),
    table(
        "dormant_stock", "References to clear.", "sku s, listed_on d, quantity i", "sku listed_on"
    ),
    table(
        "benchmarks",
        "Outside benchmark of a KPI.",
        "kpi_id s, value f, source s, as_of_on d",
        "kpi_id as_of_on",
    ),
    table(
        "annotations",
        "A comment beside a KPI's value.",
        "kpi_id s, period_start_on d, grain s, text_en s, text_fr s, author s",
        "kpi_id period_start_on grain",
    ),
    table(
        "fx_rates",
        "Units of EUR for one unit of the currency; business days only, with gaps.",
        "rate_on d, currency s, rate f",
        "rate_on currency",
    ),
    table(
        "holidays",
        "A public holiday of a market.",
        "holiday_on d, market s, name s",
        "holiday_on market",
    ),
    table(
        "special_cases",
        "Truth only: where each case that the pipeline must survive is to be found. row_id is the"
        " key of `table_name`.",
        "case_name s, table_name s, row_id s, note s",
        "case_name table_name row_id",
    ),
)
