"""Numbers as people write them in Indonesia: a comma or a dot for the decimals, stray spaces."""

import re
from decimal import Decimal

_NUMBER = re.compile(r"-?[0-9]{1,15}(?:[.,][0-9]{1,15})?")


class NumberTextError(ValueError):
    """A text that is not one plain number."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(f"'{text}' bukan angka; tulis misalnya 77,99.")


def decimal_from(text: str) -> Decimal:
    """The number in a text such as "91,72", "91.72" or "76, 21"; NumberTextError for anything else."""
    compact = re.sub(r"\s+", "", text)
    if not _NUMBER.fullmatch(compact):
        raise NumberTextError(text)
    return Decimal(compact.replace(",", "."))


def comma(value: Decimal | int) -> str:
    """A number as a page prints it, with every decimal it has: 77,90."""
    return format(value, "f").replace(".", ",") if isinstance(value, Decimal) else str(value)
