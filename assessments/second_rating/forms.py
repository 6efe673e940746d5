"""The forms of second judgements: the draw, the judge, the declaration, the levels, and the verifier's word."""

from collections.abc import Iterable, Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString

from agencies.models import User
from assessments.fieldwork.questions import Question
from assessments.models import ModerationOutcome, SecondAnswer

NOT_APPLICABLE = "na"
CHOICE = '<span class="level-number">{}</span> <span>{}</span>'
TOO_LONG = "Ringkas sampai %(limit_value)d huruf; sekarang %(show_value)d."


class DrawForm(forms.Form):
    """Which share of the loci is judged twice."""

    share = forms.IntegerField(
        label="Bagian lokus tiap kantor yang dinilai dua kali, dalam persen",
        min_value=1,
        max_value=100,
        initial=10,
        help_text="10 persen adalah asumsi kami; pedoman terbitan tidak menyebut angkanya.",
        error_messages={
            "required": "Isi persennya, misalnya 10.",
            "invalid": "Isi bilangan bulat, misalnya 10.",
            "min_value": "Isi 1 sampai 100.",
            "max_value": "Isi 1 sampai 100.",
        },
    )


class RaterField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic only for the type checker
    """People by name, those of the assessing office first."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.full_name) if obj.is_near else f"{obj.full_name} (kantor lain)"


class AssignForm(forms.Form):
    """Who judges a drawn locus."""

    rater = RaterField(
        label="Penilai kedua",
        queryset=User.objects.none(),
        empty_label="Pilih orangnya",
        error_messages={
            "required": "Pilih seorang asesor.",
            "invalid_choice": "Orang ini tidak dapat menilai tanpa melihat nilai tim. Pilih asesor lain.",
        },
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["rater"]
        assert isinstance(field, RaterField)  # noqa: S101 - declared above
        field.queryset = people


class DeclareForm(forms.Form):
    """Independence, in three statements; whoever cannot give one says which and why."""

    other_agency = forms.BooleanField(
        label="Instansi ini bukan tempat saya bekerja sekarang atau sebelumnya.", required=False
    )
    no_relatives = forms.BooleanField(
        label="Tidak ada keluarga dekat saya yang bekerja di unit yang dinilai.", required=False
    )
    no_gifts = forms.BooleanField(
        label="Saya tidak menerima hadiah atau janji apa pun, dan belum melihat nilai tim.", required=False
    )
    explanation = forms.CharField(
        label="Bila ada yang tidak dapat Anda nyatakan, jelaskan",
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"max_length": TOO_LONG},
    )


class ModerateForm(forms.Form):
    """Whose judgement holds, and why."""

    outcome = forms.ChoiceField(
        label="Penilaian yang benar",
        choices=ModerationOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih penilaian yang benar."},
    )
    reason = forms.CharField(
        label="Alasan",
        max_length=900,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "Tulis mengapa penilaian itu yang benar.", "max_length": TOO_LONG},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False


class LevelForm(forms.Form):
    """One question: a level of the rubric or "tidak berlaku", and a note; an empty one is left alone."""

    level = forms.ChoiceField(label="Tingkat", required=False, widget=forms.RadioSelect)
    note = forms.CharField(
        label="Catatan (boleh kosong)",
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 1}),
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question = question
        top = question.max_level
        field = self.fields["level"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [
            *((str(level), _level_words(question, level)) for level in range(top, -1, -1)),
            (NOT_APPLICABLE, "Tidak berlaku"),
        ]
        field.error_messages["invalid_choice"] = "Pilih salah satu tingkat."

    @property
    def value(self) -> int | None:
        """The level chosen; None for "tidak berlaku"."""
        chosen = self.cleaned_data["level"]
        return None if chosen == NOT_APPLICABLE else int(chosen)

    @property
    def is_given(self) -> bool:
        return bool(self.cleaned_data.get("level"))


def _level_words(question: Question, level: int) -> SafeString:
    """A level with its rubric text, laid out as on the sheet."""
    return format_html(CHOICE, level, question.level_text(level))


def level_forms(
    questions: Sequence[Question], answers: Iterable[SecondAnswer], posted: Any = None
) -> tuple[LevelForm, ...]:
    """A form for each question, filled with what was said before, or with what was sent."""
    said = {(each.indicator, each.method, each.subject_id): each for each in answers}
    return tuple(
        LevelForm(
            posted,
            question=question,
            prefix=f"{question.indicator.code}-{question.method}-{question.subject.pk}",
            initial=_initial(said.get(question.key)),
        )
        for question in questions
    )


def _initial(answer: SecondAnswer | None) -> dict[str, str]:
    if answer is None:
        return {}
    return {"level": NOT_APPLICABLE if answer.value is None else str(int(answer.value)), "note": answer.note}
