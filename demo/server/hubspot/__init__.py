"""HubSpot, as far as the source reads it: paths, paging, limits and errors are the vendor's."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from demo.server.hubspot import pipelines, properties
from demo.server.hubspot.campaigns import Campaigns
from demo.server.hubspot.contents import Contents
from demo.server.hubspot.crm_associations import CrmAssociations
from demo.server.hubspot.crm_objects import CrmObjects
from demo.server.hubspot.errors import Endpoint, guarded, missing
from demo.server.hubspot.events import Events
from demo.server.hubspot.forms import Forms
from demo.server.hubspot.marketing_emails import MarketingEmails
from demo.server.hubspot.owners import Owners
from demo.server.hubspot.search import Search
from demo.server.hubspot.store import Store
from demo.server.state import SandboxState

_OBJECTS = "/crm/v3/objects/{objectType}"
_PIPELINES = "/crm/v3/pipelines/{objectType}"
_PROPERTIES = "/crm/v3/properties/{objectType}"
_ASSOCIATIONS = "/crm/v4/associations/{fromObjectType}/{toObjectType}"


def routes(state: SandboxState) -> list[BaseRoute]:
    """All endpoints, most specific first; anything else is HubSpot's own 404."""
    store = Store(state)
    objects, links, search = CrmObjects(store), CrmAssociations(store), Search(store)
    owners, campaigns, emails = Owners(state), Campaigns(state), MarketingEmails(state)
    forms, events, contents = Forms(store), Events(state), Contents(state)
    read: list[tuple[str, Endpoint]] = [
        (_OBJECTS, objects.list_page),
        (f"{_OBJECTS}/{{objectId}}", objects.one),
        ("/crm/v4/objects/{objectType}/{objectId}/associations/{toObjectType}", links.of_one),
        ("/crm/v3/owners", owners.list_page),
        ("/crm/v3/owners/{ownerId}", owners.one),
        (_PIPELINES, pipelines.list_all),
        (f"{_PIPELINES}/{{pipelineId}}", pipelines.one),
        (f"{_PIPELINES}/{{pipelineId}}/stages", pipelines.stages),
        (_PROPERTIES, properties.list_all),
        (f"{_PROPERTIES}/{{propertyName}}", properties.one),
        ("/marketing/v3/campaigns", campaigns.list_page),
        ("/marketing/v3/campaigns/{campaignGuid}", campaigns.one),
        ("/marketing/v3/emails", emails.list_page),
        ("/marketing/v3/emails/statistics/list", emails.statistics),
        ("/marketing/v3/emails/{emailId}", emails.one),
        ("/marketing/v3/forms", forms.list_page),
        ("/marketing/v3/forms/{formId}", forms.one),
        ("/form-integrations/v1/submissions/forms/{formId}", forms.submissions),
        ("/events/v3/events", events.list_page),
        ("/events/v3/events/event-types", events.types),
        ("/cms/v3/pages/site-pages", contents.endpoint(pages=True)),
        ("/cms/v3/blogs/posts", contents.endpoint(pages=False)),
    ]
    asked: list[tuple[str, Endpoint]] = [
        (f"{_OBJECTS}/batch/read", objects.batch_read),
        (f"{_OBJECTS}/search", search.page),
        (f"{_ASSOCIATIONS}/batch/read", links.batch_read),
    ]
    return [
        *(Route(path, guarded(endpoint), methods=["GET"]) for path, endpoint in read),
        *(Route(path, guarded(endpoint), methods=["POST"]) for path, endpoint in asked),
        Route("/{path:path}", guarded(_nothing_here), methods=["GET", "POST"]),
    ]


async def _nothing_here(_request: Request) -> Response:
    raise missing("No such endpoint")
