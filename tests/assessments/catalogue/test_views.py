"""The pages of instruments: whole, with every assumption marked and every source within reach."""

import re

import pytest
from django.urls import reverse
from django.utils.html import escape

from assessments.catalogue.presenters import edition_page, years_in_words
from assessments.instruments import edition_codes, load_edition


@pytest.fixture
def page_of(client, yusuf):
    client.force_login(yusuf)
    return lambda code: client.get(reverse("instrument_detail", args=[code]))


def test_it_lists_every_edition_newest_first(client, yusuf, django_assert_num_queries):
    client.force_login(yusuf)
    # session, person, scope (roles in the head)
    with django_assert_num_queries(3):
        page = client.get(reverse("instrument_list")).text
    places = [page.index(reverse("instrument_detail", args=[code])) for code in reversed(edition_codes())]
    assert places == sorted(places)


@pytest.mark.parametrize("code", edition_codes())
def test_an_edition_is_shown_whole(page_of, code, django_assert_num_queries):
    # session, person, scope (roles in the head)
    with django_assert_num_queries(3):
        response = page_of(code)
    page = re.sub(r"\s+", " ", response.text)
    edition = load_edition(code)
    assert edition.sha256 in page
    for _, indicator in edition.indicators:
        assert f'id="{indicator.code}"' in page
        for text in (indicator.label, indicator.question, indicator.legal, *indicator.levels.values()):
            assert _escaped(text) in page
        for item in indicator.evidence:
            assert _escaped(item.text) in page
    for text in (*(rule.text for rule in edition.rules), *edition.legal_basis):
        assert _escaped(text) in page
    for reference in edition.references.values():
        assert _escaped(reference.text) in page
        assert reference.url is None or f'href="{_escaped(reference.url)}"' in page
    for band in edition.bands:
        assert band.opinion in page


@pytest.mark.parametrize("code", edition_codes())
def test_every_number_shows_its_source_or_that_it_is_assumed(code):
    page = edition_page(code)
    edition = page.instrument
    marks = [view.weight_mark for view in page.dimensions]
    parts = [dimension.weight for dimension in edition.dimensions]
    for view, (_, indicator) in zip(_indicators(page), edition.indicators, strict=True):
        marks += [view.weight_mark, *(method.mark for method in view.methods)]
        parts += [indicator.weight, *indicator.methods.values()]
    marks += [*(band.mark for band in page.bands), *(rule.mark for rule in page.rules)]
    parts += [*edition.bands, *edition.rules]
    for mark, part in zip(marks, parts, strict=True):
        assert mark.assumed == part.assumed
        assert (mark.reference is None) == (part.source is None)


def test_the_shares_of_a_dimension_are_told_to_four_decimals():
    views = {view.code: view for view in _indicators(edition_page("kepatuhan-2024"))}
    assert (views["IN-01"].share, views["IN-01"].points) == ("12,2200 %", "2,6701")
    assert (views["PR-01"].share, views["PR-01"].points) == ("9,0909 %", "2,9427")


def test_a_colour_since_2025_is_said_to_be_indicative(page_of):
    assert "Hijau (indikatif)" in page_of("opini-2025").text
    assert "Zona Hijau" not in page_of("opini-2025").text
    assert "indikatif" not in page_of("kepatuhan-2024").text


def test_the_ranges_of_the_bands_leave_no_gap():
    assert [band.range for band in edition_page("kepatuhan-2024").bands] == [
        "88,00 – 100",
        "78,00 – 87,99",
        "54,00 – 77,99",
        "32,00 – 53,99",
        "0,00 – 31,99",
    ]


def test_an_unknown_edition_is_not_found(page_of):
    assert page_of("kepatuhan-1999").status_code == 404


def test_a_stranger_is_asked_to_sign_in(client, db):
    url = reverse("instrument_detail", args=["kepatuhan-2024"])
    assert client.get(url).url == f"{reverse('login')}?next={url}"


@pytest.mark.parametrize(
    ("years", "words"), [((2024,), "2024"), ((2019, 2020, 2021), "2019–2021"), ((2016, 2018), "2016, 2018")]
)
def test_years_are_told_short(years, words):
    assert years_in_words(years) == words


def _escaped(text):
    return re.sub(r"\s+", " ", escape(text))


def _indicators(page):
    return [
        indicator
        for dimension in page.dimensions
        for variable in dimension.variables
        for indicator in variable.indicators
    ]
