"""What a browser does with a page: reads its form, changes fields, sends it back."""

from django.urls import reverse
from lxml import html


def url(name: str, article=None, *args) -> str:
    """Return the address of one of the story's pages."""
    return reverse(f"admin:articles_article_{name}", args=[article.pk, *args] if article else [])


def fields_of(response, form_id: str = "story-form") -> dict[str, str]:
    """Return what a browser would send of this form if somebody pressed nothing but a button."""
    page = html.fromstring(response.content.decode())
    (form,) = page.xpath(f"//form[@id='{form_id}']")
    # What stands in a template element is not in the form.
    for template in form.xpath(".//template"):
        template.drop_tree()
    # Disabled fields are not sent; the first line feed of a text area is not part of it, which lxml does not know.
    for closed in form.xpath(".//fieldset[@disabled]"):
        closed.drop_tree()
    return {name: value.removeprefix("\n") for name, value in form.form_values()}


def buttons_of(response) -> list[str]:
    """Return the labels of the verbs a page offers, in order."""
    page = html.fromstring(response.content.decode())
    here = "@name='_verb' and not(@data-plain) and not(@data-next) and not(ancestor::fieldset[@disabled])"
    found = page.xpath(f"//button[{here}]")
    return [" ".join(button.text_content().split()) for button in found]


def send(client, article, *, verb: str = "", **changes):
    """Open the form, change these fields, press Save or a verb, and return the answer after its redirect."""
    data = fields_of(client.get(url("change", article))) | changes | ({"_verb": verb} if verb else {"_save": "1"})
    return client.post(url("change", article), data, follow=True)


def told(response) -> list[str]:
    """Return the sentences a page tells its reader."""
    page = html.fromstring(response.content.decode())
    found = page.xpath("//ul[contains(@class,'messagelist')]/li | //*[@id='refused']")
    return [" ".join(each.text_content().split()) for each in found]
