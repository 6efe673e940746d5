"""What people do while an agency prepares, each act written down."""

from decimal import Decimal

import pytest

from agencies.models import Event
from assessments.models import ChecklistItem, ItemState, PreparationFile, PreparationSharing, SelfAssessment
from assessments.preparation import services
from assessments.preparation.errors import (
    ChangedMeanwhileError,
    NothingToCheckError,
    OwnLevelRefusedError,
    ReasonNeededError,
    UnknownItemError,
    UploadRefusedError,
)


@pytest.fixture
def item(dinsos_muba, period):
    return {"unit": dinsos_muba, "period": period, "indicator": "PR-12", "number": 1}


@pytest.fixture
def indicator(dinsos_muba, period):
    return {"unit": dinsos_muba, "period": period, "indicator": "PR-12"}


# --- evidence ---------------------------------------------------------------------------------
def test_an_upload_keeps_the_bytes_as_they_came(rini, item, photo):
    upload = photo()
    attached = services.upload_file(actor=rini, upload=upload, **item)
    upload.seek(0)
    assert attached.file.file.read() == upload.read()
    assert (attached.file.name, attached.file.media_type) == ("papan.jpg", "image/jpeg")
    assert attached.item.state == ItemState.UPLOADED
    verbs = set(Event.objects.filter(actor=rini).values_list("verb", flat=True))
    assert verbs == {"upload_preparation_file", "attach_preparation_file"}


def test_the_same_bytes_are_kept_once_and_serve_many_items(rini, item, photo):
    services.upload_file(actor=rini, upload=photo(), **item)
    services.upload_file(actor=rini, upload=photo("lagi.jpg"), **{**item, "indicator": "PR-01"})
    assert PreparationFile.objects.count() == 1
    assert ChecklistItem.objects.filter(state=ItemState.UPLOADED).count() == 2
    services.attach_file(
        actor=rini, period=item["period"], indicator="PR-02", number=1, file=PreparationFile.objects.get()
    )
    assert PreparationFile.objects.get().items.count() == 3


def test_a_refused_file_leaves_nothing_behind(rini, item, photo):
    upload = photo()
    upload.file.write(b"not a picture any more" * 50)
    upload.file.seek(0)
    upload.file.truncate(30)
    with pytest.raises(UploadRefusedError):
        services.upload_file(actor=rini, upload=upload, **item)
    assert not ChecklistItem.objects.exists()
    assert not PreparationFile.objects.exists()


def test_only_what_the_edition_asks_takes_a_file(rini, item, photo):
    with pytest.raises(UnknownItemError):
        services.upload_file(actor=rini, upload=photo(), **{**item, "number": 9})
    with pytest.raises(UnknownItemError):
        services.upload_file(actor=rini, upload=photo(), **{**item, "indicator": "OUT-01"})


def test_a_bare_link_is_noted_and_never_makes_an_item_ready(rini, budi, item):
    services.note_link(actor=rini, url="https://drive.example/folder", **item)
    assert ChecklistItem.objects.get().state == ItemState.MISSING
    with pytest.raises(NothingToCheckError):
        services.judge_item(actor=budi, ready=True, **item)


def test_an_expired_file_does_not_make_an_item_ready(rini, budi, item, photo, yesterday, tomorrow):
    services.upload_file(actor=rini, upload=photo(), valid_until=yesterday, **item)
    with pytest.raises(NothingToCheckError):
        services.judge_item(actor=budi, ready=True, **item)
    services.upload_file(actor=rini, upload=photo("baru.jpg", shade=9), valid_until=tomorrow, **item)
    assert services.judge_item(actor=budi, ready=True, **item).state == ItemState.READY


def test_an_item_is_sent_back_only_with_what_to_mend(rini, budi, item, photo):
    services.upload_file(actor=rini, upload=photo(), **item)
    with pytest.raises(ReasonNeededError):
        services.judge_item(actor=budi, ready=False, comment=" ", **item)
    sent_back = services.judge_item(actor=budi, ready=False, comment="Foto terlalu gelap.", **item)
    assert sent_back.state == ItemState.TO_MEND
    assert sent_back.remarks.get().text == "Foto terlalu gelap."


def test_a_new_file_waits_for_the_bureau_again(rini, budi, item, photo):
    services.upload_file(actor=rini, upload=photo(), **item)
    services.judge_item(actor=budi, ready=True, **item)
    services.upload_file(actor=rini, upload=photo(shade=9), **item)
    assert ChecklistItem.objects.get().state == ItemState.UPLOADED


def test_an_item_without_its_last_file_is_missing_again(rini, item, photo):
    attached = services.upload_file(actor=rini, upload=photo(), **item)
    services.detach_file(actor=rini, attached=attached)
    assert ChecklistItem.objects.get().state == ItemState.MISSING
    assert PreparationFile.objects.count() == 1


def test_an_item_has_an_owner_and_a_date(budi, rini, item, tomorrow):
    services.assign_item(actor=budi, owner=rini, due_on=tomorrow, **item)
    found = ChecklistItem.objects.get()
    assert (found.owner, found.due_on, found.state) == (rini, tomorrow, ItemState.MISSING)


# --- self-assessment --------------------------------------------------------------------------
def test_a_contact_judges_and_the_bureau_reviews(rini, budi, indicator):
    row = services.judge_own_indicator(actor=rini, value=Decimal(3), **indicator)
    assert row.reviewed_at is None
    reviewed = services.review_own_indicator(actor=budi, seen_version=row.version, **indicator)
    assert reviewed.reviewed_by == budi


def test_a_changed_judgement_needs_a_new_review_and_keeps_what_stood_before(rini, budi, indicator):
    services.judge_own_indicator(actor=budi, value=Decimal(3), reviewed=True, **indicator)
    changed = services.judge_own_indicator(actor=rini, value=Decimal(2), seen_version=1, **indicator)
    assert changed.reviewed_at is None
    detail = Event.objects.about(changed).first().detail
    assert (detail["before"]["value"], detail["after"]["value"]) == ("3", "2")


def test_two_people_never_overwrite_each_other(rini, budi, indicator):
    services.judge_own_indicator(actor=rini, value=Decimal(3), **indicator)
    with pytest.raises(ChangedMeanwhileError):
        services.judge_own_indicator(actor=budi, value=Decimal(1), **indicator)
    with pytest.raises(ChangedMeanwhileError):
        services.review_own_indicator(actor=budi, seen_version=2, **indicator)
    assert SelfAssessment.objects.get().value == 3


@pytest.mark.parametrize(("code", "value"), [("PR-12", "5"), ("PR-12", "2.5"), ("PR-12", "-1"), ("OUT-01", "100.5")])
def test_a_level_that_the_edition_does_not_know_is_refused(rini, indicator, code, value):
    with pytest.raises(OwnLevelRefusedError):
        services.judge_own_indicator(actor=rini, value=Decimal(value), **{**indicator, "indicator": code})


def test_not_applicable_says_why(rini, indicator):
    with pytest.raises(ReasonNeededError):
        services.judge_own_indicator(actor=rini, value=None, **indicator)
    row = services.judge_own_indicator(actor=rini, value=None, note="Unit tidak menerima pengaduan.", **indicator)
    assert (row.state, row.value) == ("na", None)


def test_an_indicator_of_other_agencies_is_not_judged(rini, indicator):
    with pytest.raises(UnknownItemError):
        services.judge_own_indicator(actor=rini, value=Decimal(1), **{**indicator, "indicator": "OUT-04"})


def test_the_ombudsman_reads_a_self_assessment_only_while_it_is_shared(rini, budi, sari, joko, ratna, indicator):
    services.judge_own_indicator(actor=rini, value=Decimal(3), **indicator)
    unit, period = indicator["unit"], indicator["period"]

    def readers():
        return [who for who in (rini, budi, sari, ratna, joko) if SelfAssessment.objects.visible_to(who).exists()]

    assert readers() == [rini, budi]
    services.share_own_judgement(actor=budi, unit=unit, period=period, shared=True)
    assert readers() == [rini, budi, sari, ratna]
    services.share_own_judgement(actor=budi, unit=unit, period=period, shared=False)
    assert readers() == [rini, budi]
    assert not PreparationSharing.objects.exists()


def test_an_expired_file_is_no_younger_at_another_item(rini, budi, dinsos_muba, period, photo, yesterday):
    place = {"unit": dinsos_muba, "period": period}
    services.upload_file(actor=rini, indicator="PR-12", number=1, upload=photo(), valid_until=yesterday, **place)
    again = services.upload_file(actor=rini, indicator="PR-07", number=1, upload=photo(), **place)
    assert again.valid_until == yesterday
    with pytest.raises(NothingToCheckError):
        services.judge_item(actor=budi, indicator="PR-07", number=1, ready=True, **place)
