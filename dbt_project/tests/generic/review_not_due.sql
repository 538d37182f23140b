{# No definition is to be reviewed before the end of the next quarter. #}
{% test review_not_due(model, column_name) %}
select kpi_id, {{ column_name }}
from {{ model }}
where {{ column_name }} < {{ review_horizon() }}
{% endtest %}
