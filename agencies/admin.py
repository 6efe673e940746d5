"""What administrators keep: people and roles, the register, and a view of what happened to them."""

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from agencies import event_words, services
from agencies.models import (
    Agency,
    Alias,
    AssessedFlag,
    Event,
    Membership,
    Office,
    Region,
    ServiceProduct,
    ServiceUnit,
    User,
)

admin.site.unregister(Group)  # roles are memberships


class Recorded(admin.ModelAdmin):  # type: ignore[type-arg]  # the class takes no parameter when it runs
    """Rows whose every change by hand is an event; they cannot be deleted unless a kind of row says so."""

    deletable = False
    added_by_service = False  # a service then writes the event of a new row

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.deletable and super().has_delete_permission(request, obj)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """The history of a row is its events: every change, by whichever way it was made."""
        del extra_context
        row = self.get_object(request, object_id)
        if row is None or not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        return redirect(f"{reverse('admin:agencies_event_changelist')}?{urlencode(self.events_wanted(row))}")

    def events_wanted(self, row: Model) -> dict[str, str]:
        """Which events tell of a row."""
        return {"target_type": row._meta.label_lower, "target_id": str(row.pk)}

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        if not self.added_by_service:
            self.record(request, "add", obj, changes=message)
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        self.record(request, "change", obj, changes=message)
        return super().log_change(request, obj, message)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        for row in queryset:
            self.record(request, "delete", row)
        return super().log_deletions(request, queryset)

    def record(self, request: HttpRequest, verb: str, row: Model, **detail: object) -> None:
        """Write the event "change_agency", "add_office" and so on."""
        Event.objects.record(
            actor=_administrator(request),
            verb=f"{verb}_{row._meta.model_name}",
            target=row,
            agency=_agency_of(row),
            detail={"name": str(row), **detail},
        )


class ViewOnlyInline(admin.TabularInline):  # type: ignore[type-arg]  # as above
    """Rows that are shown here and kept elsewhere."""

    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


# --- people -----------------------------------------------------------------------------------
class MembershipsOfPerson(ViewOnlyInline):
    model = Membership
    fields = ["role", "office", "agency", "unit", "since", "until"]


class PersonForm(forms.ModelForm):  # type: ignore[type-arg]  # as above
    def clean_is_active(self) -> bool:
        is_active = bool(self.cleaned_data["is_active"])
        if not is_active and services.is_last_administrator(self.instance):
            raise ValidationError("Ini administrator terakhir. Beri peran administrator kepada orang lain dahulu.")
        return is_active


@admin.register(User)
class UserAdmin(Recorded):
    added_by_service = True
    form = PersonForm
    list_display = ["full_name", "email", "is_active", "last_login"]
    list_filter = ["is_active", "memberships__role"]
    search_fields = ["full_name", "email"]
    readonly_fields = ["last_login", "joined_at"]
    inlines = [MembershipsOfPerson]
    actions = ["send_password_letters"]

    def events_wanted(self, row: Model) -> dict[str, str]:
        """A person's roles are rows of their own; their events name the person by address."""
        return {"q": cast(User, row).email}

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> list[Any]:
        return ["full_name", "email"] if obj is None else ["full_name", "email", "is_active", *self.readonly_fields]

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:  # noqa: FBT001  # Django's
        if change:
            super().save_model(request, obj, form, change)
            return
        person = services.invite(actor=_administrator(request), email=obj.email, full_name=obj.full_name)
        _become(obj, person)

    @admin.action(description="Kirim surel untuk mengatur kata sandi")
    def send_password_letters(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        people = queryset.filter(is_active=True)
        for person in people:
            services.send_password_letter_to(person)
            self.record(request, "send_password_letter_to", person)
        self.message_user(request, f"Surel dikirim kepada {len(people)} orang.", messages.SUCCESS)


@admin.register(Membership)
class MembershipAdmin(Recorded):
    added_by_service = True
    list_display = ["user", "role", "place", "since", "until"]
    list_filter = ["role", "office"]
    list_select_related = ["user", "office", "agency", "unit"]
    search_fields = ["user__full_name", "user__email", "agency__name", "unit__name"]
    autocomplete_fields = ["user", "office", "agency", "unit"]
    fields = ["user", "role", "office", "agency", "unit", "since", "until"]
    actions = ["end_today"]

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False  # a role is ended and given anew, so that what held when stays readable

    def save_model(self, request: HttpRequest, obj: Membership, form: Any, change: bool) -> None:  # noqa: FBT001  # same
        granted = services.grant(
            actor=_administrator(request),
            user=obj.user,
            role=obj.role,
            place=obj.place,
            since=obj.since,
            until=obj.until,
        )
        _become(obj, granted)

    @admin.display(description="tempat")
    def place(self, membership: Membership) -> str:
        return str(membership.place or "-")

    @admin.action(description="Akhiri peran mulai hari ini")
    def end_today(self, request: HttpRequest, queryset: QuerySet[Membership]) -> None:
        ended = 0
        for membership in queryset.filter(until=None).select_related("user", "office", "agency", "unit__agency"):
            try:
                services.revoke(actor=_administrator(request), membership=membership)
            except services.LastAdministratorError:
                text = f"{membership.user} administrator terakhir. Beri peran itu kepada orang lain dahulu."
                self.message_user(request, text, messages.ERROR)
            else:
                ended += 1
        self.message_user(request, f"{ended} peran diakhiri.", messages.SUCCESS)


# --- the register -----------------------------------------------------------------------------
@admin.register(Office)
class OfficeAdmin(Recorded):
    list_display = ["name", "code"]
    search_fields = ["name", "code"]

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return ["code"] if obj else []


@admin.register(Region)
class RegionAdmin(Recorded):
    """Regions come and move by `manage.py load_register`; by hand only a name is mended."""

    list_display = ["code", "name", "kind", "parent", "office"]
    list_filter = ["kind", "is_administrative"]
    list_select_related = ["parent", "office"]
    search_fields = ["code", "name"]
    readonly_fields = ["code", "kind", "parent", "is_administrative", "office"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


class AliasesOfAgency(admin.TabularInline):  # type: ignore[type-arg]  # as above
    model = Alias
    extra = 0


class AssessedFlagsOfAgency(admin.TabularInline):  # type: ignore[type-arg]  # as above
    model = AssessedFlag
    extra = 0


@admin.register(Agency)
class AgencyAdmin(Recorded):
    list_display = ["code", "name", "kind", "head_title", "office"]
    list_filter = ["kind", "office"]
    list_select_related = ["office"]
    search_fields = ["code", "name", "aliases__text"]
    autocomplete_fields = ["region", "office", "parent"]
    inlines = [AliasesOfAgency, AssessedFlagsOfAgency]

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return ["code", "kind"] if obj else []

    def save_model(self, request: HttpRequest, obj: Agency, form: Any, change: bool) -> None:  # noqa: FBT001  # same
        super().save_model(request, obj, form, change)
        if change and "name" in form.changed_data:
            services.keep_former_name(obj, form.initial["name"])


@admin.register(Alias)
class AliasAdmin(Recorded):
    deletable = True
    list_display = ["text", "agency"]
    list_select_related = ["agency"]
    search_fields = ["text", "agency__name"]
    autocomplete_fields = ["agency"]


@admin.register(AssessedFlag)
class AssessedFlagAdmin(Recorded):
    deletable = True
    list_display = ["agency", "assessed", "since", "reason"]
    list_filter = ["assessed"]
    list_select_related = ["agency"]
    search_fields = ["agency__name", "agency__code"]
    autocomplete_fields = ["agency"]


class ProductsOfUnit(admin.TabularInline):  # type: ignore[type-arg]  # as above
    model = ServiceProduct
    extra = 0


@admin.register(ServiceUnit)
class ServiceUnitAdmin(Recorded):
    deletable = True
    list_display = ["name", "kind", "agency"]
    list_filter = ["kind"]
    list_select_related = ["agency"]
    search_fields = ["name", "agency__name"]
    autocomplete_fields = ["agency"]
    inlines = [ProductsOfUnit]


@admin.register(ServiceProduct)
class ServiceProductAdmin(Recorded):
    deletable = True
    list_display = ["name", "kind", "unit"]
    list_filter = ["kind"]
    list_select_related = ["unit"]
    search_fields = ["name", "unit__name"]
    autocomplete_fields = ["unit"]


# --- what happened ----------------------------------------------------------------------------
@admin.register(Event)
class EventAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # as above
    """Only what happened to people and the register: an administrator sees no answers and no unreleased scores."""

    list_display = ["at", "actor", "what", "agency", "target_type", "target_id"]
    list_select_related = ["actor", "agency"]
    search_fields = ["verb", "actor__full_name", "agency__name", "detail__user", "detail__email"]
    date_hierarchy = "at"

    @admin.display(description="tindakan", ordering="verb")
    def what(self, event: Event) -> str:
        """What was done, as every history says it."""
        return event_words.SENTENCES.get(event.verb) or event_words.by_hand(event.verb) or event.verb

    def get_queryset(self, request: HttpRequest) -> QuerySet[Event]:
        return Event.objects.filter(Q(target_type__startswith="agencies.") | Q(target_type=""))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


def _administrator(request: HttpRequest) -> User:
    return cast(User, request.user)


def _agency_of(row: Model) -> Agency | None:
    if isinstance(row, Agency):
        return row
    if isinstance(row, Alias | AssessedFlag | ServiceUnit):
        return row.agency
    return row.unit.agency if isinstance(row, ServiceProduct) else None


def _become(obj: Model, saved: Model) -> None:
    """Let the object that the site holds stand for the row that a service saved."""
    obj.pk = saved.pk
    obj._state.adding = False
