"""What the PDF says of itself: title, authors, number, period, and that it is PDF/A-3a and PDF/UA-1."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import escape
from pikepdf import Array, Dictionary, Name, String

from issuekit import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pikepdf import Pdf

CREATOR = f"issuekit {__version__}"
PRODUCER = "WeasyPrint, pikepdf"
PRISM = "http://prismstandard.org/namespaces/basic/2.0/"
PDFUA = "http://www.aiim.org/pdfua/ns/id/"
# Namespaces that PDF/A doesn't know have to be described in the file: prefix, name, properties with type and meaning.
EXTENSIONS = (
    ("pdfuaid", PDFUA, "PDF/UA identification", (("part", "Integer", "Part of ISO 14289 that the file conforms to"),)),
    ("prism", PRISM, "PRISM basic metadata", (
        ("publicationName", "Text", "Title of the periodical"),
        ("number", "Text", "Number of the issue"),
        ("coverDisplayDate", "Text", "Period that the issue covers, as printed"),
    )),
)


@dataclass(frozen=True, slots=True)
class Imprint:
    """An issue's metadata. ``date`` is YYYY, YYYY-MM or YYYY-MM-DD."""

    title: str
    series: str
    number: int
    period: str
    authors: tuple[str, ...]
    publisher: str
    subject: str
    keywords: tuple[str, ...]
    language: str
    date: str


def whole_date(date: str) -> str:
    """A date to the day: the first of the month or year where it names no more."""
    return date + "-01-01"[len(date) - len("YYYY"):] if len(date) < len("YYYY-MM-DD") else date


def describe(pdf: Pdf, imprint: Imprint) -> None:
    """Write the metadata into a PDF, once for old readers and once as XMP, both saying the same."""
    root = pdf.Root
    root.Lang = String(imprint.language)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.PageMode = Name.UseOutlines
    moment = "D:" + imprint.date.replace("-", "")
    information = {
        "/Title": imprint.title, "/Author": ", ".join(imprint.authors), "/Subject": imprint.subject,
        "/Keywords": ", ".join(imprint.keywords), "/Creator": CREATOR, "/Producer": PRODUCER,
        "/CreationDate": moment, "/ModDate": moment,
    }
    pdf.trailer.Info = pdf.make_indirect(Dictionary({
        key: String(value) for key, value in information.items() if value
    }))
    metadata = pdf.make_stream(xmp(imprint).encode())
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    root.Metadata = metadata
    # Colors are those of sRGB wherever the file is shown.
    profile = pdf.make_stream(_color_profile())
    profile.N = 3
    root.OutputIntents = Array([Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier=String("sRGB"), Info=String("sRGB2014"),
        DestOutputProfile=profile,
    )])


def xmp(imprint: Imprint) -> str:
    """The metadata as XMP. It is written by hand: its order is then the same in every version of a library."""
    lines = "\n".join(f"   {line}" for line in _properties(imprint))
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        ' <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        '  <rdf:Description rdf:about=""'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
        ' xmlns:pdf="http://ns.adobe.com/pdf/1.3/"'
        ' xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"'
        f' xmlns:pdfuaid="{PDFUA}" xmlns:prism="{PRISM}"'
        ' xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
        ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
        ' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\n'
        f"{lines}\n"
        "  </rdf:Description>\n </rdf:RDF>\n</x:xmpmeta>\n"
        '<?xpacket end="w"?>'
    )


def _properties(imprint: Imprint) -> Iterator[str]:
    yield "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
    yield "<pdfuaid:part>1</pdfuaid:part>"
    yield "<dc:format>application/pdf</dc:format>"
    yield _in_languages("dc:title", imprint.title)
    yield _in_languages("dc:description", imprint.subject)
    yield _listed("dc:creator", "Seq", imprint.authors)
    yield _listed("dc:publisher", "Bag", [imprint.publisher])
    yield _listed("dc:subject", "Bag", imprint.keywords)
    yield _listed("dc:language", "Bag", [imprint.language])
    yield _listed("dc:date", "Seq", [imprint.date])
    yield f"<xmp:CreateDate>{imprint.date}</xmp:CreateDate><xmp:ModifyDate>{imprint.date}</xmp:ModifyDate>"
    yield f"<xmp:CreatorTool>{escape(CREATOR)}</xmp:CreatorTool><pdf:Producer>{escape(PRODUCER)}</pdf:Producer>"
    if imprint.keywords:
        yield f"<pdf:Keywords>{escape(', '.join(imprint.keywords))}</pdf:Keywords>"
    yield f"<prism:publicationName>{escape(imprint.series)}</prism:publicationName>"
    yield f"<prism:number>{imprint.number}</prism:number>"
    yield f"<prism:coverDisplayDate>{escape(imprint.period)}</prism:coverDisplayDate>"
    yield from _extensions()


def _in_languages(name: str, text: str) -> str:
    return f'<{name}><rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt></{name}>' if text else ""


def _listed(name: str, kind: str, texts: Iterable[str]) -> str:
    entries = "".join(f"<rdf:li>{escape(text)}</rdf:li>" for text in texts if text)
    return f"<{name}><rdf:{kind}>{entries}</rdf:{kind}></{name}>" if entries else ""


def _extensions() -> Iterator[str]:
    yield "<pdfaExtension:schemas><rdf:Bag>"
    for prefix, namespace, schema, properties in EXTENSIONS:
        yield (
            f'<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>{schema}</pdfaSchema:schema>'
            f"<pdfaSchema:namespaceURI>{namespace}</pdfaSchema:namespaceURI>"
            f"<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
        )
        for name, kind, meaning in properties:
            yield (
                f'<rdf:li rdf:parseType="Resource"><pdfaProperty:name>{name}</pdfaProperty:name>'
                f"<pdfaProperty:valueType>{kind}</pdfaProperty:valueType>"
                "<pdfaProperty:category>internal</pdfaProperty:category>"
                f"<pdfaProperty:description>{meaning}</pdfaProperty:description></rdf:li>"
            )
        yield "</rdf:Seq></pdfaSchema:property></rdf:li>"
    yield "</rdf:Bag></pdfaExtension:schemas>"


def _color_profile() -> bytes:
    """The profile of sRGB, which the engine brings. The engine isn't imported for it: that takes most of a second."""
    spec = find_spec("weasyprint")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("WeasyPrint is not installed; install issuekit again")
    return (Path(spec.submodule_search_locations[0]) / "pdf" / "sRGB2014.icc").read_bytes()
