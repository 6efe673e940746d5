"""Blind until handed in: the judge alone opens the sheet; checkers and the head office draw, give out and count."""

from tests.kepatuhan.addresses.vocabulary import CHECKERS, EVERYBODY, HEAD, Address, Side, anyone, of_period

NOBODY = frozenset()


def of_second(**more):
    def arguments(side: Side) -> dict[str, object]:
        return {"public_id": side.second.public_id, **more}

    return arguments


ADDRESSES: dict[str, Address] = {
    "second_mine": anyone,
    "second_sheet": Address(NOBODY, CHECKERS | HEAD, of_second()),
    "second_declare": Address(NOBODY, CHECKERS | HEAD, of_second(), "post"),
    "second_part": Address(NOBODY, CHECKERS | HEAD, of_second(dimension="IN")),
    "second_evidence": Address(NOBODY, CHECKERS | HEAD, of_second(version=1)),
    "second_hand_in": Address(NOBODY, CHECKERS | HEAD, of_second(), "post"),
    "second_comparison": Address(NOBODY, CHECKERS | HEAD, of_second()),
    "second_moderate": Address(NOBODY, CHECKERS | HEAD, of_second(answer=1), "post"),
    "second_assign": Address(CHECKERS | HEAD, arguments=of_second()),
    "second_period": Address(CHECKERS | HEAD, EVERYBODY - CHECKERS - HEAD, of_period, scoped=False),
    "second_draw": Address(HEAD, EVERYBODY - HEAD, of_period, "post", scoped=False),
    "second_export": Address(CHECKERS | HEAD, EVERYBODY - CHECKERS - HEAD, of_period, scoped=False),
}
