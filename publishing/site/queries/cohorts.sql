select
    strftime(cohort_month_on, '%Y-%m') as month, months_since, customers, active_customers
from marts.fct_retention_cohorts
where customers > 0 and cohort_month_on > getvariable('as_of') - interval 25 month and months_since <= 24
order by all
