"""What a story tells of its edition: bands, rules and everything that is assumed."""

from collections.abc import Iterator
from decimal import Decimal

from assessments.instruments import Instrument
from assessments.instruments.model import Rule
from assessments.numbers_in_text import comma
from assessments.results.explain.story import Assumption, BandStory, RuleStory

METHOD_TEXTS = {"weighted-mean-1": "rata-rata tertimbang (weighted-mean-1)"}


def band_stories(instrument: Instrument) -> tuple[BandStory, ...]:
    """The bands from the highest to the lowest, each with the bound where the next one begins."""
    stories: list[BandStory] = []
    upper: Decimal | None = None
    for band in instrument.bands:
        lower = round(band.from_, instrument.places)
        stories.append(
            BandStory(
                lower=lower,
                upper=upper,
                category=band.category or "",
                opinion=band.opinion,
                zone=band.zone or "",
                indicative_zone=band.indicative_zone or "",
                assumed=band.assumed,
            )
        )
        upper = lower
    return tuple(stories)


def rule_stories(instrument: Instrument) -> tuple[RuleStory, ...]:
    """How the number is made, sentence by sentence, each with its source or its mark as an assumption."""
    return tuple(_rule(rule, instrument) for rule in instrument.rules)


def _rule(rule: Rule, instrument: Instrument) -> RuleStory:
    reference = instrument.references[rule.source] if rule.source else None
    return RuleStory(
        title=rule.title,
        text=rule.text,
        note=rule.note or "",
        assumed=rule.assumed,
        source=reference.text if reference else "",
        url=(reference.url or "") if reference else "",
    )


def assumptions(instrument: Instrument) -> tuple[Assumption, ...]:
    """Everything in the edition that is assumed because nothing is published."""
    return (
        *_assumed_weights(instrument),
        *_assumed_bands(instrument),
        *_assumed_content(instrument),
        *(
            Assumption(rule.title, f"{rule.text} {rule.note}" if rule.note else rule.text)
            for rule in instrument.rules
            if rule.assumed
        ),
    )


def _assumed_weights(instrument: Instrument) -> Iterator[Assumption]:
    dimensions = [each for each in instrument.dimensions if each.weight.assumed]
    if dimensions:
        listed = "; ".join(f"{each.name} {comma(each.weight.value)}" for each in dimensions)
        yield Assumption("Bobot dimensi", f"Bobot asumsi, belum dipublikasikan: {listed}.")
    indicators = [indicator for _, indicator in instrument.indicators]
    assumed = [each for each in indicators if each.weight.assumed]
    if assumed:
        which = "semua indikator" if len(assumed) == len(indicators) else f"{len(assumed)} dari {len(indicators)}"
        text = f"Bobot {which} di dalam dimensinya" + ("" if len(assumed) == len(indicators) else " indikator")
        yield Assumption("Bobot indikator", f"{text} adalah asumsi, belum dipublikasikan.")


def _assumed_bands(instrument: Instrument) -> Iterator[Assumption]:
    bands = [each for each in instrument.bands if each.assumed]
    if bands:
        listed = "; ".join(f"{comma(each.from_)} {each.opinion}" for each in bands)
        yield Assumption("Batas nilai", f"Batas bawah asumsi, belum dipublikasikan: {listed}.")
    if any(each.indicative_zone for each in instrument.bands):
        yield Assumption("Warna indikatif", "Warna bukan bagian resmi dari opini; ditampilkan hanya sebagai petunjuk.")


def _assumed_content(instrument: Instrument) -> Iterator[Assumption]:
    if instrument.level_texts.assumed:
        yield Assumption("Teks tingkat", instrument.level_texts.note or "Teks setiap tingkat disusun untuk aplikasi.")
    if instrument.default_max_level.assumed:
        text = f"Tingkat tertinggi {instrument.default_max_level.value}."
        note = instrument.default_max_level.note
        yield Assumption("Tingkat tertinggi", f"{text} {note}" if note else text)
    names = [indicator.label for _, indicator in instrument.indicators if indicator.label_assumed]
    if names:
        yield Assumption("Nama indikator", f"Nama {len(names)} indikator disusun dari sumber tidak langsung.")
    methods = [each for _, indicator in instrument.indicators for each in indicator.methods.values()]
    assumed = sum(each.assumed for each in methods)
    if assumed:
        yield Assumption(
            "Cara dan jumlah subjek", f"{assumed} dari {len(methods)} pasangan indikator dan cara penilaian asumsi."
        )
    if instrument.follow_up:
        yield Assumption(
            "Cara menghitung tindak lanjut",
            "Produk yang jatuh tempo sampai hari penetapan (paling lambat hari terakhir tahapnya) harus sudah terbukti"
            " memadai."
            " Bukti yang masih menunggu pemeriksaan membuat opini belum final.",
        )
    if instrument.follow_up and instrument.follow_up.assumed:
        yield Assumption("Sumbu tindak lanjut", f"Akhiran opini “{instrument.follow_up.suffix}” adalah asumsi.")
