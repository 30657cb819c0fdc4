"""What is put into the page stays data."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from timeline.render.embedding import chart_program, data_json


@given(st.text(st.sampled_from("</script>!-&\u2028\u2029\"'\\x ") | st.characters(exclude_categories=())))
def test_data_is_the_same_and_holds_no_markup(text: str) -> None:
    written = data_json({"title": text})
    assert json.loads(written) == {"title": text}
    assert not set(written) & set("<>&\u2028\u2029")


def test_the_chart_program_cannot_end_its_own_element() -> None:
    program = chart_program()
    assert "vegaEmbed" in program
    assert "</script" not in program.lower()
    assert "<!--" not in program
