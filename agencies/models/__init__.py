"""Rows about who: people, places, agencies, their units, and the events of the whole house."""

from agencies.models.agency import HEAD_TITLES, LOCAL_GOVERNMENTS, Agency, AgencyKind, Alias, AssessedFlag
from agencies.models.event import Event
from agencies.models.membership import Membership
from agencies.models.place import Office, Region, RegionKind
from agencies.models.unit import ProductKind, ServiceProduct, ServiceUnit, UnitKind
from agencies.models.user import User
from agencies.models.written_once import WrittenOnceError
from agencies.roles import Role

__all__ = [
    "HEAD_TITLES",
    "LOCAL_GOVERNMENTS",
    "Agency",
    "AgencyKind",
    "Alias",
    "AssessedFlag",
    "Event",
    "Membership",
    "Office",
    "ProductKind",
    "Region",
    "RegionKind",
    "Role",
    "ServiceProduct",
    "ServiceUnit",
    "UnitKind",
    "User",
    "WrittenOnceError",
]
