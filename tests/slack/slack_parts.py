"""Parts to draw: one of each kind, and any that Hypothesis can think of, with words that try to be more than words."""

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from bot.delivery import parts as p

LONG = ("x" * 4000, "word " * 800, "& " * 1700)
NASTY = (
    "<!channel> <!here> <@U0RUTH> <#C0GENERAL> <!subteam^S1>",
    "<https://evil.example|nextsteps.org.uk> https://evil.example www.evil.example",
    "*bold* _italic_ ~struck~ `code` ```block```",
    ":tada: :party_parrot: :+1:",
    "> quoted\n- list\n1. list\n# heading",
    "&amp; &lt;!channel&gt; & < >",
    "safe\u202eegassem\u202c",
    "sui\u200bcide \U000e0041\U000e0042",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f 👩‍👧 می‌خواهم",
    "@here @channel @ruth #general",
    "",
    " ",
    "\n\n",
    *LONG,
)

EXAMPLES: tuple[p.Part, ...] = (
    p.Headline("Facebook and Instagram, by Fri 09:00, from Amina"),
    p.Para("Ruth looks at these Mon–Thu 9–5."),
    p.Small("NS-42 · revision 2"),
    p.Words("Join us on Friday for a walk", "The words"),
    p.Facts((("Where", "Facebook page"), ("When", "Friday 09:00"))),
    p.Bullets(("One", "Two"), "Worth a look"),
    p.Clauses("Please keep in mind", (p.Quoted("Privacy protection", "“… will never …”", "Policy v1, PRV-2"),)),
    p.Chart(
        "Proposals a week", ("W44", "W45"), (("Approved", (7, 5)), ("Rejected", (0, 1))), "12 approved, 1 rejected."
    ),
    p.Buttons((p.Button("approve", "Approve", ("NS-42", "2"), "primary", spoken="Approve NS-42 by Amina"),)),
    p.Calls(("U0RUTH",)),
    p.Picture("ab" * 32, "Six people in raincoats on a towpath"),
    p.File("week-47.html", "text/html", b"<p>The week</p>", "Trustees' report, week 47"),
    p.Divider(),
)

FIELDS: tuple[p.Field, ...] = (
    p.TextField(
        "words", "The words", "Join us", live=True, multiline=True, limit=500, placeholder="As they will appear"
    ),
    p.ChoiceField("kind", "What is it?", (p.Option("post", "A post"), p.Option("share", "A share")), chosen=("post",)),
    p.WhenField("wanted_at", "When", datetime(2026, 12, 4, 9, 0, tzinfo=UTC)),
    p.DayField("first", "First day", date(2026, 12, 4)),
    p.FilesField("pictures", "Pictures", types=("jpg", "png")),
)

words = st.integers(0, len(NASTY) - 1).map(NASTY.__getitem__) | st.text(max_size=100)
_short = st.text(st.characters(codec="ascii", categories=("L", "N")), min_size=1, max_size=12)
_refs = st.lists(st.text("NS-42:%3A ü", min_size=1, max_size=20), max_size=4).map(tuple)


def _tuples(items: st.SearchStrategy, most: int) -> st.SearchStrategy:
    return st.lists(items, max_size=most).map(tuple)


buttons = st.builds(
    p.Button,
    verb=_short,
    label=words,
    refs=_refs,
    style=st.sampled_from(("", "primary", "danger")),
    confirm=st.none() | st.builds(p.Confirm, title=words, text=words, yes=words, no=words),
    spoken=words,
)


@st.composite
def charts(draw: st.DrawFn) -> p.Chart:
    categories = draw(_tuples(words, 22))
    values = st.lists(st.integers(0, 1000), min_size=len(categories), max_size=len(categories)).map(tuple)
    series = draw(_tuples(st.tuples(words, values), 8))
    return p.Chart(draw(words), categories, series, draw(words), draw(words), draw(words))


any_part = st.one_of(
    st.builds(p.Headline, words),
    st.builds(p.Para, words),
    st.builds(p.Small, words),
    st.builds(p.Words, words, words),
    st.builds(p.Facts, _tuples(st.tuples(words, words), 4)),
    st.builds(p.Bullets, _tuples(words, 4), words),
    st.builds(p.Clauses, words, _tuples(st.builds(p.Quoted, words, words, words), 3)),
    charts(),
    st.builds(p.Buttons, _tuples(buttons, 30)),
    st.builds(p.Picture, st.just("ab" * 32), words, st.sampled_from(("", "F0PICTURE"))),
    st.builds(p.Divider),
)
any_parts = _tuples(any_part, 8)

_options = st.lists(st.builds(p.Option, _short, words, words), max_size=15, unique_by=lambda option: option.value)
_flag = st.booleans()
_text_fields = st.builds(
    p.TextField,
    name=_short,
    label=words,
    initial=words,
    hint=words,
    placeholder=words,
    multiline=_flag,
    optional=_flag,
    limit=st.integers(1, 5000),
    live=_flag,
)
_choice_fields = _options.flatmap(
    lambda options: st.builds(
        p.ChoiceField,
        name=_short,
        label=words,
        options=st.just(tuple(options)),
        chosen=_tuples(st.sampled_from([option.value for option in options]), 3) if options else st.just(()),
        many=_flag,
        as_list=_flag,
        optional=_flag,
        hint=words,
        live=_flag,
    )
)
_when_fields = st.builds(
    p.WhenField,
    name=_short,
    label=words,
    initial=st.none()
    | st.integers(1_750_000_000, 2_200_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
    hint=words,
)
_day_fields = st.builds(
    p.DayField,
    name=_short,
    label=words,
    initial=st.none() | st.dates(date(2020, 1, 1), date(2040, 12, 31)),
    hint=words,
)
any_field = st.one_of(_text_fields, _choice_fields, _when_fields, _day_fields)
any_form = st.builds(
    p.Form,
    name=_short,
    title=words,
    parts=st.lists(any_field | any_part, max_size=12, unique_by=lambda part: getattr(part, "name", id(part))).map(
        tuple
    ),
    submit=words,
    cancel=words,
    refs=_refs,
)
