-- Records that share an address or a merge are one person: else label propagation needs more rounds.
{{ config(meta={'dagster': {'ref': {'name': 'identity_people'}}}) }}
select tokens.token, count(distinct identity.person_key) as persons
from {{ ref('identity_person_tokens') }} as tokens
inner join {{ ref('identity_people') }} as identity on tokens.node = identity.source_key
group by tokens.token
having count(distinct identity.person_key) > 1
