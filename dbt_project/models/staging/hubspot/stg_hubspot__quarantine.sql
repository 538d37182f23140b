{{ refused_values('hubspot', 'hubspot') }}
