"""What a browser sends with a page of the sheet."""

import re

import pytest
from django.urls import reverse

from assessments.fieldwork.selectors.standing import standing_of

HIDDEN = re.compile(r'name="([\w-]+-(?:seen|client_id))"\s+value="([^"]*)"')


@pytest.fixture
def key_of(subject_of):
    """`key_of(dinsos, "IN-01", "document")`: the prefix of a question on its page."""

    def key(locus, indicator, method, number=1):
        rule = locus.assessment.period.issue.instrument.indicator(indicator).methods[method]
        return f"{indicator}-{method}-{subject_of(locus, rule.subject_key, number).pk}"

    return key


@pytest.fixture
def open_page(client):
    """Open a page and give back its hidden fields, as a browser would send them with a form."""

    def fetch(url):
        return dict(HIDDEN.findall(client.get(url).content.decode()))

    return fetch


@pytest.fixture
def part_url():
    def url(locus, slug):
        return reverse("sheet_part", args=[locus.public_id, slug])

    return url


@pytest.fixture
def answer_url(key_of):
    def url(locus, indicator, method, number=1):
        code, kind, subject = key_of(locus, indicator, method, number).rsplit("-", 2)
        return reverse("answer_save", args=[locus.public_id, code, kind, subject])

    return url


@pytest.fixture
def typed():
    """What the levels of every question of a part would be if someone chose `level` for each."""

    def choose(locus, slug, level):
        (part,) = [part for part in standing_of(locus).parts if part.slug == slug]
        return {
            f"{question.indicator.code}-{question.method}-{question.subject.pk}-choice": str(level)
            for question in part.questions
        }

    return choose
