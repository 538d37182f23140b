select contact_id as person_key, created_on as lead_on from {{ source('crm', 'contacts') }}
