"""The forms' template pack: labels, help and errors that reach everybody."""

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import ButtonHolder, Div, Fieldset, Layout, Row, Submit
from crispy_forms.utils import render_crispy_form
from django import forms
from django.template import Context, Template
from lxml import html


class Sample(forms.Form):
    name = forms.CharField(label="Name", help_text="As printed")
    agree = forms.BooleanField(label="Agree")
    colour = forms.ChoiceField(label="Colour", choices=[("r", "Red"), ("b", "Blue")], widget=forms.RadioSelect)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self):
        if self.data.get("name") == "clash":
            raise forms.ValidationError("These do not fit <together>")


def tree(form, helper=None):
    return html.fromstring(f"<div>{render_crispy_form(form, helper)}</div>")


def by_id(root, wanted):
    return root.xpath("//*[@id=$wanted]", wanted=wanted)[0]


def test_every_field_has_a_label_or_a_legend():
    root = tree(Sample())
    assert {label.get("for") for label in root.xpath("//label")} >= {"id_name", "id_agree"}
    assert root.xpath("//fieldset/legend")[0].text_content() == "Colour"


def test_help_is_described_by_the_field():
    root = tree(Sample())
    assert by_id(root, "id_name").get("aria-describedby") == "id_name_helptext"
    assert by_id(root, "id_name_helptext").text_content() == "As printed"


def test_an_error_is_described_by_the_field_and_marked_invalid():
    root = tree(Sample({}))
    field = by_id(root, "id_name")
    assert field.get("aria-invalid") == "true"
    assert all(by_id(root, wanted) is not None for wanted in field.get("aria-describedby").split())
    assert "required" in by_id(root, "id_name_error").text_content()


def test_the_summary_leads_to_each_field():
    root = tree(Sample({}))
    links = [link.get("href") for link in root.xpath("//*[@role='alert']//a")]
    assert links == ["#id_name", "#id_agree", "#id_colour"] or links == ["#id_name", "#id_agree", "#id_colour_0"]
    for link in links:
        assert root.xpath("//*[@id=$wanted]", wanted=link[1:]), link


def test_an_error_of_the_whole_form_is_said_and_escaped():
    page = render_crispy_form(Sample({"name": "clash"}))
    assert "These do not fit &lt;together&gt;" in page


def test_a_form_without_errors_has_no_summary():
    assert not tree(Sample()).xpath("//*[@role='alert']")


def test_a_hidden_field_stays_hidden():
    assert len(tree(Sample()).xpath("//input[@type='hidden' and @name='secret']")) == 1


def test_a_layout_with_rows_fieldsets_and_buttons_is_drawn():
    helper = FormHelper()
    helper.layout = Layout(
        Fieldset("About you", Row("name"), Div("agree", "colour")), "secret", ButtonHolder(Submit("go", "Go on"))
    )
    root = tree(Sample(), helper)
    assert root.xpath("//form[@method='post']")
    assert root.xpath("//button[@type='submit']")[0].text_content() == "Go on"
    assert "About you" in [legend.text_content() for legend in root.xpath("//legend")]


def test_several_forms_are_drawn_with_their_management_form():
    formset = forms.formset_factory(Sample, extra=2)()
    root = tree(formset, FormHelper())
    assert root.xpath("//input[@name='form-TOTAL_FORMS']")
    assert len(root.xpath("//input[@name='form-1-name']")) == 1


def test_a_field_that_is_not_there_is_loud():
    helper = FormHelper()
    helper.layout = Layout("naem")
    with pytest.raises(Exception, match="naem"):
        render_crispy_form(Sample(), helper)


def test_one_field_alone_is_drawn():
    page = Template("{% load crispy_forms_tags %}{{ form.name|as_crispy_field }}").render(Context({"form": Sample()}))
    assert 'for="id_name"' in page


def test_nothing_is_styled_inline():
    page = render_crispy_form(Sample({}))
    assert "style=" not in page and "<script" not in page
