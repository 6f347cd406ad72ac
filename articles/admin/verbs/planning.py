"""Who writes a story, by when, and for when."""

from django.utils.translation import gettext_lazy

from articles import permissions
from articles.admin import acts, planning, sheets
from articles.models import Hold

from .verb import Verb

VERBS = [
    Verb(
        "take_pitch", gettext_lazy("Take it on"), permissions.may_take, planning.is_pitch, planning.take_pitch,
        title=gettext_lazy("Take this pitch on"), explains=gettext_lazy("It is yours to write from now on."),
    ),
    Verb(
        "assign", gettext_lazy("Assign…"), permissions.may_assign, planning.in_work, planning.assign,
        planning.AssignSheet, title=gettext_lazy("Assign"), explains=gettext_lazy("They are told."),
    ),
    Verb(
        "assign_photographer", gettext_lazy("Photographer…"), permissions.may_assign_photographer, planning.in_work,
        planning.assign_photographer, planning.PhotographerSheet, title=gettext_lazy("Send a photographer"),
        button=gettext_lazy("Assign"),
    ),
    Verb(
        "set_due", gettext_lazy("Due…"), permissions.may_plan, planning.in_work, planning.set_due, planning.DueSheet,
        title=gettext_lazy("When it is due"), button=gettext_lazy("Set"),
    ),
    Verb(
        "plan_for", gettext_lazy("Plan…"), permissions.may_plan, planning.in_work, planning.plan_for,
        planning.PlannedSheet, title=gettext_lazy("For when it is planned"), button=gettext_lazy("Plan"),
        explains=gettext_lazy("It promises nothing and publishes nothing; the week shows it."),
    ),
    Verb(
        "check_stock", gettext_lazy("Checked today…"), permissions.may_check_stock,
        lambda state: any(hold.kind == Hold.Kind.STOCK for hold in state.holds), acts.check_stock, sheets.StockSheet,
        title=gettext_lazy("Still good to go?"), button=gettext_lazy("I checked it today"),
        explains=gettext_lazy("You looked through this prepared story today: all of it is true, and it could go out."),
    ),
]  # fmt: skip
