"""What a phone sends twice at once is kept once, and neither sending fails."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connection, connections

from assessments.contacts.lines import Line
from assessments.contacts.sealing import OpenContact
from assessments.contacts.services import add_contacts
from assessments.models import ItemFile, PreparationFile, SelfAssessment, UserContact
from assessments.preparation import services
from assessments.preparation.errors import ChangedMeanwhileError

pytestmark = [pytest.mark.django_db(transaction=True)]


def twice_at_once(act) -> list[object]:
    """Run the act in two threads that start together; what each gave back, or the change it met."""
    start = Barrier(2)

    def run(_: int) -> object:
        try:
            start.wait(timeout=10)
            return act()
        except ChangedMeanwhileError as error:
            return error
        finally:
            connections.close_all()

    connection.close()
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(run, range(2)))


def test_a_file_a_list_of_contacts_and_a_first_judgement_sent_twice_are_kept_once(rini, dinsos_muba, period, photo):
    place = {"unit": dinsos_muba, "period": period}
    product = dinsos_muba.products.first()
    one, other = twice_at_once(
        lambda: services.upload_file(actor=rini, indicator="PR-12", number=1, upload=photo(), **place)
    )
    assert one == other
    assert (PreparationFile.objects.count(), ItemFile.objects.count()) == (1, 1)
    line = Line(1, OpenContact("Siti", "6281234567890"), None)
    added = twice_at_once(lambda: add_contacts(actor=rini, product=product, lines=[line], **place))
    assert sorted(each.new for each in added) == [0, 1]
    assert UserContact.objects.count() == 1
    ends = twice_at_once(
        lambda: services.judge_own_indicator(actor=rini, indicator="PR-01", value=Decimal(2), seen_version=0, **place)
    )
    assert sorted(type(end).__name__ for end in ends) == ["ChangedMeanwhileError", "SelfAssessment"]
    assert SelfAssessment.objects.get().version == 1
