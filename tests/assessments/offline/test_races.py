"""The same journal from two tabs at the same moment: one of everything."""

import pytest

from assessments.models import Answer, EvidenceVersion, JournalEvent
from tests.assessments.fieldwork.services.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_journal_that_comes_twice_at_once_is_kept_once(device_of, sari, jpeg):
    device = device_of(sari)
    photo = device.photo(jpeg)
    events = [device.answer("IN-01", "document", 3), photo, device.answer("IN-02", "document", 1)]
    device.uploads(photo, jpeg)
    device.sends()
    first, second = at_once(lambda: device.sends(*events), lambda: device.sends(*events))
    assert [receipt.state for receipt in first] == [receipt.state for receipt in second] == ["applied"] * 3
    assert JournalEvent.objects.count() == 3
    assert set(Answer.objects.values_list("value", "version")) == {(3, 1), (1, 1)}
    assert EvidenceVersion.objects.get().sha256 == photo["body"]["sha256"]
