"""Lists the events that one version of the library finds, as JSON lines.

Started as a script with the version on PYTHONPATH, so it uses only what every version has.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

from timeline.events import extract_document
from timeline.reading import read


def listed(sources: list[str]) -> Iterator[dict[str, object]]:
    """Each mention in each document, with the name of the source before that of the document."""
    for source in sources:
        for document in read(source):
            for mention in extract_document(document).mentions:
                yield {
                    "document": document.id,
                    "category": mention.category,
                    "trigger": " ".join(mention.trigger.split()),
                    "start": mention.trigger_span.start,
                    "end": mention.trigger_span.end,
                    "date": mention.when.edtf if mention.when else "undated",
                    "status": mention.status.value,
                }


if __name__ == "__main__":
    for row in listed(sys.argv[1:]):
        sys.stdout.write(json.dumps(row) + "\n")
