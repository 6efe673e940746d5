"""Adding, opening, removing and at last deleting contacts; what was opened, by whom and when is written down."""

from dataclasses import dataclass
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from agencies.models import Event, ServiceProduct, ServiceUnit, User
from assessments.contacts.lines import Line
from assessments.contacts.sealing import OpenContact, fingerprint, masked, seal, unseal
from assessments.models import Period, UserContact


class ContactsError(Exception):
    """Something that may not be done with contacts as things stand; the message says what to do instead."""


class ReleasedError(ContactsError):
    def __init__(self) -> None:
        super().__init__("Hasil periode ini sudah dibuka; kontak baru tidak lagi dikumpulkan.")


class NotReleasedError(ContactsError):
    def __init__(self, period: Period) -> None:
        super().__init__(
            f"Hasil {period.name} belum dibuka bagi instansi: asesor masih memerlukan kontak penggunanya."
            " Jalankan perintah ini setelah publikasi."
        )


@dataclass(frozen=True, slots=True)
class Added:
    """How many lines were new, and the numbers of the lines that the product had already."""

    new: int
    known: tuple[int, ...]


@transaction.atomic
def add_contacts(
    *, actor: User, unit: ServiceUnit, product: ServiceProduct, period: Period, lines: list[Line]
) -> Added:
    """Keep people of a product, sealed; a number that the product has already is left as it stands.

    Raises ReleasedError once agencies may read the results of the period.
    """
    if period.is_released:
        raise ReleasedError
    ServiceProduct.objects.select_for_update(no_key=True).get(pk=product.pk)  # a list sent twice at once counts once
    known = set(UserContact.objects.filter(product=product, period=period).values_list("fingerprint", flat=True))
    again: list[int] = []
    fresh: list[UserContact] = []
    for line in lines:
        print_ = fingerprint(line.contact.phone)
        if print_ in known:
            again.append(line.number)
            continue
        known.add(print_)
        fresh.append(
            UserContact(
                unit=unit,
                product=product,
                period=period,
                sealed=seal(line.contact),
                masked=masked(line.contact),
                fingerprint=print_,
                served_on=line.served_on,
                added_by=actor,
            )
        )
    UserContact.objects.bulk_create(fresh)
    if fresh:
        Event.objects.record(
            actor=actor,
            verb="add_contacts",
            target=product,
            agency=unit.agency,
            detail={"period": period.code, "people": len(fresh)},
        )
    return Added(len(fresh), tuple(again))


@transaction.atomic
def reveal_contact(*, actor: User, contact: UserContact) -> OpenContact:
    """The name and number, once it is written down who opened them; UnreadableContactError without its key."""
    opened = unseal(contact.sealed)
    Event.objects.record(
        actor=actor,
        verb="reveal_contact",
        target=contact,
        agency=contact.unit.agency,
        detail={"masked": contact.masked, "product": contact.product_id},
    )
    return opened


@transaction.atomic
def remove_contact(*, actor: User, contact: UserContact) -> None:
    """Take one person out, for instance because they do not wish to be asked."""
    Event.objects.record(
        actor=actor,
        verb="remove_contact",
        target=contact,
        agency=contact.unit.agency,
        detail={"masked": contact.masked, "product": contact.product_id},
    )
    contact.delete()


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a deletion proves: rows before and after, and the hash of the ciphertexts that are gone."""

    period: str
    deleted: int
    left: int
    sha256: str


@transaction.atomic
def erase_contacts(*, period: Period, actor: User | None = None) -> Receipt:
    """Delete all contacts of a released period, count what is left, and write the proof down as an event.

    Raises NotReleasedError while assessors still need them.
    """
    if not period.is_released:
        raise NotReleasedError(period)
    gone = sha256()
    rows = UserContact.objects.filter(period=period)
    for sealed in rows.order_by("pk").values_list("sealed", flat=True).iterator():
        gone.update(bytes(sealed))
    deleted, _ = rows.delete()
    receipt = Receipt(period.code, deleted, UserContact.objects.filter(period=period).count(), gone.hexdigest())
    Event.objects.record(
        actor=actor,
        verb="erase_contacts",
        target=period,
        detail={
            "deleted": receipt.deleted,
            "left": receipt.left,
            "sha256": receipt.sha256,
            "at": timezone.now().isoformat(),
        },
    )
    return receipt
