"""Taking words out of newsletters: subjects and greetings that people typed."""

from .models import Issue, Letter


def take_out(sender, *, under_way, out, found, **kwargs) -> None:
    """Take the words out of every subject of an issue that has the story, and out of every greeting."""
    for issue in Issue.objects.filter(stories__article=under_way.article).exclude(title="").select_related("letter"):
        if out.found_in(issue.title):
            found.at("newsletter", issue.number)
            issue.title = out.text(issue.title)[: Issue._meta.get_field("title").max_length]
            issue.save(update_fields=["title"])
            under_way.touch(issue.letter.page_tag)
    for letter in Letter.objects.exclude(greeting=""):
        if out.found_in(letter.greeting):
            found["newsletter"] += 1
            letter.greeting = out.text(letter.greeting)
            letter.save(update_fields=["greeting"])
            under_way.touch(letter.page_tag)
