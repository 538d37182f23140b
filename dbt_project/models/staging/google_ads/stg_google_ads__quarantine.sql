{{ refused_values('google_ads', 'raw_google_ads') }}
