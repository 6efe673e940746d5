"""Numbers, their traces, and the reports made of them."""

from agencies.roles import Role
from tests.kepatuhan.addresses.vocabulary import (
    ADMIN,
    AGENCY,
    EVERYBODY,
    HEAD,
    OFFICE,
    UNIT,
    Address,
    of,
    of_period,
    of_unit,
)

ISSUING = HEAD | {Role.VALIDATOR}

ADDRESSES: dict[str, Address] = {
    "result_detail": Address(OFFICE | HEAD | AGENCY, arguments=of("result")),
    "result_trace": Address(OFFICE | HEAD | AGENCY, arguments=of("result")),
    "result_trace_json": Address(OFFICE | HEAD | AGENCY, arguments=of("result")),
    "result_unit": Address(OFFICE | HEAD | AGENCY | UNIT, arguments=of_unit),
    "result_unit_trace": Address(OFFICE | HEAD | AGENCY | UNIT, arguments=of_unit),
    "result_preview": Address(OFFICE | HEAD, AGENCY, of("released")),
    "result_compute": Address(HEAD, OFFICE | AGENCY, of("released"), "post"),
    "report_issue": Address(
        frozenset({Role.VALIDATOR}) | HEAD, OFFICE - {Role.VALIDATOR} | AGENCY, of("result"), "post"
    ),
    "period_reports": Address(ISSUING, EVERYBODY - ISSUING, of_period, scoped=False),
    "period_reports_zip": Address(ISSUING, EVERYBODY - ISSUING, of_period, scoped=False),
    "report_order": Address(ISSUING, OFFICE - ISSUING, of("order")),
    "report_order_cancel": Address(ISSUING, OFFICE - ISSUING, of("order"), "post"),
    "report_order_retry": Address(ISSUING, OFFICE - ISSUING, of("order"), "post"),
    "report_detail": Address(OFFICE | HEAD | AGENCY, arguments=of("report")),
    "report_withdraw": Address(ISSUING, OFFICE - ISSUING | AGENCY, of("report")),
    "report_download": Address(OFFICE | HEAD | AGENCY, arguments=of("report")),
    "wording_list": Address(HEAD | ADMIN, EVERYBODY - HEAD - ADMIN, scoped=False),
    "wording_edit": Address(HEAD | ADMIN, EVERYBODY - HEAD - ADMIN, lambda side: {"kind": "agency"}, scoped=False),
    "report_read": Address(OFFICE | HEAD | AGENCY, arguments=of("report")),
    "report_workbook": Address(OFFICE | HEAD | AGENCY, arguments=of("report")),
    "report_csv": Address(
        OFFICE | HEAD | AGENCY, arguments=lambda side: {"public_id": side.report.public_id, "table": "identitas"}
    ),
}
