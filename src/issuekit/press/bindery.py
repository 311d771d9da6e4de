"""The issue bound: laid-out documents joined into one PDF, with margins, imprint and attachments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from issuekit.press.attachments import attach
from issuekit.press.imprint import Imprint, describe, whole_date
from issuekit.press.joining import Joining, save

if TYPE_CHECKING:
    from collections.abc import Sequence

    from issuekit.model.issue import Issue
    from issuekit.press.attachments import Attachment
    from issuekit.press.fragment import Fragment
    from issuekit.press.notices import Notices
    from issuekit.press.views import IssueView


def bind(
    fragments: Sequence[Fragment], margins: Sequence[Fragment], *,
    attachments: Sequence[Attachment], imprint: Imprint, notices: Notices,
) -> bytes:
    """The PDF of an issue, of its documents in their order and the margins of all pages.

    Raises:
        PressError: a link leads nowhere, and the issue isn't a draft.
    """
    joining = Joining()
    for fragment in fragments:
        joining.add(fragment)
    _check_links(fragments, joining, notices)
    joining.lay_over([document.pdf for document in margins])
    pdf = joining.finish()
    describe(pdf, imprint)
    attach(pdf, attachments, whole_date(imprint.date))
    return save(pdf)


def _check_links(fragments: Sequence[Fragment], joining: Joining, notices: Notices) -> None:
    """A link between documents leads somewhere, or is a fault; a draft prints its words without it."""
    targets = dict.fromkeys(target for fragment in fragments for target in fragment.targets)
    missing = [target for target in targets if target not in joining.places]
    for target in missing:
        notices.fault(f"No anchor #{target} is on any page, but a link leads to it")
    if missing:
        joining.unlink(missing)


def imprint_of(view: IssueView, issue: Issue) -> Imprint:
    """Who made the issue, and what it is called and about."""
    return Imprint(
        title=f"{_plain(view.title)}, {view.labels['number']} {view.number}, {_plain(view.period)}",
        series=_plain(view.title),
        number=view.number,
        period=_plain(view.period),
        authors=view.authors,
        publisher=_plain(view.publisher),
        subject=_plain(view.subtitle),
        keywords=view.keywords,
        language=view.language,
        date=view.metadata_date or issue.period.end.isoformat(),
    )


def _plain(text: str) -> str:
    return text.unescape() if isinstance(text, Markup) else text
