-- What every statement of this folder may use. Instants are naive UTC.
create macro iso(instant) as strftime(instant, '%Y-%m-%dT%H:%M:%S.%gZ');
create macro user_number(user_id) as cast(cast(user_id as bigint) % 1000000000 as varchar);
create macro money(amount) as printf('%.2f', amount);
create macro is_away(deleted_at, restored_at) as
    deleted_at is not null and (restored_at is null or restored_at < deleted_at);
create macro source_of(channel) as case channel
    when 'organic_search' then 'ORGANIC_SEARCH'
    when 'paid_search' then 'PAID_SEARCH'
    when 'paid_social' then 'PAID_SOCIAL'
    when 'organic_social' then 'SOCIAL_MEDIA'
    when 'email' then 'EMAIL_MARKETING'
    when 'referral' then 'REFERRALS'
    when 'direct' then 'DIRECT_TRAFFIC'
    when 'partner' then 'OTHER_CAMPAIGNS'
    else 'OFFLINE'
end;
-- What HubSpot itself writes of records that no visit brought.
create macro source_detail_of(channel) as case
    when source_of(channel) = 'OFFLINE' then case channel when 'event' then 'IMPORT' else 'CRM_UI' end
end;
-- The company's own word, where HubSpot has none.
create macro lead_source_of(channel) as case
    when source_of(channel) in ('OFFLINE', 'OTHER_CAMPAIGNS')
        then upper(channel[1]) || channel[2:]
end;
create macro legal_basis_of(consent) as case consent
    when 'opt_in' then 'Freely given consent from contact'
    when 'legitimate_interest' then 'Legitimate interest – prospect/lead'
    when 'none' then 'Not applicable'
end;
create macro billing_months(billing_period) as case billing_period when 'annual' then 12 else 1 end;
create macro frequency_of(billing_period) as case billing_period
    when 'monthly' then 'monthly'
    when 'annual' then 'annually'
end;
