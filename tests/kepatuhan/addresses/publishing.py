"""The head office's last steps."""

from tests.kepatuhan.addresses.vocabulary import AGENCY, EVERYBODY, HEAD, OFFICE, Address, of, of_period

ADDRESSES: dict[str, Address] = {
    "period_publishing": Address(HEAD, EVERYBODY - HEAD, of_period, scoped=False),
    "period_decide": Address(HEAD, EVERYBODY - HEAD, of_period, "post", scoped=False),
    "period_publish": Address(HEAD, EVERYBODY - HEAD, of_period, "post", scoped=False),
    "period_adopt": Address(HEAD, EVERYBODY - HEAD, of_period, "post", scoped=False),
    "assessment_decide": Address(HEAD, OFFICE, of("open"), "post"),
    "assessment_reopen": Address(HEAD, OFFICE, of("open")),
    "result_correct": Address(HEAD, OFFICE | AGENCY, of("result")),
}
