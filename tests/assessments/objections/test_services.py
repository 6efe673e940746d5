"""The right of reply: when it is open, who says what, who answers, and what is kept of it."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from agencies.models import Event
from assessments.models import Assessment, Objection, ObjectionFile, Result, Stage
from assessments.objections.errors import (
    DecidedAlreadyError,
    NotTheirReplyError,
    ObjectedAlreadyError,
    OwnAnswersError,
    ReplyError,
    ReplyFileRefusedError,
    ReplyNotOpenError,
    ReplyNotRunningError,
)
from assessments.objections.services import (
    add_objection_evidence,
    decide_objection,
    end_reply,
    file_objection,
    open_reply,
)
from assessments.results.services import UnvalidatedLociError
from tests.assessments.files.hostile import picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_reply(hasan, approved, reply_window) -> Assessment:
    open_reply(actor=hasan, assessment=approved)
    return Assessment.objects.with_names().get(pk=approved.pk)


@pytest.fixture
def objection(budi, in_reply, dinsos) -> Objection:
    file_objection(actor=budi, locus=dinsos, indicator="IN-01", text="Renja terlampir sejak Mei.")
    return Objection.objects.select_related("locus__unit", "locus__assessment__period__issue").get()


def a_picture():
    return SimpleUploadedFile("renja.jpg", picture(), content_type="image/jpeg")


def text_file():
    return SimpleUploadedFile("renja.txt", b"Renja 2026", content_type="text/plain")


class TestOpening:
    def test_it_keeps_the_result_that_the_bureau_is_shown(self, hasan, in_reply):
        assert in_reply.stage == Stage.IN_REPLY
        assert in_reply.reply_result == Result.objects.get()
        assert Event.objects.filter(verb="open_reply").count() == 2

    def test_it_opens_within_the_window_alone(self, hasan, approved, reply_window):
        for shift, words in ((7, "Hak jawab baru dibuka"), (-7, "Hak jawab berakhir")):
            reply_window.starts_on = timezone.localdate() + timedelta(days=shift)
            reply_window.ends_on = reply_window.starts_on
            reply_window.save()
            with pytest.raises(ReplyNotOpenError, match=words):
                open_reply(actor=hasan, assessment=Assessment.objects.with_names().get(pk=approved.pk))

    def test_without_dates_nobody_replies(self, hasan, approved):
        with pytest.raises(ReplyNotOpenError, match="belum diisi"):
            open_reply(actor=hasan, assessment=approved)

    def test_both_approvals_come_first(self, hasan, muba_2026, reply_window):
        with pytest.raises(UnvalidatedLociError):
            open_reply(actor=hasan, assessment=Assessment.objects.with_names().get(pk=muba_2026.pk))

    def test_a_verifier_does_not_open_it(self, rahmat, approved, reply_window):
        with pytest.raises(NotTheirReplyError):
            open_reply(actor=rahmat, assessment=approved)


class TestObjecting:
    def test_the_bureau_says_what_is_wrong_and_shows_it(self, budi, in_reply, dinsos):
        objection = file_objection(
            actor=budi, locus=dinsos, indicator="IN-01", text="Renja terlampir.", uploads=[a_picture()]
        )
        assert objection.result == Result.objects.get()
        assert ObjectionFile.objects.get().objection == objection
        assert Event.objects.about(objection).get().actor == budi

    def test_nobody_else_speaks_for_the_agency(self, in_reply, dinsos, lina, agus, nina, hasan):
        for person in (lina, agus, nina, hasan):
            with pytest.raises(NotTheirReplyError):
                file_objection(actor=person, locus=dinsos, indicator="IN-01", text="Keliru.")

    def test_after_the_deadline_nothing_is_taken(self, budi, in_reply, dinsos, reply_window):
        reply_window.ends_on = timezone.localdate() - timedelta(days=1)
        reply_window.save()
        with pytest.raises(ReplyNotOpenError, match="tidak dapat dikirim lagi"):
            file_objection(actor=budi, locus=dinsos, indicator="IN-01", text="Keliru.")

    def test_whoever_is_done_is_done(self, budi, in_reply, dinsos):
        end_reply(actor=budi, assessment=in_reply)
        with pytest.raises(ReplyNotRunningError):
            file_objection(actor=budi, locus=dinsos, indicator="IN-01", text="Keliru.")
        with pytest.raises(ReplyNotRunningError):
            end_reply(actor=budi, assessment=in_reply)

    def test_an_indicator_is_objected_to_once(self, budi, objection, dinsos):
        with pytest.raises(ObjectedAlreadyError):
            file_objection(actor=budi, locus=dinsos, indicator="IN-01", text="Lagi.")

    def test_it_says_something_about_an_indicator_asked_there(self, budi, in_reply, dinsos):
        with pytest.raises(ReplyError, match="Tulis mengapa"):
            file_objection(actor=budi, locus=dinsos, indicator="IN-01", text=" ")
        with pytest.raises(ReplyError, match="tidak ditanyakan"):
            file_objection(actor=budi, locus=dinsos, indicator="OUT-04", text="Keliru.")

    def test_a_file_that_is_not_what_it_says_keeps_the_objection_back(self, budi, in_reply, dinsos):
        with pytest.raises(ReplyFileRefusedError):
            file_objection(actor=budi, locus=dinsos, indicator="IN-01", text="Keliru.", uploads=[text_file()])
        assert not Objection.objects.exists()

    def test_evidence_is_added_until_it_is_decided(self, budi, rahmat, objection):
        add_objection_evidence(actor=budi, objection=objection, uploads=[a_picture()])
        decide_objection(actor=rahmat, objection=objection, outcome="rejected", reason="Renja tidak bertanggal.")
        with pytest.raises(DecidedAlreadyError):
            add_objection_evidence(actor=budi, objection=objection, uploads=[a_picture()])


class TestDeciding:
    def test_upheld_it_changes_the_level_and_keeps_both_scores(self, rahmat, objection):
        decision = decide_objection(
            actor=rahmat, objection=objection, outcome="upheld", reason="Renja sah.", method="document", level=4
        )
        assert decision.unit_before < decision.unit_after
        assert decision.agency_before < decision.agency_after
        assert Result.objects.count() == 1

    def test_rejected_it_changes_nothing(self, hasan, objection):
        decision = decide_objection(actor=hasan, objection=objection, outcome="rejected", reason="Tidak bertanggal.")
        assert (decision.unit_before, decision.method, decision.value) == (decision.unit_after, "", None)

    def test_those_who_assessed_do_not_judge(self, sari, dewi, rahmat, objection, sumsel):
        for person in (sari, dewi):
            with pytest.raises(NotTheirReplyError):
                decide_objection(actor=person, objection=objection, outcome="rejected", reason="Tidak.")
        objection.locus.assessment.team.create(user=rahmat)
        with pytest.raises(OwnAnswersError):
            decide_objection(actor=rahmat, objection=objection, outcome="rejected", reason="Tidak.")

    def test_the_second_of_two_reads_what_was_decided(self, rahmat, hasan, objection):
        decide_objection(actor=rahmat, objection=objection, outcome="rejected", reason="Tidak bertanggal.")
        with pytest.raises(DecidedAlreadyError, match="diputus Rahmat Hidayat: ditolak"):
            decide_objection(actor=hasan, objection=objection, outcome="rejected", reason="Tidak.")

    def test_it_says_why_and_which_level(self, rahmat, objection):
        with pytest.raises(ReplyError, match="pertimbangannya"):
            decide_objection(actor=rahmat, objection=objection, outcome="rejected", reason="")
        with pytest.raises(ReplyError, match="tingkat yang berlaku"):
            decide_objection(actor=rahmat, objection=objection, outcome="upheld", reason="Sah.")
        with pytest.raises(ReplyError, match="pilih itu sebagai cara penilaian"):
            decide_objection(
                actor=rahmat, objection=objection, outcome="upheld", reason="Sah.", method="survey", level=4
            )
