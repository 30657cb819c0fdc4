"""Pages in the manner of real sites: the day is right or honestly none, and never wrong without a warning."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.reading.reading_files import EntryOf
from timeline.model import Document, Problem
from timeline.reading import load

PAGES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_suffix("").with_name("pages.toml").read_text("utf-8"))["page"]
TEXTS = {
    "en": "Ministers of nine countries met in Geneva to sign the declaration that they had negotiated since the winter."
    " The next round of the talks opens in Nairobi, and it will deal with the export of chips and of models.",
    "de": "Die Minister von neun Staaten haben in Genf die Erklärung unterzeichnet, über die seit dem Winter verhandelt"
    " wurde. Die nächste Runde der Gespräche beginnt in Nairobi und gilt der Ausfuhr von Chips.",
    "fr": "Les ministres de neuf pays se sont réunis à Genève pour signer la déclaration qu'ils négociaient depuis l'hiver."
    " Le prochain cycle de négociations s'ouvrira à Nairobi et portera sur les exportations.",
    "es": "Los ministros de nueve países se reunieron en Ginebra para firmar la declaración que negociaban desde el invierno."
    " La próxima ronda de conversaciones se abrirá en Nairobi y tratará de las exportaciones.",
    "it": "I ministri di nove Paesi si sono riuniti a Ginevra per firmare la dichiarazione che negoziavano dall'inverno."
    " Il prossimo giro di colloqui si aprirà a Nairobi e riguarderà le esportazioni.",
    "pt": "Os ministros de nove países reuniram-se em Genebra para assinar a declaração que negociavam desde o inverno."
    " A próxima rodada de conversas será aberta em Nairóbi e tratará das exportações.",
    "nl": "De ministers van negen landen kwamen in Genève bijeen om de verklaring te tekenen waarover zij sinds de winter"
    " onderhandelden. De volgende ronde begint in Nairobi en gaat over de uitvoer van chips.",
    "pl": "Ministrowie dziewięciu państw spotkali się w Genewie, aby podpisać deklarację, którą negocjowali od zimy."
    " Następna runda rozmów rozpocznie się w Nairobi i będzie dotyczyć eksportu układów.",
    "ru": "Министры девяти стран встретились в Женеве, чтобы подписать декларацию, о которой они договаривались с зимы."
    " Следующий раунд переговоров откроется в Найроби и будет посвящён экспорту.",
    "sv": "Ministrarna från nio länder möttes i Genève för att underteckna den förklaring som de hade förhandlat om sedan"
    " vintern. Nästa omgång av samtalen öppnar i Nairobi och handlar om export.",
    "tr": "Dokuz ülkenin bakanları, kıştan beri müzakere ettikleri bildiriyi imzalamak için Cenevre'de bir araya geldi."
    " Görüşmelerin bir sonraki turu Nairobi'de başlayacak ve ihracatı ele alacak.",
    "ja": "九か国の閣僚はジュネーブに集まり、冬から交渉してきた宣言に署名しました。次の協議はナイロビで始まり、輸出について話し合われる予定です。",
    "zh": "九个国家的部长在日内瓦会面，签署了自冬季以来一直在谈判的宣言。下一轮会谈将在内罗毕举行，讨论芯片和模型的出口问题。",
    "ko": "아홉 나라의 장관들이 제네바에 모여 겨울부터 협상해 온 선언에 서명했다. 다음 회담은 나이로비에서 열리며 반도체 수출을 다룰 예정이다.",
}


@dataclass(frozen=True)
class Outcome:
    document: Document
    problems: tuple[Problem, ...]

    @property
    def doubted(self) -> bool:
        return any("language" not in problem.place for problem in self.problems)


def markup(page: dict[str, Any]) -> str:
    language = page.get("lang", "en")
    words = TEXTS[page.get("text", language[:2])]
    text = f"<p>{words}</p><p>{words}</p>"
    canonical = f'<link rel="canonical" href="{page["address"]}">' if page.get("address") else ""
    title = page.get("title", "A page")
    body = page["body"].replace("{text}", text)
    head = f"<title>{title}</title>{canonical}{page.get('head', '')}"
    return f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


def outcome(entry_of: EntryOf, page: dict[str, Any]) -> Outcome:
    entry = replace(entry_of("page.html", markup(page)), fetched=page.get("fetched"))
    (document,), problems = load(entry)
    return Outcome(document, problems)


@pytest.mark.parametrize("page", PAGES, ids=[page["name"] for page in PAGES])
def test_the_day_of_a_page(entry_of: EntryOf, page: dict[str, Any], request: pytest.FixtureRequest) -> None:
    if "unsupported" in page:
        request.applymarker(pytest.mark.xfail(reason=page["unsupported"], strict=True))
    found = outcome(entry_of, page)
    expected: date | None = page.get("published")
    said = [(one.basis, one.place, one.words, one.weak) for one in found.document.evidence]
    assert found.document.published == expected, said
    assert found.document.origin.published_basis == page.get("basis", "none"), said
    assert found.doubted == page.get("doubt", False), found.problems


def test_nearly_all_are_right_and_none_is_wrong_without_a_warning(entry_of: EntryOf) -> None:
    found = [(page, outcome(entry_of, page)) for page in PAGES]
    right = [one.document.published == page.get("published") for page, one in found]
    assert len(found) >= 60
    assert sum(right) / len(right) >= 0.95
    wrong = [page["name"] for (page, one), good in zip(found, right, strict=True) if not good and one.document.published and not one.doubted]
    assert wrong == []
