"""The rules of each edition as dated, referenced, frozen data, and the strict loader; no Django."""

from assessments.instruments.loader import (
    InstrumentError,
    UnknownInstrumentError,
    edition_codes,
    load_bytes,
    load_edition,
)
from assessments.instruments.model import Dimension, Indicator, Instrument

__all__ = [
    "Dimension",
    "Indicator",
    "Instrument",
    "InstrumentError",
    "UnknownInstrumentError",
    "edition_codes",
    "load_bytes",
    "load_edition",
]
