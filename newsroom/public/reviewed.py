"""What a fact check and a review say to machines of what they are about."""

from articles.content import Content
from articles.paid_findings import rating_of


def claim_review(content: Content, article: dict) -> dict:
    """Return the ClaimReview of a fact check whose article is described so; nothing without a claim and verdict."""
    if content.kind != "fact_check" or not (content.claim and content.verdict):
        return {}
    who = {"author": {"@type": "Organization", "name": content.claimant}} if content.claimant else {}
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": article["mainEntityOfPage"],
        "datePublished": article["datePublished"],
        "inLanguage": content.language,
        "author": article["publisher"],
        "claimReviewed": content.claim,
        "itemReviewed": {"@type": "Claim", "name": content.claim, **who},
        "reviewRating": {"@type": "Rating", "alternateName": content.verdict},
    }


def of_a_review(content: Content) -> dict:
    """Return what a review's article says besides: what it is of, and how it is rated."""
    if content.kind != "review" or not content.reviewed:
        return {}
    said: dict = {"itemReviewed": {"@type": "Thing", "name": content.reviewed}}
    if rating := rating_of(content):
        given, most = rating
        said["reviewRating"] = {"@type": "Rating", "ratingValue": given, "bestRating": most, "worstRating": 0}
    return said


def printed(content: Content) -> dict[str, str]:
    """Return what of its kind stands with a story's head: years of life, a claim with its verdict, a rating."""
    rating = rating_of(content)
    said = {
        "life": content.life if content.kind == "obituary" else "",
        "claim": content.claim if content.kind == "fact_check" else "",
        "claimant": content.claimant if content.kind == "fact_check" else "",
        "verdict": content.verdict if content.kind == "fact_check" else "",
        "reviewed": content.reviewed if content.kind == "review" else "",
    }
    return said | {"given": f"{rating[0]:g}" if rating else "", "most": str(rating[1]) if rating else ""}
