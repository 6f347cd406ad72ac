"""Taking words out of newsletters: subjects, introductions and greetings that people typed."""

from .models import Issue, Letter


def take_out(sender, *, under_way, out, found, **kwargs) -> None:
    """Take the words out of what was typed for every issue that has the story, and out of every greeting."""
    about = Issue.objects.filter(stories__article=under_way.article).exclude(title="", intro="")
    for issue in about.select_related("letter"):
        hit = [field for field in ("title", "intro") if out.found_in(getattr(issue, field))]
        for field in hit:
            found.at("newsletter", issue.number)
            setattr(issue, field, out.text(getattr(issue, field))[: Issue._meta.get_field(field).max_length])
        if hit:
            issue.save(update_fields=hit)
            under_way.touch(issue.letter.page_tag)
    for letter in Letter.objects.exclude(greeting=""):
        if out.found_in(letter.greeting):
            found["newsletter"] += 1
            letter.greeting = out.text(letter.greeting)
            letter.save(update_fields=["greeting"])
            under_way.touch(letter.page_tag)
