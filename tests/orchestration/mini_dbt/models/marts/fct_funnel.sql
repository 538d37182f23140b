select contacts.contact_id as person_key, contacts.created_on as lead_on
from {{ source('crm', 'contacts') }} as contacts
{% if env_var('MINI', 'fine') == 'hang' -%}
cross join (select count(*) as counted from range(100000000000000)) as endless
{%- endif %}
