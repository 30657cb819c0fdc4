"""The words by which pages mark days: names of tags and classes, and labels in many languages."""

from __future__ import annotations

import re

__all__ = [
    "DATE_CLASS",
    "OTHER_REGION",
    "OWN_PART",
    "PUBLISHED_LABEL",
    "UPDATED_LABEL",
    "is_updated_name",
    "published_name",
    "strongly_marked",
]

_SQUEEZED = re.compile(r"[^a-z]")
# What names a day that is none of this page's publication.
_OTHER_DAY = re.compile(
    r"expir|event|start|end(?:date|time)?$|deadline|valid|birth|death|copyright|archiv|embargo|review(?!ed)|retriev"
    r"|crawl|fetch|build|access|next|founding|avail|scheme|format"
)
_UPDATED = re.compile(r"modif|updat|revis|lastmod|last(?:edit|change|publish)|reviewed|changed|edited|latest")
_PUBLISHED = re.compile(
    r"publi[sc]|pubdate|pubtime|pdate$|ptime$|issued|posted|postdate|firstpub|firstseen|originaldate|releas|articledate"
    r"|datearticle|onlinedate|regdate|datetimepub|cxenseparserecspub|sailthrudate|displaydate|citationdate"
)
_CREATED = re.compile(r"creat|^(?:dc|dcterms)?date(?:dc)?$|^docdate|timestamp|gentime|credate|^sdate$|^ogdate|newsdate")
_DATED = re.compile(r"date|time|publi|issued|posted|pub")


def is_updated_name(name: str) -> bool:
    """Whether a tag's or property's name speaks of a revision.

    >>> is_updated_name("article:modified_time"), is_updated_name("article:published_time")
    (True, False)
    """
    plain = _SQUEEZED.sub("", name.lower())
    return bool(_UPDATED.search(plain)) and bool(_DATED.search(plain) or "modif" in plain or "revis" in plain)


def published_name(name: str) -> int:
    """How a tag's name speaks of the publication day: 1 plainly, 2 as a day of creation or a bare date, 0 not at all.

    >>> [published_name(name) for name in ("article:published_time", "DC.date", "event:start_date", "viewport")]
    [1, 2, 0, 0]
    """
    plain = _SQUEEZED.sub("", name.lower())
    if _OTHER_DAY.search(plain) or _UPDATED.search(plain) or plain in {"publisher", "articlepublisher"}:
        return 0
    if _PUBLISHED.search(plain) and _DATED.search(plain):
        return 1
    return 2 if _CREATED.search(plain) else 0


DATE_CLASS = re.compile(
    r"(?<![a-z])(?:date|datum|data|fecha|datetime|dateline|date-?line|pubdate|publi[a-z]*|posted|post-?date|entry-?date"
    r"|post-?meta(?:data)?|entry-?meta|entry-?utility|article-?meta|article-?info|article-?date|news-?date|meta-?date"
    r"|meta|byline|by-?line|timestamp|time-?stamp|time|created|create-?date|submitted|credits?|infos?|kicker|fecha"
    r"|dat|day|pub|release|updated|modified|last-?mod[a-z]*|erstellt|ver[oö]ffentlich[a-z]*|details|subline|author)"
    r"(?![a-z])|date(?![a-z])|(?<![a-z])date|published|timestamp"
)
"""Classes and ids of elements that show a day."""

_STRONG_CLASS = re.compile(
    r"entry-?date|post-?date|pub(?:lish(?:ed)?|lication)?-?(?:date|time|on)?(?![a-z])|date-?pub|published|dateline"
    r"|article-?(?:date|time)|news-?date|timestamp|(?<![a-z])dt-published"
)


def strongly_marked(name: str) -> bool:
    """Whether a class says outright that this is when the text appeared.

    >>> strongly_marked("entry-date"), strongly_marked("date")
    (True, False)
    """
    return bool(_STRONG_CLASS.search(name))


OWN_PART = re.compile(
    r"(?:entry|post|article|artikel|story|content|node|news|item|meta|page)[-_]{0,2}(?:footer|foot|info|meta)"
    r"|(?<!up)(?<!current-)(?<!current_)(?<!event-)(?<!event_)(?<!end-)date[\w-]*"
    r"|publi[\w-]*|posted[\w-]*|byline[\w-]*|timestamp"
)
"""Classes of parts of an article that sound like other regions: the foot of a post, a line with day and comments."""

OTHER_REGION = re.compile(
    r"(?<![a-z])(?:comments?(?:list|s-area)?|commentlist|respond|disqus|related|sidebars?|side-?bar|widgets?|teasers?"
    r"|recommend[a-z]*|footer|foot|colophon|nav|navigation|navbar|menu|popular|trending|promos?|carousel"
    r"|more-?(?:news|stories|articles|from)|most-?read|latest-?(?:news"
    r"|posts|articles)?|recent-?(?:posts|news|comments|articles)?"
    r"|breaking-?news|ticker|copyright|legal|upcoming|events?"
    r"|event-?date|newsletter|advert[a-z]*|ads?|rail|archives?|blogroll"
    r"|see-?also|read-?(?:next|also|more)|cookie|similar|further"
    r"|tagcloud|weather|today|current-?date|login|search|replies|reply)"
    r"(?![a-z])"
)
"""Classes and ids of regions that are not the article: their days are those of other texts, or of today."""

UPDATED_LABEL = re.compile(
    r"\b(?:updat|modif|revis|last (?:edit|chang|review)|amended"
    r"|aktuali[sz]|stand\b|geändert|bearbeitet|mise? à jour|maj\b"
    r"|(?:zuletzt|letzte) (?:ge|änder)|actualizad|actualización|última"
    r"|modificad|aggiornat|aggiornament|ultim[oa] agg|bijgewerkt|gewijzigd"
    r"|laatst|atualizad|ändra[dt]|senast|uppdatera|oppdatert|endret"
    r"|opdateret|ændret|päivitetty|muokattu|zaktualizowan|ostatnia"
    r"|aktualizac|aktualizov|frissítve|módosítva|обновл|измен|оновлен|güncelle|ενημέρωσ|corrected|correction|retrieved"
    r"|accessed|abgerufen|consulté|reviewed|ажурирано|ažurirano|posodobljeno|diperbarui|cập nhật)|更新|업데이트|수정",
    re.IGNORECASE,
)
"""Labels of a revision, in many languages."""

PUBLISHED_LABEL = re.compile(
    r"publi(?:sh|c|é|ée|s)|post(?:ed|é)|first (?:published|posted)"
    r"|release[d]?\b|issued|written|filed|submitted|created|added"
    r"|veröffentlicht|erschienen|erstellt|eingestellt|geschrieben"
    r"|verfasst|gepostet|publi[ée]|paru|mis en ligne|écrit|rédigé"
    r"|publicad|publicación|escrito|pubblicat|scritto|gepubliceerd|geplaatst|geschreven|publicerad|publisert|skrivet"
    r"|udgivet|offentliggjort|julkaistu|opublikowan|dodan[oey]|data publikacji|publikováno|vydáno|zveřejn|közzétéve"
    r"|megjelen|опубликова|дата публикации|опубліковано|yayın|tarih|δημοσιε|发布|發佈|发表|公開|掲載|게시|입력|등록"
    r"|\bdate\s*:|\bdatum\s*:|\bfecha\s*:|\bdata\s*:|\bdato\s*:|\bam\s*:|press release|pressemitteilung|communiqué"
    r"|objavljeno|publikuota|avaldatud|publicēts|yayınlan|terbit|diterbitkan|đăng|نشر|פורסם",
    re.IGNORECASE,
)
"""Labels of a publication, in many languages."""
