{# Open from Monday to Friday, without holidays. #}
select cast(d as date) as day_on, isodow(d) <= 5 as is_business_day
from range(timestamp '2024-01-01', timestamp '2028-01-01', interval 1 day) as t(d)
