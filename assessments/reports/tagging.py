"""What WeasyPrint leaves out of a tagged PDF: the scope of table headers, and page margins set apart from the text.

Works on the PDF while it is still objects in memory, so nothing is parsed twice. References are bytes ("12 0 R").
"""

from typing import Any


def complete_tags(document: Any, pdf: Any) -> None:
    """The finisher given to WeasyPrint."""
    del document
    objects = {each.reference: each for each in pdf.objects}
    structure = objects[pdf.catalog["StructTreeRoot"]]
    _scope_headers(objects)
    _set_margins_apart(pdf, objects, structure)


def _scope_headers(objects: dict[bytes, Any]) -> None:
    """Give each header cell its /Scope: in our tables a header in the head names its column, in the body its row."""
    for element in objects.values():
        if isinstance(element, dict) and element.get("S") == "/TH":
            group = objects[objects[element["P"]]["P"]]
            element["A"]["Scope"] = "/Column" if group["S"] == "/THead" else "/Row"


def _set_margins_apart(pdf: Any, objects: dict[bytes, Any], structure: Any) -> None:
    """Mark running heads and page numbers as pagination, so that no one hears them on every page.

    WeasyPrint gives the text of page margins elements that hang on no branch of the structure tree; those
    and only those become artifacts (ISO 14289-1, 7.8).
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
