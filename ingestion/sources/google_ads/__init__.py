"""Google Ads: campaigns, and what each cost, showed and got clicked every day."""
