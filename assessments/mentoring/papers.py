"""The invitation and the minutes of a session, as tagged PDF: the same rows give the same bytes."""

from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string

from assessments.mentoring.presenters import day_words, hour_words
from assessments.models import AgreedAction, MentoringSession, Participant, Side
from assessments.paper.rendering import render_pdf

STYLESHEET = "mentoring/letter.css"
PUBLISHER = "Ombudsman Republik Indonesia"


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind of paper: its template, and the first word of its file's name."""

    template: str
    name: str
    title: str


INVITATION = Paper("assessments/mentoring/paper/invitation.html", "undangan", "Undangan pendampingan")
MINUTES = Paper("assessments/mentoring/paper/minutes.html", "notulen", "Notulen pendampingan")


def html_of(paper: Paper, session: MentoringSession) -> str:
    """The paper as HTML; the session comes with its people and agreements."""
    participants: list[Participant] = list(session.participants.all())
    actions: list[AgreedAction] = list(session.actions.all())
    return render_to_string(
        paper.template,
        {
            "title": f"{paper.title} {session.agency.name}, {session.title}",
            "publisher": PUBLISHER,
            "office": session.agency.office.name if session.agency.office else "",
            "session": session,
            "agency": session.agency,
            "day": day_words(session.on),
            "hours": hour_words(session),
            "agenda": [line.strip() for line in session.agenda.splitlines() if line.strip()],
            "sides": [(Side(side).label, [each for each in participants if each.side == side]) for side in Side],
            "actions": actions,
        },
    )


def pdf_of(paper: Paper, session: MentoringSession) -> bytes:
    """The paper as PDF/UA-1."""
    return _drawn(html_of(paper, session))


@lru_cache(maxsize=32)
def _drawn(html: str) -> bytes:
    """The same letter is asked for by everyone who is invited: drawn once, and again after a change."""
    return render_pdf(html, stylesheet=STYLESHEET)
