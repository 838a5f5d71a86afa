"""The report and one proposal on paper: everything is there, literally, and nothing in it can break out."""

from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from bot.record.erasure import erase_proposal
from bot.record.models import LogEntry
from bot.record.remembered import names_in
from bot.reporting.export.answer import page_for
from bot.reporting.export.choice import Choice
from bot.reporting.export.files import exports_naming, keep_export
from bot.reporting.export.markup import element
from bot.reporting.export.piece import whole
from bot.reporting.export.report import printed, report
from tests.approvals.office import Office
from tests.export.lives import FORMULA, HOSTILE, LATER_WALK, SCOTLAND, WALK, erase, exported, number

SHOWN = {
    "header",
    "main",
    "nav",
    "section",
    "article",
    "h1",
    "h2",
    "h3",
    "h4",
    "p",
    "ul",
    "li",
    "dl",
    "div",
    "dt",
    "dd",
}
TABLES = {"table", "caption", "thead", "tbody", "tr", "th", "td", "blockquote", "footer", "a"}
ALLOWED = {"html", "head", "meta", "title", "style", "body"} | SHOWN | TABLES
ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "name", "class", "dir", "id", "href", "scope", "aria-label"}
VOID = {"meta"}


class Page(HTMLParser):
    """A page as a browser would take it apart."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.text = ""
        self._open: list[str] = []
        self._in_words = False
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)
        self._in_words = ("class", "words") in attrs
        if self._in_words:
            self.words.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag
        self._in_words = False

    def handle_data(self, data: str) -> None:
        if self._open[-1:] != ["style"]:
            self.text += data + " "
        if self._in_words:
            self.words[-1] += data

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


async def on_paper(office: Office, at: int) -> Page:
    one = await number(office, at)
    return Page(await office.look(lambda work: whole(printed(work, one))))


async def test_the_report_has_every_revision_in_its_exact_words(lived: Office) -> None:
    page = Page(await exported(lived, report))
    for words in (
        WALK,
        LATER_WALK,
        "Our café opens at nine.",
        "Our café opens at ten.",
        "We are hiring a cook.",
        FORMULA,
    ):
        assert words in page.words
    assert [one["id"] for one in page.of("article")] == [f"NS-{number}" for number in range(1, 7)]
    assert {one["href"] for one in page.of("a")} == {f"#NS-{number}" for number in range(1, 7)}


async def test_one_proposal_on_paper_tells_who_when_and_in_which_role(lived: Office) -> None:
    page = await on_paper(lived, 1)
    for sentence in (
        "Prepared by Amina Khan, Mon 23 Nov 2026, 10:17.",
        "Sent back for changes by Ruth Adeyemi as Director, Mon 23 Nov 2026, 10:42.",
        "… Confidentiality policy",
        "Next Steps policies and social media (Policy v1, REL-1)",
        "Was “Friday”, now “Saturday”",
        "Approved by Ruth Adeyemi as Director, Mon 23 Nov 2026, 11:42.",
        "https://facebook.example/1",
        "The live words differ from the approved ones",
        "Raised by Tom Ellis, Tue 24 Nov 2026, 10:42.",
        "It is to be corrected, decided by Ruth Adeyemi, Tue 24 Nov 2026, 10:42.",
        "Amina Khan said that what was decided on the concern is done.",
    ):
        assert sentence in page.text, sentence
    assert "Sunday: a walk by the river. Everybody is welcome." in page.words
    assert "NS-2" not in page.text


@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        (2, "Approved by Dev Patel as cover, standing in for the Director, Tue 24 Nov 2026, 11:54."),
        (2, "Taken back by Ruth Adeyemi, Tue 24 Nov 2026, 11:54."),
        (2, "Amina Khan put it into the queue of LinkedIn page for Tue 24 Nov 2026, 20:54."),
        (2, "Withdrawn by its author"),
        (3, "Approved by Ruth Adeyemi as Director, on their own authority, Tue 24 Nov 2026, 12:36."),
        (4, "It rests on no clause: it was the decider’s own wish."),
        (5, "Approved with edits by Ruth Adeyemi as Director, Tue 24 Nov 2026, 14:00."),
        (5, "Nobody decided on this revision."),
        (6, "It expired: its time ran out."),
    ],
)
async def test_every_ending_is_told(lived: Office, at: int, sentence: str) -> None:
    assert sentence in (await on_paper(lived, at)).text


async def test_hostile_words_are_shown_and_do_nothing(lived: Office) -> None:
    tom = lived.person("tom")
    for text in (await exported(lived, report), await lived.look(lambda work: whole(page_for(work, tom)))):
        page = Page(text)
        assert {tag for tag, _ in page.tags} <= ALLOWED
        names = {name for _, attributes in page.tags for name in attributes}
        assert names <= ATTRIBUTES
        assert "\u202e" not in text
        assert HOSTILE.replace("\u202e", "⟨U+202E⟩") in page.text
        assert SCOTLAND in page.text
        assert "url(" not in text
        assert "default-src 'none'" in str(page.of("meta"))


@pytest.mark.parametrize(
    "hidden",
    [
        "\x00",
        "\x1b",
        "\r",
        "\u00ad",
        "\u061c",
        "\u200b",
        "\u202a",
        "\u2066",
        "\u2028",
        "\ufeff",
        "\u3164",
        "\U000e0041",
    ],
)
def test_what_nobody_would_see_is_named_where_it_stands(hidden: str) -> None:
    assert element("p", f"a{hidden}b") == f"<p>a⟨U+{ord(hidden):04X}⟩b</p>"


@pytest.mark.parametrize(
    "needed", ["a\nb", "a\tb", "می\u200cروم", "👩\u200d👧", "שלום\u200f!", SCOTLAND, "❤\ufe0f", "🫨", "é"]
)
def test_what_languages_and_emoji_need_stays(needed: str) -> None:
    assert element("p", needed) == f"<p>{needed}</p>"


def test_attributes_cannot_be_broken_out_of() -> None:
    (tag,) = Page(element("a", "x", href='" onclick="alert(1)')).tags
    assert tag == ("a", {"href": '" onclick="alert(1)'})


async def test_a_page_can_be_read_without_seeing_it(lived: Office) -> None:
    page = Page(await exported(lived, report))
    assert page.of("html") == [{"lang": "en-GB"}]
    assert len(page.of("h1")) == 1
    assert all(one.get("scope") == "col" for one in page.of("th"))
    assert len(page.of("caption")) == len(page.of("table"))
    levels = [int(tag[1]) for tag, _ in page.tags if tag in ("h1", "h2", "h3", "h4")]
    assert all(after - before <= 1 for before, after in pairwise(levels))


async def test_the_cover_says_whose_it_is_what_is_in_it_and_when_it_was_made(lived: Office) -> None:
    page = Page(await exported(lived, report))
    for words in ("Next Steps", "everything in the record", "Wed 9 Dec 2026, 14:42", "Europe/London"):
        assert words in page.text


async def test_holds_and_roles_are_in_the_report(lived: Office) -> None:
    page = Page(await exported(lived, report))
    assert "Sad news: a colleague has died." in page.text
    assert "Grace Osei trustee" in " ".join(page.text.split())


async def test_erased_words_leave_the_decision_and_the_day(lived: Office) -> None:
    await erase(lived, "hiring a cook")
    await erase(lived, "Sad news")
    text = await exported(lived, report)
    assert "cook" not in text
    assert "Sad news" not in text
    assert "The words of this revision were erased on 9 December 2026." in text
    assert "(erased on 9 December 2026)" in text
    assert "Approved by Dev Patel" in text


async def test_what_was_erased_by_hand_is_told_in_the_history_and_the_export_before_it_is_found(
    lived: Office, tmp_path: Path
) -> None:
    two = await number(lived, 2)
    before = await lived.look(lambda work: keep_export(tmp_path / "exports", "r.html", report(work, Choice())))
    await lived.do(lambda work: erase_proposal(work, two.id, "command line", "She asked for it."))
    last = await lived.store.read(lambda unit: unit.find(LogEntry, order="-seq", limit=1))
    assert before in exports_naming(tmp_path / "exports", names_in([last[0].body.decode()]))
    page = await on_paper(lived, 2)
    assert "Somebody at the server’s command line erased 2 texts." in page.text
    assert "cook" not in page.text


async def test_what_is_answered_may_be_erased_before_the_draft(lived: Office) -> None:
    await erase(lived, FORMULA)
    page = await on_paper(lived, 4)
    assert "What it answers: these words were erased on 9 December 2026." in page.text
    assert HOSTILE.replace("\u202e", "⟨U+202E⟩") in page.words


async def test_an_empty_report_says_so(lived: Office) -> None:
    page = Page(await exported(lived, report, Choice(account="instagram")))
    assert "Nothing was proposed in what is asked for." in page.text


async def test_the_same_database_gives_the_same_paper(lived: Office) -> None:
    assert await exported(lived, report) == await exported(lived, report)
