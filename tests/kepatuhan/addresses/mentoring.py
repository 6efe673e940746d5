"""The Ombudsman leads a session; the agency names its own people and finishes what was agreed."""

from tests.kepatuhan.addresses.vocabulary import (
    ADMIN,
    BUREAU,
    EVERYBODY,
    HEAD,
    OFFICE,
    PREPARING,
    UNIT,
    Address,
    of,
    of_action,
    of_guest,
    of_session,
)

LEADERS = OFFICE | HEAD
READERS = PREPARING | LEADERS
FILLERS = LEADERS | BUREAU

ADDRESSES: dict[str, Address] = {
    "mentoring_list": Address(EVERYBODY - ADMIN, ADMIN, scoped=False),
    "mentoring_new": Address(LEADERS, PREPARING | ADMIN, of("agency")),
    "mentoring_session": Address(READERS, arguments=of_session()),
    "mentoring_invitation": Address(READERS, arguments=of_session()),
    "mentoring_minutes_paper": Address(READERS, arguments=of_session()),
    "mentoring_calendar": Address(READERS, arguments=of_session()),
    "mentoring_file": Address(READERS, arguments=of("material")),
    "mentoring_withdraw": Address(LEADERS, PREPARING, of("material"), "post"),
    "mentoring_change": Address(LEADERS, PREPARING, of_session()),
    "mentoring_cancel": Address(LEADERS, PREPARING, of_session(), "post"),
    "mentoring_invite": Address(FILLERS, READERS - FILLERS, of_session(side="agency"), "post"),
    "mentoring_send": Address(LEADERS, PREPARING, of_session(), "post"),
    "mentoring_uninvite": Address(FILLERS, READERS - FILLERS, of_guest, "post"),
    "mentoring_attendance": Address(LEADERS, PREPARING, of_session(), "post"),
    "mentoring_minutes": Address(LEADERS, PREPARING, of_session(), "post"),
    "mentoring_material": Address(LEADERS, PREPARING, of_session(), "post"),
    "mentoring_agree": Address(LEADERS, PREPARING, of_session(), "post"),
    "mentoring_done": Address(BUREAU | UNIT, READERS - BUREAU - UNIT, of_action, "post"),
}
