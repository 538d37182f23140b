"""HubSpot: CRM objects with history, associations, deletes and merges; marketing. See README."""
