"""The team enters, the office's checkers and the head office read."""

from tests.kepatuhan.addresses.vocabulary import (
    CHECKERS,
    EVERYBODY,
    HEAD,
    LEAD,
    OFFICE,
    TEAM,
    Address,
    of,
    of_answer,
    of_chosen,
    of_evidence,
    of_locus,
    of_subject,
)

ADDRESSES: dict[str, Address] = {
    "worklist": Address(EVERYBODY, scoped=False),
    "assessment_detail": Address(OFFICE | HEAD, arguments=of("open")),
    "locus_sheet": Address(OFFICE | HEAD, arguments=of_locus()),
    "sheet_part": Address(OFFICE | HEAD, arguments=of_locus(slug="dokumen")),
    "sheet_progress": Address(OFFICE | HEAD, arguments=of_locus()),
    "locus_indicator": Address(OFFICE | HEAD, arguments=of_locus(code="IN-01")),
    "answer_save": Address(TEAM, CHECKERS | HEAD, of_answer, "post"),
    "subject_save": Address(TEAM, CHECKERS | HEAD, of_subject, "post"),
    "subject_count": Address(TEAM, CHECKERS | HEAD, of_locus(kind="user"), "post"),
    "indicator_exclude": Address(TEAM, CHECKERS | HEAD, of_locus(code="IN-01"), "post"),
    "indicator_include": Address(TEAM, CHECKERS | HEAD, of_locus(code="IN-01"), "post"),
    "choose_value": Address(LEAD, OFFICE - LEAD | HEAD, of_chosen, "post"),
    "locus_submit": Address(LEAD, OFFICE - LEAD | HEAD, of_locus(), "post"),
    # evidence
    "evidence_list": Address(OFFICE | HEAD, arguments=of_locus()),
    "evidence_detail": Address(OFFICE | HEAD, arguments=of_evidence()),
    "evidence_download": Address(OFFICE | HEAD, arguments=of_evidence(number=1)),
    "evidence_picture": Address(OFFICE | HEAD, arguments=of_evidence(number=1, size="layar")),
    "evidence_add": Address(TEAM, CHECKERS | HEAD, of_locus(code="IN-01"), "post"),
    "evidence_link": Address(TEAM, CHECKERS | HEAD, of_locus(code="IN-01"), "post"),
    "evidence_describe": Address(TEAM, CHECKERS | HEAD, of_evidence(), "post"),
    "evidence_replace": Address(TEAM, CHECKERS | HEAD, of_evidence(), "post"),
    "evidence_withdraw": Address(TEAM, CHECKERS | HEAD, of_evidence(), "post"),
    "judgement_keep": Address(TEAM, CHECKERS | HEAD, of_chosen, "post"),
}
