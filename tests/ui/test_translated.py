"""Words that somebody typed are said once: neither formatted again nor taken for markup."""

import pytest
from django.forms import ChoiceField
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from tourdetable.formats.html import environment
from tourdetable.screens.forms import ScreenForm
from tourdetable.ui.catalogue import translations

FORM = (
    '{% from "components/form.html" import refusals, field %}'
    "{{ refusals(form) }}{% for bound in form %}{{ field(bound) }}{% endfor %}"
)
TEXTS = (st.text(st.sampled_from("%s()d{}<>&\\\"'a ")) | st.text()).map("§{}".format)
"""With a mark at which no message begins."""


class ChoosingForm(ScreenForm):
    """A form whose error names what was chosen, as Django's does."""

    kind = ChoiceField(label="Kind")


@given(TEXTS)
def test_what_is_no_message_stays_as_it_is(text: str) -> None:
    page = environment("fr").from_string("{{ translated(text) }}").render(text=text)
    assert page == escape(text)


def test_a_message_is_translated() -> None:
    page = environment("fr").from_string("{{ translated(text) }}").render(text="Kind")
    assert page == translations("fr").gettext("Kind") != "Kind"


@pytest.mark.parametrize("value", ["100 %", "%s", "%(name)s", "{} {0}", "<b>&amp;</b>", "\\"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_error_shows_the_value_as_it_was_sent(value: str, language: str) -> None:
    page = environment(language).from_string(FORM).render(form=ChoosingForm({"kind": value}))
    assert (
        str(escape(str(ChoosingForm({"kind": value})["kind"].errors.as_data()[0].messages[0])))
        in page
    )
    assert value in ChoosingForm({"kind": value})["kind"].errors.as_data()[0].messages[0]
