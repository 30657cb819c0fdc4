"""Which event a sentence of more than one clause reports, and which of its dates is whose."""

from __future__ import annotations

from datetime import date

import pytest

import timeline

WEDNESDAY = date(2025, 3, 5)

LAST_DAY = [
    ("The FTC sued to block Microsoft's purchase of Activision on Thursday.", [("sued", "2025-02-27")]),
    ("A court ordered Google to sell Chrome on Tuesday.", [("ordered", "2025-03-04")]),
    ("The regulator fined Google for breaching privacy rules on Tuesday.", [("fined", "2025-03-04")]),
    ("The EU opened an investigation into whether X breached its rules on Monday.", [("opened", "2025-03-03")]),
    ("The EU imposed tariffs on electric cars made in China on Tuesday.", [("imposed", "2025-03-04")]),
    ("OpenAI launched a model designed to reason on Tuesday.", [("launched", "2025-03-04")]),
    ("The House passed a bill that would ban TikTok on Wednesday.", [("passed", "2025-03-05")]),
    ("Synopsys agreed to acquire Ansys for $35 billion on Monday.", [("agreed to acquire", "2025-03-03")]),
    # a clause that may have a day itself keeps it
    ("The two leaders agreed to meet on Monday.", [("to meet", "2025-03-10")]),
    ("The firm was fined for a leak that it reported on Monday.", [("was fined", None)]),
    ("Macron landed in Delhi to attend the AI summit on Monday.", [("landed in", None), ("AI summit", "2025-03-10")]),
    ("The ministry plans to publish its AI strategy on Friday.", [("to publish", "2025-03-07")]),
]

INSERTED = [
    (
        "The AI strategy was drafted by the ministry in January and published on Monday.",
        [("was drafted", "2025-01"), ("published", "2025-03-03")],
    ),
    (
        "The law was passed by parliament in December and promulgated by the president on Monday.",
        [("was passed", "2024-12"), ("promulgated", "2025-03-03")],
    ),
    ("Anthropic raised $3.5 billion in a round led by Lightspeed on Monday.", [("raised", "2025-03-03")]),
    ("Google is investing $25 billion in data centers over the next two years.", [("is investing", None)]),
    ("The AI strategy (published on 3 March) calls for data centres.", [("published", "2025-03-03")]),
    ("The AI strategy the ministry published on Monday calls for data centres.", [("published", "2025-03-03")]),
    ("With the AI strategy published on Monday, talks begin.", [("published", "2025-03-03")]),
    ("The ministry will on Friday publish its AI strategy.", [("will on Friday publish", "2025-03-07")]),
    ("Monday's publication of the AI strategy came as a surprise.", [("publication", "2025-03-03")]),
    ("The strategy announced last week takes effect in May.", [("announced", "[2025-02-24..2025-03-02]")]),
]

SAID = [
    ("Trump threatened on Monday to impose a 50% tariff on Brazil.", [("to impose", "2025-03-03")]),
    ("China decided on Monday to ban exports of antimony.", [("to ban", "2025-03-03")]),
    ("Foxconn announced on Monday that it will invest $900 million in Mexico.", [("will invest", "2025-03-03")]),
    (
        "Trump said on Monday he would impose a 25% tariff on Mexico from 1 May.",
        [("said", "2025-03-03"), ("would impose", "2025-05-01")],
    ),
    ("Nvidia said on Monday it had been told it needs a licence to export chips.", [("had been told", "2025-03-03")]),
    ("Apple said on Monday it would have invested more without the tariffs.", []),
    # others only tell of it
    ("The company will invest $900 million in Mexico, a newspaper said on Monday.", [("will invest", None)]),
    ("The ministry said on Monday it would publish its AI strategy.", [("would publish", None)]),
]

PRONOUNS = [
    ("Negotiators reached a trade deal late on Sunday. It was signed on Tuesday.", [("was signed", "2025-03-04")]),
    ("The commission drafted export controls. They were published on Monday.", [("were published", "2025-03-03")]),
    ("South Korea passed its AI Basic Act. It takes effect in January 2026.", [("takes effect", "2026-01")]),
    ("Congress passed the CHIPS Act in July. Biden signed it on 9 August 2022.", [("signed", "2022-08-09")]),
    ("The court heard the case in May. It ruled on Monday that the tariffs were illegal.", [("ruled", "2025-03-03")]),
    # nothing before it is of the kind
    ("The senators went for lunch. It was signed on Tuesday.", []),
    ("The ministers have a strategy. They were published on Monday.", []),
]

WITHOUT_VERB = [
    (
        "China published its AI strategy on Monday and Japan on Tuesday.",
        [("published", "2025-03-03"), ("Japan", "2025-03-04")],
    ),
    (
        "The ministry published the AI strategy on Monday and the guidelines a day later.",
        [("published", "2025-03-03"), ("guidelines", "2025-03-04")],
    ),
    (
        "The Senate passed the bill on Monday, the House on Tuesday.",
        [("passed", "2025-03-03"), ("House", "2025-03-04")],
    ),
    # a place, and one with a verb of its own
    ("Ministers signed the treaty in Paris on Monday and Rome cheered on Tuesday.", [("signed", "2025-03-03")]),
]

FROM = [
    ("Beijing announced a 34% tariff on all American goods from April 10.", [("announced", None)]),
    (
        "Beijing retaliated on Friday, announcing a 34% tariff on American goods from April 10.",
        [("announcing", "2025-02-28")],
    ),
    ("The ministry has imposed curbs on gallium exports from January.", [("has imposed", "2025-01")]),
]

NAMES = [
    ("Trade talks are set to resume on Monday.", [("Trade talks", "2025-03-10")]),
    ("Web Summit Qatar wrapped up in Doha on Wednesday.", [("Web Summit Qatar", "2025-03-05")]),
    ("The AI Summit London opens on June 11.", [("AI Summit London", "2025-06-11")]),
    ("The Forum Germany office closed on Monday.", []),
]

CASES = LAST_DAY + INSERTED + SAID + PRONOUNS + WITHOUT_VERB + NAMES + FROM


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[text for text, _ in CASES])
def test_dates_of_a_sentence(text: str, wanted: list[tuple[str, str | None]]) -> None:
    mentions = timeline.extract(text, published=WEDNESDAY)
    found = [(mention.trigger, mention.when.edtf if mention.when else None) for mention in mentions]
    assert [one for one in found if not wanted or one[0] in {trigger for trigger, _ in wanted}] == wanted
