"""Whom or what a part of the sheet asks: the form and what is kept of it."""

from typing import TypedDict

from agencies.models import User
from assessments.fieldwork.forms import SubjectForm
from assessments.fieldwork.questions import instrument_at
from assessments.fieldwork.selectors.quotas import contacts_needed
from assessments.fieldwork.services import count_contacts, update_subject
from assessments.models import Locus, Subject


class About(TypedDict):
    """What a SubjectForm is about."""

    subject: Subject
    contacts_needed: int | None


def about(locus: Locus, subject: Subject) -> About:
    return {"subject": subject, "contacts_needed": contacts_needed(instrument_at(locus))}


def saved_subject(form: SubjectForm, locus: Locus, subject: Subject, *, actor: User) -> SubjectForm:
    """The form after keeping what it says; with a mistake nothing of it is kept."""
    if form.was_given and form.is_valid():
        said = form.cleaned_data
        update_subject(
            actor=actor,
            locus=locus,
            subject=subject,
            name=said["name"],
            duty=said.get("duty", ""),
            is_substitute=said.get("is_substitute", False),
        )
        if form.add_prefix("contacts_seen") in form.data and "contacts_seen" in said:
            count_contacts(actor=actor, locus=locus, product=subject, contacts=said["contacts_seen"])
    return form
