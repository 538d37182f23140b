-- What the last month or quarter of each scorecard says: its latest review, without what is as usual.
with latest as (
    select scorecard, grain, max(period_start) as period_start
    from kpi.kpi_reviews
    where grain in ('month', 'quarter')
    group by scorecard, grain
)

select
    kpi_reviews.scorecard,
    kpi_reviews.grain,
    kpi_reviews.period_start,
    kpi_reviews.period_end,
    kpi_reviews.finding,
    kpi_reviews.kpi_id,
    kpi_reviews.words_en,
    kpi_reviews.words_fr,
    kpi_reviews.decision_en,
    kpi_reviews.decision_fr
from kpi.kpi_reviews
inner join latest using (scorecard, grain, period_start)
where
    kpi_reviews.finding in (
        'false_success', 'surprised', 'weakest_link', 'worsened', 'progressed', 'moved_together'
    )
order by kpi_reviews.scorecard, kpi_reviews.grain, kpi_reviews.place
