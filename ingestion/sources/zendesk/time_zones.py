"""Time zones as Zendesk names them, which is as Ruby on Rails does, by their IANA names."""

from __future__ import annotations

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

#: Where the last part of the IANA name is not the vendor's name.
_NAMED = {
    "International Date Line West": "Etc/GMT+12", "Midway Island": "Pacific/Midway",
    "American Samoa": "Pacific/Pago_Pago", "Hawaii": "Pacific/Honolulu", "Alaska": "America/Juneau",
    "Pacific Time (US & Canada)": "America/Los_Angeles", "Tijuana": "America/Tijuana",
    "Mountain Time (US & Canada)": "America/Denver", "Arizona": "America/Phoenix",
    "Chihuahua": "America/Chihuahua", "Mazatlan": "America/Mazatlan",
    "Central Time (US & Canada)": "America/Chicago", "Saskatchewan": "America/Regina",
    "Guadalajara": "America/Mexico_City", "Mexico City": "America/Mexico_City",
    "Monterrey": "America/Monterrey", "Central America": "America/Guatemala",
    "Eastern Time (US & Canada)": "America/New_York",
    "Indiana (East)": "America/Indiana/Indianapolis", "Bogota": "America/Bogota",
    "Lima": "America/Lima", "Quito": "America/Lima", "Atlantic Time (Canada)": "America/Halifax",
    "Caracas": "America/Caracas", "La Paz": "America/La_Paz", "Santiago": "America/Santiago",
    "Asuncion": "America/Asuncion", "Newfoundland": "America/St_Johns",
    "Brasilia": "America/Sao_Paulo", "Buenos Aires": "America/Argentina/Buenos_Aires",
    "Montevideo": "America/Montevideo", "Georgetown": "America/Guyana",
    "Puerto Rico": "America/Puerto_Rico", "Greenland": "America/Godthab",
    "Mid-Atlantic": "Atlantic/South_Georgia", "Azores": "Atlantic/Azores",
    "Cape Verde Is.": "Atlantic/Cape_Verde", "Edinburgh": "Europe/London", "Bern": "Europe/Zurich",
    "Kyiv": "Europe/Kiev", "St. Petersburg": "Europe/Moscow", "Harare": "Africa/Harare",
    "Pretoria": "Africa/Johannesburg", "West Central Africa": "Africa/Algiers",
    "Casablanca": "Africa/Casablanca", "Cairo": "Africa/Cairo", "Monrovia": "Africa/Monrovia",
    "Nairobi": "Africa/Nairobi", "Abu Dhabi": "Asia/Muscat", "Ekaterinburg": "Asia/Yekaterinburg",
    "Islamabad": "Asia/Karachi", "Chennai": "Asia/Kolkata", "Mumbai": "Asia/Kolkata",
    "New Delhi": "Asia/Kolkata", "Kathmandu": "Asia/Kathmandu", "Astana": "Asia/Dhaka",
    "Sri Jayawardenepura": "Asia/Colombo", "Hanoi": "Asia/Bangkok", "Beijing": "Asia/Shanghai",
    "Kuala Lumpur": "Asia/Kuala_Lumpur", "Ulaan Bataar": "Asia/Ulaanbaatar",
    "Ulaanbaatar": "Asia/Ulaanbaatar", "Hong Kong": "Asia/Hong_Kong", "Osaka": "Asia/Tokyo",
    "Sapporo": "Asia/Tokyo", "Canberra": "Australia/Sydney", "Solomon Is.": "Pacific/Guadalcanal",
    "New Caledonia": "Pacific/Noumea", "Marshall Is.": "Pacific/Majuro",
    "Port Moresby": "Pacific/Port_Moresby", "Wellington": "Pacific/Auckland",
    "Nuku'alofa": "Pacific/Tongatapu", "Tokelau Is.": "Pacific/Fakaofo",
    "Chatham Is.": "Pacific/Chatham", "Samoa": "Pacific/Apia",
}  # fmt: skip
_REGIONS = ("Europe", "Asia", "Africa", "America", "Australia", "Pacific", "Atlantic")


def iana_name(name: str | None) -> str | None:
    """The IANA name of a time zone that Zendesk names; None where there is none that we know."""
    if not name:
        return None
    tried = [_NAMED[name]] if name in _NAMED else [name, *(f"{part}/{name}" for part in _REGIONS)]
    return next((zone for zone in tried if _is_known(zone)), None)


def _is_known(zone: str) -> bool:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
