"""The publisher's own voice, told from stories about papers, comments and cookies."""

import pytest

from articles.intake.furniture import is_furniture
from articles.intake.voice import is_publisher_speaking


@pytest.mark.parametrize(
    "text",
    [
        "Click here to follow us on Instagram",
        "This article has been reviewed according to our editorial process and policies.",
        "You can follow us on WhatsApp and subscribe to our YouTube channel to keep up with the latest news.",
        "Thanks for reading The Slow Ledger! Subscribe for free to receive new posts.",
        "We are no longer accepting comments on this article.",
        "If you'd like to leave a tip or story idea, click here.",
        "(Updates with minister’s comment in final paragraph.)",
        "This breaking news story is being updated and more details will be published shortly.",
        "Keep up with all the latest news from the islands by following Harbour News",
        "Stay with Channel 7 on air and online for updates.",
        "The Post is not responsible for the content of external sites.",
    ],
)
def test_it_knows_the_publishers_voice(text):
    assert is_publisher_speaking(text) or is_furniture(text)


@pytest.mark.parametrize(
    "text",
    [
        "The newspaper said that comments on its site were closed after the verdict.",
        "The company said it would refund customers who subscribe to the service by March.",
        "“Subscribe now,” the advert said, and 4,000 people did.",
        "He asked residents to sign up for the vaccine at the town hall on Monday.",
        "The app uses cookies to track where users go, according to the complaint filed on Tuesday.",
        "She wrote a letter to the editor of the paper in 1989, and it was never printed.",
        "The report was reviewed by three judges before it was released.",
        "The article was published in The Lancet on Thursday.",
        "The study was originally published in Nature in 2021.",
        "Stay with relatives for updates, police told families on Monday.",
        "The company is not responsible for the content of the letters, a judge ruled on Friday.",
        "Keep up with the news on vaccines, doctors told parents in the valley.",
        "Under the terms and conditions of the loan, the town pays 4 percent.",
        "Share prices fell on Thursday after the news.",
        "Follow the money",
        "Next steps",
    ],
)
def test_it_leaves_the_storys_own_sentences_alone(text):
    assert not is_publisher_speaking(text) and not is_furniture(text)
