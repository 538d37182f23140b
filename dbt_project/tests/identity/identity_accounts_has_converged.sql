-- Records that share a domain or a merge are one account: else label propagation needs more rounds.
{{ config(meta={'dagster': {'ref': {'name': 'identity_accounts'}}}) }}
select tokens.token, count(distinct identity.account_key) as accounts
from {{ ref('identity_account_tokens') }} as tokens
inner join {{ ref('identity_accounts') }} as identity on tokens.node = identity.source_key
group by tokens.token
having count(distinct identity.account_key) > 1
