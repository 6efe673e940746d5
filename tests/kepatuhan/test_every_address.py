"""Every address x every role x own and other region: one walk over the list of addresses itself.

Outside one's scope an address does not exist (404); inside without permission it is forbidden (403); a stranger
is led to the sign-in page. An address that is missing from the tables fails the walk. On the same way nobody but the
judge meets a blind judgement, and the judge meets nothing of the team's.
"""

import logging
from collections.abc import Callable, Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pymupdf
import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from openpyxl import Workbook
from weasyprint import HTML

from agencies.roles import Role
from tests.kepatuhan.addresses import ADDRESSES, PUBLIC
from tests.kepatuhan.addresses.vocabulary import ADMIN, AGENCY, OFFICE, UNIT, Address, Side
from tests.kepatuhan.addresses.world import FIRST_WORD, REVIEW_WORD, SECOND_WORD, build_world, people_of_muba


@pytest.fixture
def world(db):
    logging.disable(logging.WARNING)  # thousands of refusals are meant here, and each would be written down
    yield build_world()
    logging.disable(logging.NOTSET)


OUTSIDE = AGENCY | UNIT | ADMIN
"""Those who take no part in assessing."""


def addresses(resolver: URLResolver | None = None) -> Iterator[str]:
    """The name of every address outside the set-up site, which has a test of its own."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            if entry.namespace != "admin":
                yield from addresses(entry)
        elif isinstance(entry, URLPattern) and entry.name:
            yield entry.name


def test_every_address_is_in_the_table():
    assert set(addresses()) - PUBLIC == set(ADDRESSES)


def test_everyone_sees_their_own_and_nobody_sees_another_s(world, client):
    wrong = list(_open_to_strangers(client, world["16.06"]))
    for role, person in people_of_muba().items():
        client.force_login(person)
        office_side = role in OFFICE
        sides = {"own": world["16.06"], "other": world[world["elsewhere"]] if office_side else world["16.03"]}
        for name, address in ADDRESSES.items():
            # An address without a place of its own is the same for both.
            for which, side in sides.items() if address.scoped else [("own", sides["own"])]:
                status, text = _answer(client, name, address, side)
                found = str(status) if status in {403, 404, 500} else "ok"
                expected = _expected(role, address, other=which == "other")
                if found != expected:
                    wrong.append(f"{name} as {role.value} at {which}: {found}, expected {expected}")
                if SECOND_WORD in text:
                    wrong.append(f"{name} tells {role.value} what the blind judge says")
                if role in OUTSIDE and any(word in text for word in _inner(side, role)):
                    wrong.append(f"{name} tells {role.value} what is not theirs yet")
    wrong += _told_too_early(client, world["16.06"])
    assert not wrong, "\n".join(wrong)


def _inner(side: Side, role: Role) -> tuple[str, ...]:
    """What only those who assess may read of a round that is not published: words, notes, the address of its result.

    Administrators try the words of letters on such results, their numbers hidden, and so know the address.
    """
    words = (FIRST_WORD, REVIEW_WORD)
    return words if role in ADMIN else (*words, str(side.unreleased.public_id))


def _told_too_early(client, side: Side) -> Iterator[str]:
    """Where the one who judges a locus blind meets what the team says there."""
    blind = side.second.rater
    hidden = {side.locus.public_id, side.open.public_id, side.visit.public_id}
    client.force_login(blind)
    for name, address in ADDRESSES.items():
        status, text = _answer(client, name, address, side)
        if address.arguments(side).get("public_id") in hidden and status != 404:
            yield f"{name} opens to the blind judge: {status}"
        if FIRST_WORD in text or REVIEW_WORD in text:
            yield f"{name} tells the blind judge what the team says"
        if name == "second_part" and SECOND_WORD not in text:
            yield "second_part does not show the judge their own words"


def _open_to_strangers(client, side: Side) -> Iterator[str]:
    """Addresses that do not lead someone who is not signed in to the sign-in page."""
    for name, address in ADDRESSES.items():
        url = reverse(name, kwargs=address.arguments(side))
        response = getattr(client, address.method)(url)
        if response.status_code != 302 or not response.url.startswith("/masuk/"):
            yield f"{name} as a stranger: {response.status_code}"


def _expected(role: Role, address: Address, *, other: bool) -> str:
    reaches = not (other and address.scoped) or role in {Role.HEAD_OFFICE, Role.ADMINISTRATOR}
    if reaches and role in address.ok:
        return "ok"
    if reaches and role in address.forbidden:
        return "403"
    return "404"


def _answer(client, name: str, address: Address, side: Side) -> tuple[int, str]:
    """What the address answers, and nothing it does is kept."""
    url = reverse(name, kwargs=address.arguments(side))
    with transaction.atomic():
        response = getattr(client, address.method)(url)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        transaction.set_rollback(True)
    return response.status_code, words_of(content)


def words_of(content: bytes) -> str:
    """What a person can read in an answer: a page, a table, a calendar, or what a workbook, archive or paper holds."""
    if content.startswith(b"PK\x03\x04"):
        with ZipFile(BytesIO(content)) as archive:
            return "\n".join(words_of(archive.read(name)) for name in archive.namelist())
    if content.startswith(b"%PDF-"):
        return "\n".join(page.get_text() for page in pymupdf.open(stream=content))
    return content.decode("utf-8", "replace")


def test_words_are_found_in_workbooks_archives_and_papers():
    book = Workbook()
    book.active["A1"] = FIRST_WORD
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("bacaan.xlsx", _bytes_of(book.save))
        archive.writestr("kertas.pdf", HTML(string=f"<p>{SECOND_WORD}</p>").write_pdf())
    assert packed.getvalue().find(FIRST_WORD.encode()) == -1
    words = words_of(packed.getvalue())
    assert FIRST_WORD in words
    assert SECOND_WORD in words


def _bytes_of(save: Callable[[BytesIO], None]) -> bytes:
    written = BytesIO()
    save(written)
    return written.getvalue()
