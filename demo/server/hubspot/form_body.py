"""The long-winded definition of a form, as `/marketing/v3/forms` has it."""

from __future__ import annotations

from datetime import datetime
from typing import Any


def form_body(identifier: str, since: datetime, form_type: str) -> dict[str, Any]:
    """One form with a single field for the e-mail address; `since` is its first use."""
    return {
        "id": identifier,
        "name": identifier.replace("_", " ").replace("-", " ").capitalize(),
        "formType": form_type,
        "createdAt": since,
        "updatedAt": since,
        "archived": False,
        "fieldGroups": [
            {"groupType": "default_group", "richTextType": "text", "fields": [_EMAIL_FIELD]}
        ],
        "configuration": _CONFIGURATION,
        "displayOptions": _DISPLAY,
        "legalConsentOptions": {"type": "none"},
    }


_EMAIL_FIELD = {
    "objectTypeId": "0-1",
    "name": "email",
    "label": "E-mail",
    "fieldType": "email",
    "required": True,
    "hidden": False,
    "dependentFields": [],
    "validation": {"blockedEmailDomains": [], "useDefaultBlockList": False},
}
_CONFIGURATION = {
    "language": "en",
    "archivable": True,
    "cloneable": True,
    "editable": True,
    "allowLinkToResetKnownValues": False,
    "createNewContactForNewEmail": True,
    "lifecycleStages": [],
    "notifyContactOwner": False,
    "notifyRecipients": [],
    "postSubmitAction": {"type": "thank_you", "value": "Thank you."},
    "prePopulateKnownValues": True,
    "recaptchaEnabled": False,
}
_DISPLAY = {
    "renderRawHtml": False,
    "theme": "default_style",
    "submitButtonText": "Send",
    "style": {
        "backgroundWidth": "100%",
        "fontFamily": "arial",
        "helpTextColor": "#000000",
        "helpTextSize": "11px",
        "labelTextColor": "#000000",
        "labelTextSize": "13px",
        "legalConsentTextColor": "#000000",
        "legalConsentTextSize": "11px",
        "submitAlignment": "left",
        "submitColor": "#000000",
        "submitFontColor": "#ffffff",
        "submitSize": "12px",
    },
}
