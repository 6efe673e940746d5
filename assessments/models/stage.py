"""The stages of a locus on its way to an opinion, and the one table of who moves it from which to which."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models

from agencies.roles import Role


class Stage(models.TextChoices):
    """Where a locus stands on its way to an opinion."""

    PLANNED = "planned", "Direncanakan"
    IN_FIELD = "in_field", "Pengambilan data"
    SUBMITTED = "submitted", "Diserahkan"
    VERIFIED = "verified", "Terverifikasi"
    VALIDATED = "validated", "Tervalidasi"
    IN_REPLY = "in_reply", "Hak jawab"
    DECIDED = "decided", "Ditetapkan"
    PUBLISHED = "published", "Diterbitkan"


OPEN_STAGES = (Stage.PLANNED, Stage.IN_FIELD)
"""Answers are still entered."""
UNSIGNED_STAGES = (Stage.PLANNED, Stage.IN_FIELD, Stage.SUBMITTED)
"""Nobody has approved anything yet."""
APPROVED_STAGES = (Stage.VALIDATED, Stage.IN_REPLY, Stage.DECIDED, Stage.PUBLISHED)
"""Both approvals are there: a result can be computed."""
DECIDED_STAGES = (Stage.DECIDED, Stage.PUBLISHED)
"""The head office has decided."""


class Action(models.TextChoices):
    """What a person does that moves a locus."""

    BEGIN = "begin", "Mulai mengisi"
    SUBMIT = "submit", "Serahkan"
    VERIFY = "verify", "Verifikasi"
    VALIDATE = "validate", "Validasi"
    RETURN = "return", "Kembalikan"
    UNLOCK = "unlock", "Buka kembali"
    OPEN_REPLY = "open_reply", "Buka hak jawab"
    DECIDE = "decide", "Tetapkan"
    REOPEN = "reopen", "Batalkan penetapan"
    PUBLISH = "publish", "Terbitkan"


class TeamPlace(models.TextChoices):
    """The place in the team that an action asks for."""

    NONE = "", "–"
    MEMBER = "member", "anggota tim"
    LEAD = "lead", "ketua tim"


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table: this action, at this stage, by these roles of the assessing office, leads there.

    Where the head office assesses an agency itself, its people stand in for the office's roles; a step that names
    the head office is its own everywhere. `approves` marks steps that nobody takes over work of their own, nor
    twice over the same work.
    """

    action: Action
    before: Stage
    roles: tuple[Role, ...]
    after: Stage
    team: TeamPlace = TeamPlace.NONE
    approves: bool = False


_FIELD = (Role.ASSESSOR, Role.LEAD)

TRANSITIONS: tuple[Transition, ...] = (
    Transition(Action.BEGIN, Stage.PLANNED, _FIELD, Stage.IN_FIELD, team=TeamPlace.MEMBER),
    Transition(Action.SUBMIT, Stage.PLANNED, _FIELD, Stage.SUBMITTED, team=TeamPlace.LEAD),
    Transition(Action.SUBMIT, Stage.IN_FIELD, _FIELD, Stage.SUBMITTED, team=TeamPlace.LEAD),
    Transition(Action.VERIFY, Stage.SUBMITTED, (Role.VERIFIER,), Stage.VERIFIED, approves=True),
    Transition(Action.RETURN, Stage.SUBMITTED, (Role.VERIFIER,), Stage.IN_FIELD, approves=True),
    Transition(Action.VALIDATE, Stage.VERIFIED, (Role.VALIDATOR,), Stage.VALIDATED, approves=True),
    Transition(Action.RETURN, Stage.VERIFIED, (Role.VALIDATOR,), Stage.IN_FIELD, approves=True),
    Transition(Action.UNLOCK, Stage.IN_FIELD, (Role.VERIFIER, Role.VALIDATOR), Stage.IN_FIELD),
    Transition(Action.UNLOCK, Stage.VALIDATED, (Role.VALIDATOR,), Stage.IN_FIELD),
    Transition(Action.OPEN_REPLY, Stage.VALIDATED, (Role.VALIDATOR, Role.HEAD_OFFICE), Stage.IN_REPLY),
    Transition(Action.DECIDE, Stage.VALIDATED, (Role.HEAD_OFFICE,), Stage.DECIDED, approves=True),
    Transition(Action.DECIDE, Stage.IN_REPLY, (Role.HEAD_OFFICE,), Stage.DECIDED, approves=True),
    Transition(Action.REOPEN, Stage.DECIDED, (Role.HEAD_OFFICE,), Stage.VALIDATED),
    Transition(Action.PUBLISH, Stage.DECIDED, (Role.HEAD_OFFICE,), Stage.PUBLISHED),
)


class StageMovedError(Exception):
    """Someone else was faster: the locus no longer stands where this person saw it."""

    def __init__(self, stage: str) -> None:
        self.stage = Stage(stage)
        super().__init__(
            f"Sementara itu tahap lokus ini telah berubah: sekarang {self.stage.label}."
            " Lihat dahulu riwayatnya sebelum memutuskan lagi."
        )


def transition_of(action: Action, stage: str) -> Transition | None:
    """The row for an action at a stage; None where there is none."""
    return next((row for row in TRANSITIONS if row.action == action and row.before == stage), None)


def stage_of_all(stages: Iterable[str]) -> Stage:
    """Where an assessment stands: as far as the last of its loci, and in the field once any of them has begun."""
    order = list(Stage)
    found = sorted({Stage(stage) for stage in stages}, key=order.index)
    if not found:
        return Stage.PLANNED
    return Stage.IN_FIELD if found[0] == Stage.PLANNED and len(found) > 1 else found[0]
