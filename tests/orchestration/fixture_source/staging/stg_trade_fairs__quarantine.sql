{{ refused_values('trade_fairs', 'raw_trade_fairs') }}
