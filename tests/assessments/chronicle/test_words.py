"""Every event can be said."""

from django.contrib import admin

from agencies.admin import Recorded
from agencies.event_words import BY_HAND, ROWS, by_hand
from agencies.models import Event
from assessments.event_words import OF_THE_AGENCY, READS, SENTENCES, sentence
from tests.assessments.chronicle.recorded_verbs import recorded_verbs


def test_every_verb_that_the_code_records_has_its_sentence():
    recorded = {verb: where for verb, where in recorded_verbs().items() if verb and verb not in BY_HAND}
    assert len(recorded) > 100
    recorded.pop("send_password_letter_to")
    assert {verb: where for verb, where in recorded.items() if verb not in SENTENCES} == {}


def test_every_row_of_the_set_up_site_has_its_sentences():
    rows = {model._meta.model_name for model, kept in admin.site._registry.items() if isinstance(kept, Recorded)}
    assert rows <= set(ROWS)
    assert by_hand("change_office") == "Mengubah kantor perwakilan"
    assert by_hand("submit_locus") == ""


def test_no_sentence_is_left_over():
    recorded = set(recorded_verbs()) | {"send_password_letter_to_user"}
    assert set(SENTENCES) - recorded == set()
    assert set(SENTENCES) >= READS | OF_THE_AGENCY


def test_a_sentence_names_the_indicators():
    assert (
        sentence(Event(verb="return_locus", detail={"indicators": ["IN-01", "IN-02"]})) == "Mengembalikan IN-01, IN-02"
    )
    assert sentence(Event(verb="comment_indicator", detail={"indicator": "IN-03"})) == "Mengomentari IN-03"
    assert sentence(Event(verb="sign_in")) == "Masuk"
