-- Quotes sent: published as soon as they are made. Whether the buyer accepts is no status of theirs.
select
    quotes.quote_id as id,
    iso(quotes.recorded_at) as created,
    iso(greatest(quotes.recorded_at, quotes.status_recorded_at, deal.merged_at)) as updated,
    cast(null as varchar) as archived_at,
    'Quote ' || quotes.quote_id as hs_title,
    money(quotes.amount) as hs_quote_amount,
    quotes.currency as hs_currency,
    'APPROVAL_NOT_NEEDED' as hs_status,
    iso(quotes.recorded_at) as hs_createdate,
    iso(quotes.sent_at) as quote_sent_at
from quotes
left join deal_winners as deal on deal.loser_id = quotes.deal_id
