{{ refused_values('google_analytics', 'raw_google_analytics') }}
