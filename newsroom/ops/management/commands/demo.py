"""Fill an empty newsroom with the demo paper."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from articles.models import Article, Contributor, Section, Tag
from articles.workflow import Refused
from media.models import Document, Photo
from media.opening import PhotoRefused
from newsroom import clock
from newsroom.ops.demo import paper
from newsroom.ops.demo.breaking import break_news
from newsroom.ops.demo.caring import take_care
from newsroom.ops.demo.curating import curate
from newsroom.ops.demo.filing import file_documents
from newsroom.ops.demo.furnishing import furnish
from newsroom.ops.demo.hanging import hang, hang_portraits
from newsroom.ops.demo.lettering import write_letters
from newsroom.ops.demo.live import tell_live
from newsroom.ops.demo.own_words import say_what_it_is
from newsroom.ops.demo.people import Account, NoRoles, make_accounts, of_the_demo
from newsroom.ops.demo.planning import plan_week
from newsroom.ops.demo.play import Play
from newsroom.ops.demo.readers import hear_readers
from newsroom.ops.demo.reading import read_stories
from newsroom.ops.demo.shift import begin_shift
from newsroom.ops.demo.shoot import hand_in, set_picks_aside
from newsroom.ops.demo.styling import switch_on
from newsroom.ops.demo.translating import translate
from newsroom.staff.roles import LABELS


class Command(BaseCommand):
    help = "Fill an empty newsroom with a small invented paper; do nothing where there is one already."

    def add_arguments(self, parser):
        parser.add_argument("--add", action="store_true", help="Play it into a newsroom that is in use, too.")

    def handle(self, *, add, **options):
        if Article.objects.filter(created_by__in=of_the_demo()).exists():
            self.stdout.write(_("The demo newsroom is here already; nothing was changed."))
        elif (found := what_is_here()) and not add:
            self.stdout.write(
                _("This newsroom is in use (%(found)s); nothing was changed. To add it all the same: demo --add")
                % {"found": found}
            )
        else:
            try:
                self.fill()
            except (NoRoles, PhotoRefused, Refused) as error:
                raise CommandError(str(error)) from error

    def fill(self):
        """Make accounts, house and pictures, each as far as it is missing; then play all stories or none."""
        now = clock.local(clock.now()).replace(microsecond=0)
        accounts = make_accounts()
        people = {account.key: account.user for account in accounts}
        self.stdout.write(_("Demo: drawing the pictures …"))
        photos = hang(people, now)
        self.stdout.write(_("Demo: playing %(count)d stories …") % {"count": len(paper.stories())})
        documents = file_documents(people, now)
        play = Play(now, people, furnish(list(people.values())), photos, documents)
        event = hand_in(people, now)
        acts = (
            play.run()
            + translate(play)
            + hang_portraits(people, play.house.contributors, photos, now)
            + break_news(play)
            + plan_week(play)
            + hear_readers(play)
            + take_care(play)
            + tell_live(play)
            + say_what_it_is(play)
            + curate(play)
            + write_letters(play)
        )
        read_stories(play)
        acts += begin_shift(play)
        set_picks_aside(event, people)
        switch_on(people.values(), now)
        self.stdout.write(
            _("Demo: %(name)s is here, with %(stories)d stories, %(photos)d pictures and %(acts)d acts on the record.")
            % {
                "name": paper.house()["paper"]["name"],
                "stories": len(play.articles),
                "photos": len(photos),
                "acts": acts,
            }
        )
        self.show(accounts)

    def show(self, accounts: list[Account]) -> None:
        """Print the accounts with their passwords, this once."""
        self.stdout.write(_("Accounts of the demo; the passwords are shown this once:"))
        wide = max(len(account.user.email) for account in accounts)
        roles = max(len(str(LABELS[account.role])) for account in accounts)
        for account in accounts:
            self.stdout.write(f"  {LABELS[account.role]!s:<{roles}}  {account.user.email:<{wide}}  {account.password}")
        if settings.SECOND_FACTOR:
            self.stdout.write(
                _("Some of these roles are asked for a second factor; NEWSROOM_SECOND_FACTOR=0 turns that off.")
            )


def what_is_here() -> str:
    """Say what a newsroom has that the demo did not bring; empty for an empty newsroom."""
    house = paper.house()
    kept = {
        _("stories"): Article.objects.all(),
        _("pictures"): Photo.objects.exclude(uploaded_by__in=of_the_demo()),
        _("documents"): Document.objects.exclude(uploaded_by__in=of_the_demo()),
        _("sections"): Section.objects.exclude(slug__in=[section["slug"] for section in house["sections"]]),
        _("contributors"): Contributor.objects.exclude(slug__in=[row["key"] for row in house["contributors"]]),
        _("tags"): Tag.objects.exclude(slug__in=[tag["slug"] for tag in house["tags"]]),
    }
    return ", ".join(f"{name}: {rows.count()}" for name, rows in kept.items() if rows.exists())
