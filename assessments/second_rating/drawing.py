"""The draw itself: which keys a seed chooses from each group, by a rule that anyone can follow with the seed."""

from collections.abc import Iterable, Mapping
from hashlib import sha256


def drawn(groups: Mapping[str, Iterable[str]], *, share: int, seed: str) -> tuple[str, ...]:
    """From each group its share (1-100 %), rounded up, so that no office goes without.

    The keys of a group stand in the order of SHA-256("seed:key"); the first ones are drawn.
    """
    chosen: list[str] = []
    for _, keys in sorted(groups.items()):
        ordered = sorted(keys, key=lambda key: sha256(f"{seed}:{key}".encode()).hexdigest())
        chosen += ordered[: -(-len(ordered) * share // 100)]
    return tuple(chosen)
