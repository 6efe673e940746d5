"""What WeasyPrint leaves out of a tagged PDF: scopes, whole tables, margins set apart, print flags.

Works on the PDF while it is still objects in memory, so nothing is parsed twice. References are bytes ("12 0 R").
"""

from typing import Any

PRINT = 4


def complete_tags(document: Any, pdf: Any) -> None:
    """The finisher given to WeasyPrint."""
    objects = {each.reference: each for each in pdf.objects}
    structure = objects[pdf.catalog["StructTreeRoot"]]
    _scope_headers(objects)
    _join_tables(document, objects)
    _prune(structure["K"], objects)
    _set_apart(pdf, objects, structure)
    _print_links(objects)


def _scope_headers(objects: dict[bytes, Any]) -> None:
    """Give each header cell its /Scope: in our tables a header in the head names its column, in the body its row."""
    for element in objects.values():
        if isinstance(element, dict) and element.get("S") == "/TH":
            group = objects[objects[element["P"]]["P"]]
            element["A"]["Scope"] = "/Column" if group["S"] == "/THead" else "/Row"


def _join_tables(document: Any, objects: dict[bytes, Any]) -> None:
    """Make one table again of a table that runs over several pages; WeasyPrint tags a table on each page.

    The head that is repeated on a further page leaves the structure, its cells point to the first head instead.
    """
    parts: dict[int, list[Any]] = {}
    for page in document.pages:
        for box in page._page_box.descendants():
            if getattr(box, "is_table_wrapper", False) and (table := _table_of(box, objects)) is not None:
                parts.setdefault(id(box.element), []).append(table)
    for whole, *further in parts.values():
        body = _groups(whole, "/TBody", objects)[-1]
        for part in further:
            _append(part, body, _headers(whole, objects), objects)


def _table_of(wrapper: Any, objects: dict[bytes, Any]) -> Any:
    """The structure element of a table's box, found through one of its cells; None for a box without cells."""
    element = next((box.mark for box in wrapper.descendants() if hasattr(box, "mark")), None)
    while element is not None and element["S"] != "/Table":
        element = objects[element["P"]]
    return element


def _groups(table: Any, kind: str, objects: dict[bytes, Any]) -> list[Any]:
    return [objects[each] for each in table["K"] if objects[each]["S"] == kind]


def _headers(table: Any, objects: dict[bytes, Any]) -> list[Any]:
    """The cells in the head of a table."""
    rows = [objects[row] for head in _groups(table, "/THead", objects) for row in head["K"]]
    return [objects[cell] for row in rows for cell in row["K"]]


def _append(part: Any, body: Any, headers: list[Any], objects: dict[bytes, Any]) -> None:
    """Move the rows of a table's part into the body of the whole table, and take the part out of the tree."""
    repeated = zip(_headers(part, objects), headers, strict=True)
    renamed = {id(again["ID"]): first["ID"] for again, first in repeated}
    for row in [row for group in _groups(part, "/TBody", objects) for row in group["K"]]:
        objects[row]["P"] = body.reference
        body["K"].append(row)
        for cell in map(objects.__getitem__, objects[row]["K"]):
            if "Headers" in cell["A"]:
                cell["A"]["Headers"][:] = [renamed.get(id(each), each) for each in cell["A"]["Headers"]]
    objects[part["P"]]["K"].remove(part.reference)


def _prune(kids: list[Any], objects: dict[bytes, Any]) -> None:
    """Leave out elements that hold nothing, such as the mark before a zone; an empty table cell stays a cell."""
    for reference in list(kids):
        element = objects.get(reference) if isinstance(reference, bytes) else None
        if element is not None and "S" in element:
            _prune(element["K"], objects)
            if not element["K"] and element["S"] not in {"/TD", "/TH"}:
                kids.remove(reference)


def _set_apart(pdf: Any, objects: dict[bytes, Any], structure: Any) -> None:
    """Mark running heads, page numbers and repeated table heads as pagination, so that no one hears them twice.

    Their elements hang on no branch of the structure tree; those and only those become artifacts
    (ISO 14289-1, 7.8).
    """
    linked = _linked(structure["K"], objects)
    numbers = objects[structure["ParentTree"]]["Nums"]
    parents_by_key = dict(zip(numbers[::2], numbers[1::2], strict=True))
    for reference in pdf.page_references:
        page = objects[reference]
        parents = parents_by_key[page["StructParents"]]
        content = objects[page["Contents"]].stream
        for place, operator in enumerate(content):
            if operator != b"BDC" or parents[content[place - 1]["MCID"]] in linked:
                continue
            parents[content[place - 1]["MCID"]] = b"null"
            content[place - 2 : place] = ["/Artifact", _pagination(pdf)]


def _print_links(objects: dict[bytes, Any]) -> None:
    """Let links be on paper what they are on screen (ISO 14289-1, 7.18.1)."""
    for each in objects.values():
        if isinstance(each, dict) and each.get("Subtype") == "/Link":
            each["F"] = PRINT


def _linked(roots: list[Any], objects: dict[bytes, Any]) -> set[bytes]:
    """The references of all elements that can be reached from the root of the structure tree."""
    found: set[bytes] = set()
    waiting = list(roots)
    while waiting:
        reference = waiting.pop()
        if isinstance(reference, bytes) and reference not in found:
            found.add(reference)
            waiting.extend(objects[reference].get("K", ()))
    return found


def _pagination(pdf: Any) -> Any:
    return type(pdf.info)({"Type": "/Pagination"})
