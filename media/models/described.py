"""What is said of a picture, field by field as the IPTC names them."""

import re

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

_ZONE = RegexValidator(re.compile(r"[+-](0\d|1[0-4]):[0-5]\d\Z"), _("Write the zone as +01:00 or -05:30."))


class Described(models.Model):
    """The words and facts that travel with a picture; each can be mended, whatever its file says."""

    class DataMining(models.TextChoices):
        """What the PLUS Coalition's list says of mining a picture for data."""

        UNSPECIFIED = "DMI-UNSPECIFIED", _("Neither allowed nor prohibited")
        ALLOWED = "DMI-ALLOWED", _("Allowed")
        NO_TRAINING = "DMI-PROHIBITED-AIMLTRAINING", _("Prohibited for training of AI")
        NO_GENERATIVE = "DMI-PROHIBITED-GENAIMLTRAINING", _("Prohibited for training of generative AI")
        SEARCH_ONLY = "DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING", _("Prohibited, search engines excepted")
        PROHIBITED = "DMI-PROHIBITED", _("Prohibited")
        SEE_CONSTRAINT = "DMI-PROHIBITED-SEECONSTRAINT", _("Prohibited, but for what its constraints say")
        SEE_EMBEDDED = "DMI-PROHIBITED-SEEEMBEDDEDRIGHTSEXPR", _("Prohibited, but for what its embedded rights say")
        SEE_LINKED = "DMI-PROHIBITED-SEELINKEDRIGHTSEXPR", _("Prohibited, but for what its linked rights say")

    class ModelRelease(models.TextChoices):
        NONE = "MR-NON", _("None")
        NOT_APPLICABLE = "MR-NAP", _("Nobody in it needs one")
        UNLIMITED = "MR-UMR", _("Unlimited, from everybody")
        LIMITED = "MR-LMR", _("Limited or incomplete")

    class PropertyRelease(models.TextChoices):
        NONE = "PR-NON", _("None")
        NOT_APPLICABLE = "PR-NAP", _("Nothing in it needs one")
        UNLIMITED = "PR-UPR", _("Unlimited, for everything")
        LIMITED = "PR-LPR", _("Limited or incomplete")

    headline = models.CharField(_("headline"), max_length=250, blank=True)
    caption = models.TextField(
        _("caption"), blank=True, help_text=_("Who and what, where, when. Each story may change it for its own use.")
    )
    alt_text = models.TextField(
        _("alt text"), blank=True, help_text=_("What it shows, for somebody who hears the page instead of seeing it.")
    )
    extended_description = models.TextField(
        _("extended description"), blank=True, help_text=_("All of a chart or a crowded scene, for the same listener.")
    )
    keywords = models.TextField(_("keywords"), blank=True, help_text=_("Separated by commas."))
    taken_at = models.DateTimeField(_("taken"), null=True, blank=True)
    taken_zone = models.CharField(
        _("zone of the camera's clock"),
        max_length=6,
        blank=True,
        validators=[_ZONE],
        help_text=_("As +01:00, where it is known."),
    )

    creator = models.CharField(_("photographer"), max_length=250, blank=True)
    creator_title = models.CharField(_("photographer's job title"), max_length=250, blank=True)
    credit_line = models.CharField(
        _("credit line"),
        max_length=250,
        blank=True,
        help_text=_("Who is owed, as readers see it: Photographer/Agency. No picture is published without it."),
    )
    source = models.CharField(_("source"), max_length=250, blank=True, help_text=_("Where the picture came from."))
    copyright_notice = models.CharField(_("copyright notice"), max_length=500, blank=True)
    usage_terms = models.TextField(_("usage terms"), blank=True)
    web_statement = models.URLField(
        _("web statement of rights"), max_length=500, blank=True, help_text=_("A page that says how it is licensed.")
    )
    licensor_name = models.CharField(
        _("licensor"), max_length=250, blank=True, help_text=_("Who sells the right to use it.")
    )
    licensor_url = models.URLField(_("licensor's page"), max_length=500, blank=True)
    instructions = models.TextField(
        _("instructions"), blank=True, help_text=_("What its sender asks of whoever uses it: embargo, territory, cuts.")
    )
    job_id = models.CharField(_("job"), max_length=250, blank=True, help_text=_("The sender's number for it."))

    created_location = models.CharField(_("taken at: place"), max_length=250, blank=True)
    created_city = models.CharField(_("taken in: city"), max_length=250, blank=True)
    created_state = models.CharField(_("taken in: state or province"), max_length=250, blank=True)
    created_country = models.CharField(_("taken in: country"), max_length=250, blank=True)
    created_country_code = models.CharField(_("taken in: country code"), max_length=3, blank=True)
    shown_location = models.CharField(_("shown: place"), max_length=250, blank=True)
    shown_city = models.CharField(_("shown: city"), max_length=250, blank=True)
    shown_state = models.CharField(_("shown: state or province"), max_length=250, blank=True)
    shown_country = models.CharField(_("shown: country"), max_length=250, blank=True)
    shown_country_code = models.CharField(_("shown: country code"), max_length=3, blank=True)

    digital_source_type = models.CharField(
        _("how it was made"),
        max_length=200,
        blank=True,
        help_text=_("The IPTC's digital source type. What a model made or altered says so to readers."),
    )
    ai_system = models.CharField(_("AI system used"), max_length=250, blank=True)
    ai_system_version = models.CharField(_("version of the AI system"), max_length=250, blank=True)
    ai_prompt = models.TextField(_("AI prompt"), blank=True, help_text=_("What the model was asked for."))
    ai_prompt_writer = models.CharField(_("writer of the AI prompt"), max_length=250, blank=True)
    data_mining = models.CharField(_("data mining"), max_length=60, choices=DataMining, blank=True)
    model_release = models.CharField(_("model release"), max_length=10, choices=ModelRelease, blank=True)
    property_release = models.CharField(_("property release"), max_length=10, choices=PropertyRelease, blank=True)

    class Meta:
        abstract = True
