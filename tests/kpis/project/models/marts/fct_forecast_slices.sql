-- No KPI of this project is made of it; the layer reads it for pipeline coverage.
select
    'month' as grain,
    cast('2025-01-01' as date) as period_start_on,
    'total' as slice,
    'total' as member,
    cast(0 as decimal(18, 2)) as due_amount,
    cast(0 as decimal(18, 2)) as still_due_amount,
    cast(0 as decimal(18, 2)) as won_amount,
    cast(0 as double) as quota
where 1 = 0
