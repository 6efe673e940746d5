"""What a person may look for in the list of results."""

from typing import Any

from crispy_forms.bootstrap import StrictButton
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from agencies.models import AgencyKind, User
from assessments.models import Period
from assessments.results.selectors import ResultFilter


class ResultFilterForm(forms.Form):
    """A part of an agency's name, its kind, and the period; all may stay empty."""

    cari = forms.CharField(label="Nama instansi", required=False, max_length=100)
    periode = forms.ModelChoiceField(
        label="Periode", queryset=Period.objects.none(), required=False, to_field_name="code", empty_label="Semua"
    )
    jenis = forms.ChoiceField(label="Jenis instansi", required=False, choices=[("", "Semua"), *AgencyKind.choices])

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["periode"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - the field declared above
        field.queryset = Period.objects.visible_to(user)

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_method = "get"
        helper.form_class = "filters"
        helper.disable_csrf = True
        helper.layout = Layout(
            "cari", "periode", "jenis", StrictButton("Tampilkan", type="submit", css_class="btn-primary")
        )
        return helper

    @property
    def wanted(self) -> ResultFilter:
        """What was asked for; a wrong value asks for nothing."""
        if not self.is_valid():
            return ResultFilter()
        found = self.cleaned_data
        return ResultFilter(period=found["periode"], kind=found["jenis"], text=found["cari"])
