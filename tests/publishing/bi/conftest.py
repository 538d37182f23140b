"""A small publication by hand: two KPIs, two reps, three months."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from publishing.bi import Meaning, read_meaning

KEYS = {
    "kpi.kpi_values": (
        *("kpi_id", "variant", "grain", "dimension", "period_start", "dimension_value"),
    ),
    "kpi.kpi_variants": ("kpi_id", "variant"),
    "kpi.kpi_catalog": ("kpi_id",),
    "kpi.dimension_members": ("dimension", "dimension_value"),
    "kpi.scorecards": ("scorecard", "place"),
    "marts.dim_reps": ("owner_key",),
    "marts.dim_date": ("date_day",),
    "marts.fct_leads": ("person_key",),
    "marts.fct_mixed": ("row_key",),
}
PUBLICATION = """
    create schema kpi; create schema marts;
    create table kpi.publication as select 'run-1' as run_id, date '2026-03-31' as as_of;
    create table kpi.settings as select 'EUR' as reporting_currency;
    create table kpi.kpi_catalog as
        select * from (values
            ('revenue', 'result'), ('win_rate', 'efficiency'), ('cycle', 'efficiency')
        ) as kpis (kpi_id, family);
    create table kpi.kpi_variants as
        select * from (values
            ('revenue', '', 'Revenue', 'Chiffre d''affaires', 'Revenue', 'Chiffre d''affaires',
             'Won amounts.', 'Montants gagnés.', 'money', '#,##0', false, true, true),
            ('win_rate', '', 'Win rate', 'Taux de gain', 'Win rate', 'Taux de gain',
             'Won of closed.', 'Gagnés parmi les clos.', 'rate', '0.0 %', true, false, false),
            ('cycle', 'p90', 'Sales "cycle"', 'Cycle', '90th percentile', '90e centile',
             'In days: lead'' to win.', 'En jours.', 'days', '0.0', false, false, false)
        ) as variants (kpi_id, variant, kpi_label_en, kpi_label_fr, variant_label_en,
            variant_label_fr, description_en, description_fr, unit, format, is_ratio,
            adds_up_over_dimensions, adds_up_over_time);
    alter table kpi.kpi_variants add column dimensions varchar default 'owner, team';
    alter table kpi.kpi_variants add column grains varchar default 'month';
    create table kpi.dimension_members as
        select 'owner' as dimension, owner as dimension_value, owner as label_en,
            owner as label_fr, null::varchar as parent
        from (values ('ann'), ('bob')) as owners (owner);
    create table kpi.scorecards as
        select * from (values
            ('sales', 'Sales', 'Ventes', 'How sales go.', 1, 'revenue', '', 'number', 'month'),
            ('sales', 'Sales', 'Ventes', 'How sales go.', 2, 'win_rate', '', 'line', 'month'),
            ('sales', 'Sales', 'Ventes', 'How sales go.', 3, 'gone', '', 'line', 'month'))
            as cards (scorecard, label_en, label_fr, description_en, place, kpi_id, variant, chart,
                grain);
    create table kpi.kpi_values as
        select kpi_id, variant, 'month' as grain, make_date(2026, month, 1) as period_start,
            'owner' as dimension, owner as dimension_value, value, numerator, denominator,
            null::double as target_value, null::double as previous_year_value, true as is_complete
        from (values
            ('revenue', '', 1, 'ann', 100.0, null, null),
            ('revenue', '', 1, 'bob', 50.0, null, null),
            ('revenue', '', 2, 'ann', 10.0, null, null),
            ('revenue', '', 2, 'bob', 20.0, null, null),
            ('win_rate', '', 1, 'ann', 0.5, 1.0, 2.0), ('win_rate', '', 1, 'bob', 0.25, 2.0, 8.0),
            ('win_rate', '', 2, 'ann', 1.0, 1.0, 1.0), ('win_rate', '', 2, 'bob', 0.0, 0.0, 4.0),
            ('cycle', 'p90', 1, 'ann', 30.0, null, null),
            ('cycle', 'p90', 1, 'bob', 40.0, null, null)
        ) as figures (kpi_id, variant, month, owner, value, numerator, denominator);
    create table marts.dim_reps as select 'ann' as owner_key, 'Ann' as label_en;
    create table marts.dim_date as select date '2026-01-01' as date_day;
    create table marts.fct_leads as
        select 'p1' as person_key, 'ann' as owner_key, 'ann' as sql_owner_key,
            date '2026-01-01' as lead_on, date '2026-01-02' as sql_on, 1.5 as amount;
    create table marts.fct_mixed as select 'x' as row_key, 'ann' as owner_key;
    comment on table kpi.kpi_values is 'Every figure.';
    comment on column kpi.kpi_values.value is 'The figure; "NULL" where there is none.';
"""


@pytest.fixture(scope="session")
def publication(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("bi") / "accord.duckdb"
    with duckdb.connect(str(file)) as connection:
        connection.execute(PUBLICATION)
    return file


@pytest.fixture(scope="session")
def meaning(publication: Path) -> Meaning:
    return read_meaning(publication, KEYS, ["fct_mixed"])
