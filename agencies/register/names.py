"""Which agency a written name means: official names, short names of public sources, names before a change."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Self

from django.db.models import F

from agencies.models import LOCAL_GOVERNMENTS, Agency
from agencies.register.spelling import plain_key, spelling_of


class AgencyNames:
    """Every name of every agency, read once; then each question is answered from memory."""

    def __init__(self, names: Iterable[tuple[Agency, str | None]]) -> None:
        """`names` pairs each agency with one of its aliases, or with None where it has none."""
        self._by_name: dict[str, Agency] = {}
        self._by_alias: dict[str, Agency] = {}
        self._by_body: dict[str, dict[str, Agency]] = defaultdict(dict)
        for agency, alias in names:
            own = spelling_of(agency.name)
            self._by_name[own.key] = agency
            self._by_body[own.body][agency.code] = agency
            if alias is not None:
                other = spelling_of(alias)
                self._by_alias[other.key] = agency
                self._by_body[other.body][agency.code] = agency

    @classmethod
    def load(cls) -> Self:
        """All names, in one query."""
        rows = Agency.objects.annotate(alias_text=F("aliases__text")).order_by("pk")
        return cls((agency, vars(agency)["alias_text"]) for agency in rows)

    def resolve(self, text: str, *, kind: str = "") -> Agency | None:
        """The one agency that a name means, or None where it is unknown or could mean several.

        `kind` (an agency kind) decides between a kabupaten, a kota and a provinsi of one name; a name that itself says
        another of these three is taken to be a mistake. Any other kind decides nothing.
        """
        written = spelling_of(text)
        wanted = kind if kind in LOCAL_GOVERNMENTS else ""
        if wanted and written.kind and written.kind != wanted:
            return None
        wanted = wanted or written.kind
        whole = self._by_name.get(written.key) or (self._by_alias.get(written.key) if written.kind else None)
        if whole is not None:
            return whole if wanted in ("", whole.kind) else None
        meant = self._only(self._by_body.get(written.body), wanted)
        if meant is None and written.kind:
            # "Kota Baru" with a space means Kabupaten Kotabaru; "kabupatenlahat" without one, Kabupaten Lahat.
            meant = self._only(self._by_body.get(plain_key(text)), kind if kind in LOCAL_GOVERNMENTS else "")
        return meant

    @staticmethod
    def _only(candidates: dict[str, Agency] | None, kind: str) -> Agency | None:
        fitting = [agency for agency in (candidates or {}).values() if kind in ("", agency.kind)]
        return fitting[0] if len(fitting) == 1 else None
