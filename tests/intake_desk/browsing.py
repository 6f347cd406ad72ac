"""What a browser without scripts does with New from text."""

from lxml import html

from .test_draft import COPY


def fields_of(response) -> dict[str, str]:
    """Return what a browser without scripts would send back."""
    (form,) = html.fromstring(response.content.decode()).xpath("//form[@id='intake']")
    # HTML's own rule, which the parser leaves to its caller: the first line feed of a text area is not in it.
    return {name: value.removeprefix("\n") for name, value in form.form_values()}


def read(client, address, text=COPY, **more):
    return client.post(address, {"text": text, **more})
