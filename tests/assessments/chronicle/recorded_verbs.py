"""Every verb that the code writes into an event, read from the source itself."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[3]
PACKAGES = ("agencies", "assessments", "kepatuhan")


@cache
def recorded_verbs() -> dict[str, str]:
    """Each verb with a place where it is written: an argument `verb` of any call, however deep it is passed on."""
    trees = {
        path: ast.parse(path.read_text(encoding="utf-8"))
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
        if "migrations" not in path.parts
    }
    found: dict[str, str] = {}
    for path, tree in trees.items():
        takes_verb = _functions_with_verb(tree)
        for function in [tree, *(each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef))]:
            said = _assigned(function)
            for call in (each for each in ast.walk(function) if isinstance(each, ast.Call)):
                for given in _verb_arguments(call, takes_verb):
                    for verb in _constants(given, said):
                        found.setdefault(verb, f"{path.relative_to(ROOT)}:{call.lineno}")
    return found


def _functions_with_verb(tree: ast.Module) -> dict[str, int]:
    """Functions of a module that take a `verb`, with its place among the positional arguments."""
    return {
        each.name: [argument.arg for argument in each.args.args if argument.arg != "self"].index("verb")
        for each in ast.walk(tree)
        if isinstance(each, ast.FunctionDef) and any(argument.arg == "verb" for argument in each.args.args)
    }


def _verb_arguments(call: ast.Call, takes_verb: dict[str, int]) -> Iterator[ast.expr]:
    yield from (keyword.value for keyword in call.keywords if keyword.arg == "verb")
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    place = takes_verb.get(name)
    if place is not None and place < len(call.args):
        yield call.args[place]


def _assigned(function: ast.AST) -> dict[str, list[ast.expr]]:
    """What local names stand for."""
    said: dict[str, list[ast.expr]] = {}
    for each in ast.walk(function):
        if isinstance(each, ast.Assign):
            for target in each.targets:
                if isinstance(target, ast.Name):
                    said.setdefault(target.id, []).append(each.value)
    return said


def _constants(given: ast.expr, said: dict[str, list[ast.expr]]) -> Iterator[str]:
    if isinstance(given, ast.Constant) and isinstance(given.value, str):
        yield given.value
    elif isinstance(given, ast.IfExp):
        yield from _constants(given.body, said)
        yield from _constants(given.orelse, said)
    elif isinstance(given, ast.Name):
        for value in said.get(given.id, ()):
            if not isinstance(value, ast.Name):
                yield from _constants(value, said)
