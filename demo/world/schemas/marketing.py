"""World tables of marketing: campaigns, contents, web, e-mail, advertising, mentions."""

from __future__ import annotations

from demo.world.schemas.spec import table

MARKETING = (
    table(
        "campaigns",
        "One campaign; utm_campaign is its unique slug.",
        "campaign_id s, name s, utm_campaign s, channel s, starts_on d, ends_on d, budget f,"
        "currency s, google_ads_campaign_id s?",
        "campaign_id",
    ),
    table(
        "contents",
        "One published content. kind: page, post, article, video, social_post.",
        "content_id s, kind s, title s, url s, campaign_id s?, channel s, published_at t",
        "content_id",
    ),
    table(
        "web_sessions",
        "One web session. seconds: duration; views: page views; country ISO2 of the visitor.",
        "session_id s, visitor_id s, person_id s?, started_at t, seconds i, views i, is_engaged b,"
        "channel s, utm_campaign s?, landing_content_id s?, country s",
        "session_id",
    ),
    table(
        "form_submissions",
        "One form sent by a contact.",
        "submission_id s, form_id s, contact_id s, content_id s?, channel s, utm_source s?,"
        "utm_medium s?, utm_campaign s?, submitted_at t",
        "submission_id",
    ),
    table(
        "email_messages",
        "One marketing e-mail as sent to a list.",
        "email_id s, name s, campaign_id s?, is_newsletter b, sent_at t",
        "email_id",
    ),
    table(
        "email_events",
        "Message x recipient x event. kind: sent, delivered, opened, clicked, unsubscribed,"
        " bounced, replied; is_machine: opened by a mail client's proxy.",
        "event_id s, email_id s, contact_id s, kind s, is_machine b, occurred_at t",
        "event_id",
    ),
    table(
        "ad_spend",
        "Day x campaign x ad account as the vendor reported it; several rows a day are"
        " restatements, the last recorded at as_of holds.",
        "day d, utm_campaign s, google_ads_campaign_id s, customer_id s, cost f, currency s,"
        "impressions i, clicks i",
        "day utm_campaign customer_id recorded_at",
    ),
    table(
        "mentions",
        "One brand mention. sentiment: positive, neutral, negative. Planning sheet.",
        "mention_id s, channel s, sentiment s, occurred_at t",
        "mention_id",
    ),
)
