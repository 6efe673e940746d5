"""The Ombudsman writes and checks, the head of its office issues, the agency proves."""

from tests.kepatuhan.addresses.vocabulary import (
    ADMIN,
    AGENCY,
    BUREAU,
    CHECKERS,
    EVERYBODY,
    HEAD,
    OFFICE,
    PREPARING,
    UNIT,
    VALIDATOR,
    Address,
    of,
)

READERS = PREPARING | OFFICE | HEAD
ISSUERS = VALIDATOR | HEAD
of_recommendation = of("recommendation")

ADDRESSES: dict[str, Address] = {
    "followup_home": Address(EVERYBODY - ADMIN, ADMIN, scoped=False),
    "followup_agency": Address(READERS, ADMIN, of("agency")),
    "recommendation_new": Address(OFFICE | HEAD, PREPARING | ADMIN, of("agency")),
    "recommendations_issue": Address(ISSUERS, EVERYBODY - ISSUERS, of("agency"), "post"),
    "recommendations_from_result": Address(OFFICE | HEAD, AGENCY, of("result")),
    "no_open_products": Address(HEAD, OFFICE, of("open"), "post"),
    "proof_file": Address(READERS, arguments=of("proof")),
    "proof_withdraw": Address(BUREAU | UNIT, READERS - BUREAU - UNIT, of("proof"), "post"),
    "recommendation_detail": Address(READERS, arguments=of_recommendation),
    "recommendation_issue": Address(ISSUERS, READERS - ISSUERS, of_recommendation, "post"),
    "recommendation_drop": Address(ISSUERS, READERS - ISSUERS, of_recommendation, "post"),
    "recommendation_due": Address(ISSUERS, READERS - ISSUERS, of_recommendation, "post"),
    "recommendation_owner": Address(BUREAU, READERS - BUREAU, of_recommendation, "post"),
    "recommendation_proof": Address(BUREAU | UNIT, READERS - BUREAU - UNIT, of_recommendation, "post"),
    "recommendation_hand_in": Address(BUREAU | UNIT, READERS - BUREAU - UNIT, of_recommendation, "post"),
    "recommendation_judge": Address(CHECKERS | HEAD, READERS - CHECKERS - HEAD, of_recommendation, "post"),
}
