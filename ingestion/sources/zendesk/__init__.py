"""Zendesk Support: tickets, their events and metrics, users, organisations, ratings, SLAs."""
