"""What a PDF carries besides its pages: the files attached to it, and what it says of itself."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pikepdf import Array, Dictionary, NameTree

from issuekit.proof.printed import Attachment, Imprint
from issuekit.proof.readback.places import acts, further_acts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Pdf

PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
PDFUA = "{http://www.aiim.org/pdfua/ns/id/}"
TITLE = "{http://purl.org/dc/elements/1.1/}title"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DOCTYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)


@dataclass(slots=True)
class _Filed:
    """A file while its places are looked up: ``keys`` are its names in the list that viewers show."""

    file: Any
    keys: set[str] = field(default_factory=set)
    associated: bool = False


def attachments(pdf: Pdf) -> Iterator[Attachment]:
    """The attached files, each once, whether the PDF has them in its list of files, with its text, or in both."""
    found: dict[object, _Filed] = {}
    if "/Names" in pdf.Root and "/EmbeddedFiles" in pdf.Root.Names:
        for name, file in NameTree(pdf.Root.Names.EmbeddedFiles).items():
            found.setdefault(_identity(file), _Filed(file)).keys.add(str(name))
    for file in pdf.Root.get("/AF", ()):
        found.setdefault(_identity(file), _Filed(file)).associated = True
    yield from sorted(map(_attachment, found.values()), key=lambda attachment: (attachment.name, attachment.data))


def _identity(file: Any) -> object:
    """What two mentions of one file have in common."""
    return file.objgen if file.is_indirect else object()


def _attachment(filed: _Filed) -> Attachment:
    file = filed.file
    names = filed.keys | {str(file[key]) for key in ("/UF", "/F") if key in file}
    contents = list(_contents(file))
    return Attachment(
        name=str(file.get("/UF", file.get("/F", min(filed.keys, default="")))),
        data=contents[0] if contents else b"",
        description=str(file.get("/Desc", "")),
        relation=str(file.get("/AFRelationship", ""))[1:],
        names=frozenset(names),
        same=len(set(contents)) < 2,  # noqa: PLR2004 - one or none
        listed=bool(filed.keys),
        associated=filed.associated,
    )


def _contents(file: Any) -> Iterator[bytes]:
    """What a file holds, and what it holds for programs that take their bytes from another place of it."""
    streams = file.get("/EF")
    if not isinstance(streams, Dictionary):
        return
    seen = set()
    for key in sorted(streams.keys(), key="/UF".__ne__):  # that is the one which programs are to take
        if streams[key].objgen not in seen:
            seen.add(streams[key].objgen)
            yield streams[key].read_bytes()


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
        acts=tuple(_acts(pdf)),
    )


def _acts(pdf: Pdf) -> Iterator[tuple[int, str]]:
    """What the PDF does unasked: scripts of the document, what its opening sets off, and that of its pages."""
    root = pdf.Root
    if "/Names" in root and "/JavaScript" in root.Names:
        yield from ((1, kind) for _, script in NameTree(root.Names.JavaScript).items() for kind in acts(script))
    yield from ((1, kind) for kind in (*acts(root.get("/OpenAction")), *further_acts(root)))
    for number, page in enumerate(pdf.pages, start=1):
        yield from ((number, kind) for kind in further_acts(page.obj))


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
