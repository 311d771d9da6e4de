"""What the page engine's tags lack or get wrong, mended: each function one mend, with its reason.

Validators see some of this, readers who listen to the page notice all of it. :func:`mend` runs every mend,
in an order in which each finds what it needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pydyf
from weasyprint.formatting_structure import boxes

from issuekit.press.tag_tree import INLINE_PARENTS, Hold, Mark, Tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

POINTS = 0.75  # of a CSS pixel
SOFT_BREAK = "\u200b"
# List marks by the names of CSS, in those of PDF; any other mark that is no number is a bullet.
NUMBERINGS = {
    "none": "None", "disc": "Disc", "circle": "Circle", "square": "Square", "decimal": "Decimal",
    "lower-roman": "LowerRoman", "upper-roman": "UpperRoman", "lower-alpha": "LowerAlpha",
    "lower-latin": "LowerAlpha", "upper-alpha": "UpperAlpha", "upper-latin": "UpperAlpha",
}
# What a link is by its role in HTML: a call of a source in the text; in the list of sources the label of an item.
AROUND_LINKS = {"doc-noteref": "Reference", "doc-backlink": "Lbl"}
HOLLOW = frozenset({"TD", "TH", "TR", "Document", "Part"})  # may be empty and mean something


def mend(document: Tag, name: str, heights: Sequence[float]) -> tuple[list[Mark], list[Hold]]:
    """Mend the tags of one document.

    ``name`` is unlike that of any other document of the issue: what has to be unique begins with it.
    ``heights`` are those of the pages in points. Returns marked content that turned out to be decoration,
    and links that turned out to be superfluous, both to be dealt with on their pages.
    """
    document.role = "Part"  # of the issue, which is the document
    superfluous = one_area_for_a_link(document)
    notes_follow_their_calls(document, name)
    text_stands_in_its_paragraph(document)
    boxes_without_name(document)
    links_of_sources(document)
    lists_hold_items(document)
    artifacts = join_across_pages(document)
    for tag in document.walk():
        language_of_passages(tag, document)
        cells_know_their_heads(tag, name)
        numbering_of_lists(tag)
        figures_in_points(tag, heights)
    links_say_where_they_lead(document)
    without_empty(document)
    return artifacts, superfluous


def notes_follow_their_calls(document: Tag, name: str) -> None:
    """The engine tags footnotes as spans at the page's end; they are notes, read where they are called."""
    notes: dict[Any, Tag] = {}
    for area in [tag for tag in document.tags if isinstance(tag.box, boxes.FootnoteAreaBox)]:
        document.kids.remove(area)
        for body in area.tags:
            if body.html in notes:  # its second half, on the next page
                notes[body.html].kids += body.kids
                continue
            body.role = "Note"
            body.properties["ID"] = pydyf.String(f"{name}-note-{len(notes) + 1}")
            notes[body.html] = body
            for marker in [tag for tag in body.walk() if tag.name.endswith("::footnote-marker")]:
                marker.role = "Lbl"
    called = set()
    for tag in list(document.walk()):
        if tag.role == "Span" and tag.attribute("role") == "doc-noteref":  # the sign of a note, once more
            tag.role = "Reference"
        for call in tag.tags:
            if call.name.endswith("::footnote-call") and call.html in notes:
                call.role = "Reference"
                called.add(call.html)
                tag.kids.insert(tag.kids.index(call) + 1, notes[call.html])
    document.kids += [note for html, note in notes.items() if html not in called]


def text_stands_in_its_paragraph(tag: Tag) -> None:
    """The engine gives every line and every emphasis an element of its own: five thousand in forty pages.

    They say nothing, slow every reader down, and make words of half a line. What stays is what has a
    language of its own. A block of plain text, such as code, becomes a paragraph.
    """
    kids: list[Tag | Mark | Hold] = []
    for kid in tag.kids:
        if not isinstance(kid, Tag):
            kids.append(kid)
            continue
        text_stands_in_its_paragraph(kid)
        if kid.role not in ("Span", "NonStruct") or kid.attribute("lang"):
            if kid.role == "NonStruct":
                kid.role = "Span" if kid.in_line else "Div"
            kids.append(kid)
        elif not kid.in_line and tag.role not in INLINE_PARENTS and any(isinstance(below, Mark) for below in kid.kids):
            kid.role = "P"
            kids.append(kid)
        else:
            kids += kid.kids
    tag.kids = kids


def boxes_without_name(tag: Tag) -> None:
    """Boxes that only layout needs are tagged like the element around them: a heading within the heading."""
    for below in tag.tags:
        boxes_without_name(below)
    kids: list[Tag | Mark | Hold] = []
    for kid in tag.kids:
        if isinstance(kid, Tag) and kid.role == tag.role and kid.html is tag.html is not None and kid.name == tag.name:
            kids += kid.kids
        else:
            kids.append(kid)
    tag.kids = kids


def links_of_sources(document: Tag) -> None:
    """The number of a source is a reference in the text and a label in the list, and both are links besides."""
    for tag in list(document.walk()):
        for place, kid in enumerate(tag.kids):
            if isinstance(kid, Tag) and kid.role == "Link" and kid.attribute("role") in AROUND_LINKS:
                tag.kids[place] = Tag(AROUND_LINKS[kid.attribute("role")], kid.page, kids=[kid])


def lists_hold_items(document: Tag) -> None:
    """Of a list the engine makes items with paragraphs beside the label, and puts a list in an item after it.

    An item has a label and a body, and the body has all the rest.
    """
    for tag in document.walk():
        if tag.role == "L":
            items: list[Tag | Mark | Hold] = []
            for kid in tag.kids:
                above = items[-1] if items else None
                if isinstance(kid, Tag) and kid.role == "L" and isinstance(above, Tag) and above.role == "LI":
                    above.kids.append(kid)
                else:
                    items.append(kid)
            tag.kids = items
        elif tag.role == "LI":
            body = next((kid for kid in tag.tags if kid.role == "LBody"), Tag("LBody", tag.page))
            content: list[Tag | Mark | Hold] = []
            for entry in tag.kids:
                if isinstance(entry, Tag) and entry.role == "LBody":
                    content += entry.kids
                else:
                    content.append(entry)
            labels = [entry for entry in content if isinstance(entry, Tag) and entry.role == "Lbl"]
            body.kids = [entry for entry in content if entry not in labels]
            tag.kids = [*labels, body]


def join_across_pages(tag: Tag) -> list[Mark]:
    """What goes on after a page's or a line's end is one element, not two.

    Without it a paragraph over two pages is two paragraphs, a catalogue of four pages four tables, and a link
    over two lines two links. The head that a table repeats on each page is there for the eye: decoration.
    """
    artifacts: list[Mark] = []
    if tag.role == "Table":
        artifacts += _drop_repeated_heads(tag)
    kids: list[Tag | Mark | Hold] = []
    for kid in tag.kids:
        last = kids[-1] if kids else None
        if isinstance(kid, Tag) and isinstance(last, Tag) and _same(last, kid):
            last.kids += kid.kids
        else:
            kids.append(kid)
    tag.kids = kids
    for kid in tag.tags:
        artifacts += join_across_pages(kid)
    return artifacts


def _same(first: Tag, second: Tag) -> bool:
    return (
        first.html is not None and first.html is second.html
        and (first.role, first.name) == (second.role, second.name)
    )


def _drop_repeated_heads(table: Tag) -> Iterator[Mark]:
    seen: dict[Any, Tag] = {}
    kids: list[Tag | Mark | Hold] = []
    same_as: dict[str, pydyf.String] = {}
    for kid in table.kids:
        if isinstance(kid, Tag) and kid.role in ("THead", "TFoot") and not any(kid.holds()):
            if kid.html in seen:
                yield from kid.marks()
                same_as |= _same_cells(seen[kid.html], kid)
                continue
            seen[kid.html] = kid
        kids.append(kid)
    table.kids = kids
    for cell in table.walk():
        if "Headers" in cell.attributes:
            cell.attributes["Headers"] = pydyf.Array(
                same_as.get(head.string, head) for head in cell.attributes["Headers"]
            )


def _same_cells(first: Tag, repeated: Tag) -> dict[str, pydyf.String]:
    heads = [[cell.properties["ID"] for cell in tag.walk() if "ID" in cell.properties] for tag in (first, repeated)]
    return {again.string: head for head, again in zip(*heads, strict=True)}


def language_of_passages(tag: Tag, document: Tag) -> None:
    """A name in another language is pronounced in it only if its element says which."""
    language = tag.attribute("lang")
    if language and tag is not document:
        tag.properties["Lang"] = pydyf.String(language)


def cells_know_their_heads(tag: Tag, name: str) -> None:
    """A head cell says which way it heads; a cell without heads has no empty list of them; IDs are the issue's."""
    if tag.role not in ("TH", "TD"):
        return
    if tag.role == "TH":
        scope = {"row": "Row", "rowgroup": "Row"}.get(tag.attribute("scope"), "Column")
        tag.attributes = {"O": "/Table", **tag.attributes, "Scope": f"/{scope}"}
        if "ID" in tag.properties:
            tag.properties["ID"] = pydyf.String(f"{name}-{tag.properties['ID'].string}")
    if "Headers" in tag.attributes:
        heads = pydyf.Array(pydyf.String(f"{name}-{head.string}") for head in tag.attributes["Headers"])
        tag.attributes["Headers"] = heads
        if not heads:
            del tag.attributes["Headers"]
    if tag.attributes.keys() == {"O"}:
        tag.attributes = {}


def numbering_of_lists(tag: Tag) -> None:
    """A list says how its items are marked; a reader then says “bullet” or counts."""
    if tag.role == "L" and tag.box is not None:
        style = tag.box.style["list_style_type"]
        numbering = NUMBERINGS.get(style, "Disc") if isinstance(style, str) else "Disc"
        if not any(label.role == "Lbl" for item in tag.tags for label in item.tags):
            numbering = "None"
        elif style == "none":  # the labels are the items' own text
            numbering = "Decimal" if tag.name == "ol" else "Disc"
        tag.attributes = {"O": "/List", "ListNumbering": f"/{numbering}"}


def figures_in_points(tag: Tag, heights: Sequence[float]) -> None:
    """The engine gives a figure's box in CSS pixels from the page's top; PDF counts points from its foot."""
    if tag.role == "Figure" and "BBox" in tag.attributes:
        left, top, right, bottom = (float(value) * POINTS for value in tag.attributes["BBox"])
        height = heights[tag.page]
        tag.attributes["BBox"] = pydyf.Array(
            round(value, 3) for value in (left, height - bottom, right, height - top)
        )


def one_area_for_a_link(document: Tag) -> list[Hold]:
    """The engine gives every box within a link a link of its own, one above the other; the outermost is kept.

    Returns the links that are no more.
    """
    dropped = []
    for link in [tag for tag in document.walk() if tag.role == "Link"]:
        for tag in list(link.walk())[1:]:
            holds = [kid for kid in tag.kids if isinstance(kid, Hold)]
            tag.kids = [kid for kid in tag.kids if kid not in holds]
            dropped += holds
            if tag.role == "Link":
                tag.role = "Span"
    return dropped


def links_say_where_they_lead(document: Tag) -> None:
    """A link's description is the raw address; the words that it is set on say more, and its title if it has one."""
    for link in [tag for tag in document.walk() if tag.role == "Link"]:
        text = "" if link.html is None else link.attribute("title") or "".join(link.html.itertext())
        words = " ".join(text.replace(SOFT_BREAK, "").split())
        for hold in link.holds():
            if words:
                hold.annotation["Contents"] = pydyf.String(words)


def without_empty(tag: Tag) -> None:
    """An element in which nothing is, such as the place of a rule, is announced and says nothing."""
    for kid in tag.tags:
        without_empty(kid)
    tag.kids = [kid for kid in tag.kids if not isinstance(kid, Tag) or kid.kids or kid.role in HOLLOW]
