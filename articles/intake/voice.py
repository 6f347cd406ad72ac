"""Sentences in a publisher's own voice: invitations, notices and rules that stand among the paragraphs of a page."""

import re

from articles.intake.shapes import count

MOST_WORDS = 75
QUOTED = re.compile(r"[“\"«]")
# Said by pages and hardly ever by stories, wherever it stands.
PLAIN = re.compile(
    r"\bclick here\b|\bthanks? (?:you )?for (?:reading|subscribing|registering|signing up|your (?:interest|support))\b|"
    r"\b(?:refresh|reload) (?:the|this) page\b|\bfree articles?\b.{0,20}\b(?:remaining|left|this month)\b|"
    r"\bsubscribe (?:to|for|now|today|here|from)\b|\bsign up (?:to|for|here|now|today|below)\b|\bsign me up\b|"
    r"\b(?:like|follow|join|find) us (?:on|at)\b|\bour (?:whatsapp|telegram|youtube|newsletters?|comments? policy|"
    r"(?:mobile |news )?app|editorial (?:process|standards|policy|guidelines|team|independence)|terms|privacy|"
    r"cookies?|house rules|community (?:guidelines|standards|rules)|commenting|standards|code of)\b|"
    r"\b(?:whatsapp|youtube|telegram) channel\b|\bbreaking news alerts?\b|\bpush (?:notifications|alerts)\b|"
    r"\bletters? to the editor\b|\b(?:daily|weekly|morning|email|e-mail) (?:newsletter|briefing|digest)\b|"
    r"\b(?:unsubscribe|opt out)\b.{0,60}|\byour (?:e-?mail|inbox|email address|subscription|consent|preferences|"
    r"browser|ad ?blocker|account)\b|\bjavascript\b|\bcookies?\b.{0,80}\b(?:use|accept|consent|experience|site|"
    r"policy|content)\b|\b(?:use|uses|accept|set|store) cookies?\b|\bcookie policy\b|"
    r"\bstore and(?:/or)? access information on a device\b|\bprivacy (?:policy|notice)\b|\bterms of (?:use|service)\b|"
    r"\bno longer accepting comments\b|\bcomments? (?:\w+ ){0,3}(?:are|have been|will be) (?:closed|moderated|"
    r"reviewed|subject)\b|\byour (?:comments?|opinions?)\b.{0,60}\b(?:polic|rules|topic|moderat|guideline|publish)|"
    r"\ball posts are\b|\bpress standards\b|\bipso\b|\beditors' code\b|\bcode of practice\b.{0,60}\bjournalis|"
    r"\bcharity (?:no|number|registered)\b|\bregistered (?:charity|in england|office|number)\b|"
    r"\b(?:material|content|story|article) may not be (?:published|reproduced|republished|copied)\b|"
    r"\breproduced (?:here )?(?:by|with) (?:kind )?permission\b|\bcreative commons\b.{0,30}\blicen[cs]e\b|"
    r"\bsyndicated (?:news )?feed\b|\bauto-?generated\b|\bhas not been edited by\b|\bgenerated (?:by|with|using) "
    r"(?:ai|artificial intelligence)\b|\bthis (?:breaking )?(?:news )?story is (?:being updated|developing)\b|"
    r"\bis a developing story\b|\bmore details will be published\b|\bcheck back for updates\b|"
    r"\bbecome (?:a|an) (?:\w+ )?(?:supporter|member|subscriber|patron)\b|\bdonat(?:e|ion)\b.{0,60}\b(?:support|to|"
    r"today|now|help)\b.{0,60}\b(?:journalis\w*|us|our|newsroom)|\bsupport (?:our|independent|local|quality|public) "
    r"(?:\w+ )?(?:journalism|newsroom|news|reporting|work)\b|\bgift article\b|\baffiliate (?:links?|commission)\b|"
    r"\bearn (?:a )?commission\b|\bconfidential and intended\b|\bif you (?:have|'d like|would like|want|spot|see|"
    r"notice)\b.{0,60}\b(?:tip|story idea|error|typo|newsletter|correction|more information|feedback)\b|"
    r"\b(?:email|contact|write to|reach) (?:us|\w+ at|\w+ \w+ at) \S+@|\bcan be reached at\b|\breach (?:him|her|them) "
    r"at\b|\bon (?:our|your) (?:app|website|phone)\b|\blisten to the (?:podcast|episode)\b|\bwatch (?:live|the full)\b|"
    r"\bget the latest (?:news|updates|headlines)\b|\byou are receiving this\b|\bfirst appeared (?:in|on|at)\b|"
    r"\boriginally (?:published|appeared) (?:in|on|at|by)\b|\bappears in the .{2,40}\b(?:issue|edition)\b|"
    r"\b(?:article|story|release|page|report|piece) (?:has been|was) (?:reviewed|updated|corrected|amended|"
    r"republished|translated|produced|edited)\b|\bviews expressed\b|\bdo not (?:necessarily )?(?:reflect|represent) "
    r"the\b|\bcan find this story in\b|\bsend (?:us )?your (?:stories|photos|letters|pictures|news)\b|"
    r"\bget involved with the news\b|\bgot a (?:story|tip)\b|\blike what you(?:'ve| have)? (?:read|see)\b|"
    r"\bbookmark the permalink\b|\brepublish(?:ing)? (?:this|our)\b|\bfill out this form\b|\b(?:an earlier|"
    r"a previous) version of this\b|"
    r"\ba correction was made on\b|\bwe acknowledge it with\b|\bai-generated\b|you can now listen to\b|"
    r"\bprovides funding as\b|\bfree flow of information\b|"
    r"\bjoin a growing community\b|\bjoins ['‘“][^'’”]{2,40}['’”] to (?:discuss|react|break|talk)\b|"
    r"\breader-supported publication\b|\bstory tips can be sent\b|\bfree and paid subscribers?\b|"
    r"\bsubject to copyright\b|\bwhere (?:we|to) find us\b|\bpreferred source\b|\bterms (?:and|&) conditions\b",
    re.I,
)
# Whole sentences that invite or disclaim without a word to the reader in them.
INVITES = re.compile(
    r"keep up with (?:all )?(?:the|our) latest .{2,80}\b(?:by following|on|at|with) .{2,60}|"
    r"stay (?:with|tuned to) (?-i:[A-Z]).{1,60}\bfor (?:updates|more|the latest).{0,60}|"
    r"for more stories like this,? (?:check|visit|see|follow|click) .{2,80}|"
    r"get in touch with our .{2,40}\b(?:team|desk|newsroom)\b.{0,120}|"
    r".{2,40} (?:is|are) not responsible for the content of (?:external|other|third.party|linked) (?:web)?sites\b.*",
    re.I,
)
# What makes such words an address to readers and no news of somebody's subscribers, comments or cookies.
TO_READERS = re.compile(
    r"\b(?:you|your|we|us|our|my|here|please|below)\b|newyou|"
    r"\bfree flow of\b|\bthis (?:\w+ ){0,2}(?:article|story|page|site|website|material|content|document|"
    r"post|report|piece|summary|column)\b|\S@\S|\bclick\b|^become an? |\bbookmark the\b|"
    r"\bthanks for\b|\b(?:whatsapp|youtube|telegram) channel\b|"
    r"\bnewsletters?\b|\bjoin a growing\b|\bjoins ['‘“]|\bprovides funding as\b|"
    r"\bcookie policy\b|\bregistered charity\b|\bstory tips\b|\bfree articles?\b|"
    r"\bexclusively for subscribers\b|\bauto-?generated\b|\bai-generated\b|"
    r"\badvertis\w+ (?:help|fund|support)",
    re.I,
)
REPORTED = re.compile(r"\b(?:said|says|told|asked|according to (?!our)|alleged|the court|filed)\b", re.I)
UPDATE_NOTE = re.compile(
    r"[(\[](?:attn\b|eds\b|updates?|adds?|recasts?|corrects?|removes|clarifies|refiles|writethru|releads?|rewrites)\b"
    r"[^.]{0,160}[.]?[)\]]",
    re.I,
)


def is_publisher_speaking(text):
    """Say whether a line is the publisher's word to readers and none of the story's."""
    text = text.replace("’", "'")
    if UPDATE_NOTE.fullmatch(text):
        return True
    if count(text) > MOST_WORDS or len(QUOTED.findall(text)) > 1 and count(text) > 30:
        return False
    if INVITES.fullmatch(text) and not REPORTED.search(text):
        return True
    return bool(PLAIN.search(text)) and bool(TO_READERS.search(text)) and not REPORTED.search(text)
