"""HubSpot, as far as the source reads it: paths, paging, limits and errors are the vendor's."""

from __future__ import annotations

from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from demo.server.hubspot import pipelines, properties
from demo.server.hubspot.account import Account
from demo.server.hubspot.campaigns import Campaigns
from demo.server.hubspot.contents import Contents
from demo.server.hubspot.crm_associations import CrmAssociations
from demo.server.hubspot.crm_objects import CrmObjects
from demo.server.hubspot.email_analytics import EmailAnalytics
from demo.server.hubspot.errors import Check, Endpoint, guarded, missing
from demo.server.hubspot.forms import Forms
from demo.server.hubspot.marketing_emails import MarketingEmails
from demo.server.hubspot.owners import Owners
from demo.server.hubspot.search import Search
from demo.server.hubspot.store import Store
from demo.server.state import SandboxState

# Versions with a date, as `/crm/objects/2026-09/deals`; each answers as the numbered one does.
_DATES = ("2026-03", "2026-09")
_DATE = "{date}"
_OBJECTS = ("/crm/v3/objects/{objectType}", f"/crm/objects/{_DATE}/{{objectType}}")
_PIPELINES = ("/crm/v3/pipelines/{objectType}", f"/crm/pipelines/{_DATE}/{{objectType}}")
_PROPERTIES = ("/crm/v3/properties/{objectType}", f"/crm/properties/{_DATE}/{{objectType}}")
_ACCOUNT = ("/account-info/v3/details", f"/account-info/{_DATE}/details")
_PAIR = "{fromObjectType}/{toObjectType}"
_ASSOCIATIONS = (f"/crm/v4/associations/{_PAIR}", f"/crm/associations/{_DATE}/{_PAIR}")
_LINKS = "{objectType}/{objectId}/associations/{toObjectType}"
_OWNERS = ("/crm/v3/owners", f"/crm/owners/{_DATE}")
_CAMPAIGNS = ("/marketing/v3/campaigns", f"/marketing/campaigns/{_DATE}")
_EMAILS = ("/marketing/v3/emails", f"/marketing/emails/{_DATE}")
_POSTS = ("/cms/v3/blogs/posts", f"/cms/blogs/{_DATE}/posts")
# Not in every version: forms have no date yet, site pages and a record's links only 2026-03.
_FORMS = ("/marketing/v3/forms",)
_SUBMISSIONS = ("/form-integrations/v1/submissions/forms/{formId}",)
_EMAIL_EVENTS, _EMAIL_CAMPAIGNS = ("/email/public/v1/events",), ("/email/public/v1/campaigns",)
_PAGES = ("/cms/v3/pages/site-pages", "/cms/pages/2026-03/site-pages")
_LANDING_PAGES = ("/cms/v3/pages/landing-pages", "/cms/pages/2026-03/landing-pages")
_LINKS_OF_ONE = (f"/crm/v4/objects/{_LINKS}", f"/crm/objects/2026-03/{_LINKS}")
Paths = tuple[str, ...]


def routes(state: SandboxState) -> list[BaseRoute]:
    """All endpoints, most specific first; anything else is HubSpot's own 404."""
    store = Store(state)
    objects, links, search = CrmObjects(store), CrmAssociations(store), Search(store)
    owners, campaigns, emails = Owners(state), Campaigns(state), MarketingEmails(state)
    forms, analytics, contents = Forms(store), EmailAnalytics(state), Contents(state)
    read: list[tuple[Paths, str, Endpoint]] = [
        (_OBJECTS, "", objects.list_page),
        (_OBJECTS, "/{objectId}", objects.one),
        (_LINKS_OF_ONE, "", links.of_one),
        (_ACCOUNT, "", Account(state).details),
        (_OWNERS, "", owners.list_page),
        (_OWNERS, "/{ownerId}", owners.one),
        (_PIPELINES, "", partial(pipelines.list_all, store.portal)),
        (_PIPELINES, "/{pipelineId}", partial(pipelines.one, store.portal)),
        (_PIPELINES, "/{pipelineId}/stages", partial(pipelines.stages, store.portal)),
        (_PROPERTIES, "", partial(properties.list_all, store.portal)),
        (_PROPERTIES, "/{propertyName}", partial(properties.one, store.portal)),
        (_CAMPAIGNS, "", campaigns.list_page),
        (_CAMPAIGNS, "/{campaignGuid}", campaigns.one),
        (_EMAILS, "", emails.list_page),
        (_EMAILS, "/statistics/list", emails.statistics),
        (_EMAILS, "/{emailId}", emails.one),
        (_FORMS, "", forms.list_page),
        (_FORMS, "/{formId}", forms.one),
        (_SUBMISSIONS, "", forms.submissions),
        (_EMAIL_EVENTS, "", analytics.events),
        (_EMAIL_CAMPAIGNS, "/by-id", analytics.campaigns),
        (_EMAIL_CAMPAIGNS, "/{campaignId}", analytics.campaign),
        (_PAGES, "", contents.endpoint("page")),
        (_LANDING_PAGES, "", contents.endpoint("landing_page")),
        (_POSTS, "", contents.endpoint("post", "article")),
    ]
    asked: list[tuple[Paths, str, Endpoint]] = [
        (_OBJECTS, "/batch/read", objects.batch_read),
        (_OBJECTS, "/search", search.page),
        (_ASSOCIATIONS, "/batch/read", links.batch_read),
    ]
    check = store.portal.check
    return [
        *(route for entry in read for route in _routes(*entry, "GET", check)),
        *(route for entry in asked for route in _routes(*entry, "POST", check)),
        Route("/{path:path}", guarded(_nothing_here, check), methods=["GET", "POST"]),
    ]


def _routes(paths: Paths, below: str, endpoint: Endpoint, method: str, check: Check) -> list[Route]:
    """One endpoint under all its paths, of which `check` refuses what the portal lacks."""
    spelled = {path.replace(_DATE, date) + below: None for path in paths for date in _DATES}
    return [Route(path, guarded(endpoint, check), methods=[method]) for path in spelled]


async def _nothing_here(_request: Request) -> Response:
    raise missing("No such endpoint")
