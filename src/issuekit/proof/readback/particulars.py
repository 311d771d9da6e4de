"""What a PDF carries besides its pages: the files attached to it, and what it says of itself."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, Any

from pikepdf import Array, Dictionary, NameTree

from issuekit.proof.printed import Attachment, Imprint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Pdf

PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
PDFUA = "{http://www.aiim.org/pdfua/ns/id/}"
TITLE = "{http://purl.org/dc/elements/1.1/}title"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DOCTYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)


def attachments(pdf: Pdf) -> Iterator[Attachment]:
    """The attached files, by name."""
    found: dict[str, Any] = {}
    if "/Names" in pdf.Root and "/EmbeddedFiles" in pdf.Root.Names:
        found |= {str(name): file for name, file in NameTree(pdf.Root.Names.EmbeddedFiles).items()}
    for place, file in enumerate(pdf.Root.get("/AF", ())):
        found.setdefault(str(file.get("/UF", file.get("/F", place))), file)
    for name, file in sorted(found.items()):
        streams = file.get("/EF", {})
        stream = streams.get("/UF", streams.get("/F")) if isinstance(streams, Dictionary) else None
        yield Attachment(
            str(file.get("/UF", file.get("/F", name))),
            b"" if stream is None else stream.read_bytes(),
            str(file.get("/Desc", "")),
            str(file.get("/AFRelationship", ""))[1:],
        )


def imprint(pdf: Pdf) -> Imprint:
    """Titles, language and the standards that the PDF claims to keep."""
    root = pdf.Root
    metadata = _metadata(root)
    titles = [str(pdf.docinfo["/Title"])] if "/Title" in pdf.docinfo else []
    conformance = set()
    if metadata is not None:
        titles += ["".join(entry.itertext()).strip() for entry in metadata.iter(TITLE)]
        part, level = _property(metadata, f"{PDFA}part"), _property(metadata, f"{PDFA}conformance")
        conformance |= {f"PDF/A-{part}{level.upper()}"} if part else set()
        part = _property(metadata, f"{PDFUA}part")
        conformance |= {f"PDF/UA-{part}"} if part else set()
    marked: Any = root.get("/MarkInfo", {})
    viewing: Any = root.get("/ViewerPreferences", {})
    return Imprint(
        titles=tuple(titles),
        language=str(root.get("/Lang", "")),
        conformance=frozenset(conformance),
        tagged=bool(marked.get("/Marked", False)) and "/StructTreeRoot" in root,
        shows_title=bool(viewing.get("/DisplayDocTitle", False)),
        has_colors=isinstance(root.get("/OutputIntents"), Array) and bool(len(root.OutputIntents)),
    )


def _metadata(root: Any) -> ET.Element | None:
    """The XMP; None where there is none that can be read. One that defines entities is not read: they may explode."""
    if "/Metadata" not in root:
        return None
    data = root.Metadata.read_bytes()
    if DOCTYPE.search(data):
        return None
    try:
        return ET.fromstring(data.strip(b"\x00 \n\r\t"))  # noqa: S314 - without a DOCTYPE nothing explodes
    except ET.ParseError:
        return None


def _property(metadata: ET.Element, name: str) -> str:
    """A property of the XMP, written as an element or as an attribute; empty where it isn't there."""
    for description in metadata.iter(f"{RDF}Description"):
        if name in description.attrib:
            return description.attrib[name].strip()
        for entry in description.findall(name):
            return (entry.text or "").strip()
    return ""
