"""Indonesian words for what an import of published results found."""

from collections.abc import Iterator

from assessments.history.services import Import, JudgedRow
from assessments.numbers_in_text import comma


def import_summary(done: Import, *, dry_run: bool) -> Iterator[str]:
    """The lines that tell a person what an import found and kept."""
    kept = "akan disimpan (uji coba, belum ada yang disimpan)" if dry_run else "disimpan"
    yield f"{len(done.rows)} baris dibaca: {done.new} pernyataan baru {kept}, {done.known} sudah ada."
    counts = [sum(each.agrees is verdict for each in done.rows) for verdict in (True, False, None)]
    yield "Pernyataan sumber dibanding aturan: {} sesuai, {} tidak sesuai, {} tidak dapat dibandingkan.".format(*counts)
    yield from (f"baris {each.row.number}: {_disagreement(each)}" for each in done.rows if each.agrees is False)
    yield from done.problems


def _disagreement(judged: JudgedRow) -> str:
    row, derived, stated = judged.row, judged.derived, judged.row.stated
    said = [f"zona {stated.zone}" if stated.zone else "", stated.category, stated.opinion]
    words = " + ".join(word for word in said if word)
    who = f"{row.agency}{f', {row.unit}' if row.unit else ''} {row.year}"
    if row.classifiable is None:
        return f"{who}: sumber menyebut {words}; menurut aturan tahun itu tidak mungkin bersamaan; dicatat apa adanya."
    meant = [derived.zone or f"{derived.indicative_zone} (indikatif)", derived.category, derived.opinion]
    return (
        f"{who}: sumber menyebut {words}; nilai {comma(row.classifiable)} berarti"
        f" {', '.join(word for word in meant if word)}; keduanya dicatat."
    )
