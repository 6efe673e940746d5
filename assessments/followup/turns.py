"""What of the follow-up waits for a person, as lines of Giliran Anda."""

from django.urls import reverse

from agencies.models import User
from assessments.followup.selectors.turns import FollowUpTurn, FollowUpTurnKind
from assessments.followup.selectors.turns import open_turns as waiting
from assessments.turn import Turn, turn_key

WORDS = {
    FollowUpTurnKind.CONFIRM: "Tetapkan {count} usulan rekomendasi",
    FollowUpTurnKind.PROVE: "Tindak lanjuti {count} rekomendasi",
    FollowUpTurnKind.CHECK: "Periksa bukti {count} rekomendasi",
}


def open_turns(user: User) -> tuple[Turn, ...]:
    """One turn for each agency and each act that its recommendations wait for; as many queries as the room's own."""
    return tuple(_turn(each) for each in waiting(user))


def _turn(found: FollowUpTurn) -> Turn:
    rows = found.recommendations
    return Turn(
        key=turn_key(f"followup-{found.kind}", found.agency.pk, max(vars(row)["stepped_at"] for row in rows)),
        words=WORDS[found.kind].format(count=len(rows)),
        where=found.agency.name,
        url=reverse("recommendation_detail", args=[rows[0].public_id])
        if len(rows) == 1
        else reverse("followup_agency", args=[found.agency.public_id]),
        due=found.due if found.kind is FollowUpTurnKind.PROVE else None,
        is_example=all(row.is_example for row in rows),
    )
