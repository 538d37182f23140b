{{ refused_values('zendesk', 'raw_zendesk') }}
