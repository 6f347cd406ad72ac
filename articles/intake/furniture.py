"""Page furniture: the words around a story that belong to the page and not to the story."""

import re
from pathlib import Path

from articles.intake.shapes import count, ends_sentence, fold

WORDS = Path(__file__).parent / "words"


def lexicon(name):
    """Give the lines of a word list: whole lines of pages, folded, one a line."""
    return frozenset((WORDS / name).read_text(encoding="utf-8").split("\n")) - {""}


WHOLE = lexicon("furniture.txt")
# A quotation that somebody says may begin with any words.
OPENERS, REPORTED = "“\"‘'", re.compile(r"\b(?:said|says|told|wrote|read)\b")
# Whole lines by shape: counts, timings, buttons with a number.
SHAPES = [
    re.compile(pattern)
    for pattern in (
        r"(?:reading time:?\s*|"
        r"est\.? reading time:?\s*)?\d{1,3}(?:\s*[-–]\s*\d{1,3})?[\s-]*(?:min(?:ute)?s?)[\s-]*(?:read|"
        r"reading|listen|watch|audio|video)?(?:ing)?(?: time)?",
        r"(?:reading time|time to read|read time|estimated reading time|listen(?:ing)? time|"
        r"duration)\s*:?\s*(?:about\s*)?\d{1,3}.{0,12}",
        r"(?:listen|watch)\s*[·•|(-]?\s*\d{1,2}(?::\d{2}| ?min(?:ute)?s?)\)?",
        r"(?:view |show |see |read |load |all )*[\d.,]+[km]?\s*(?:comments?|shares?|views?|likes?|reads?|"
        r"claps?|responses?|replies|retweets?|reactions?|votes?|photos?|images?|pictures?|followers|"
        r"people)(?: reacted| are reading this)?",
        r"(?:comments?|shares?|views?|likes?|reads?|replies|responses)\s*:?\s*\(?[\d.,]+[km]?\)?",
        r"\(?\d{1,3}\s*(?:/|of)\s*\d{1,3}\)?",
        r"[\d.,:]{1,8}[km]?",
        r"\d{1,2}:\d{2}(?:\s*/\s*\d{1,2}:\d{2})?",
        r"(?:share|save|print|email|e-mail|tweet|facebook|twitter|x|whatsapp|linkedin|reddit|telegram|"
        r"pinterest|copy link|copy|comments?|listen|follow|bookmark|gift|link|post|pin|flipboard|"
        r"messenger|more|sms|like|threads|bluesky|pocket|instagram|tumblr|\d{1,5}|[,|/•·\s-])+",
        r"share (?:this )?(?:article|story|post|page|video|news)?\s*(?:on|via|with|to|by|:).{0,80}",
        r"(?:also )?follow (?:us|the .{2,30}(?= on| at| @|:)|@\w+|him|her|them|bbc .{2,30}|our .{2,60})(?: on| at|"
        r" @|:|$).{0,90}",
        r"(?:find|like|join|visit) us on .{2,80}",
        r"(?:©|\(c\)|copyright)(?: ?©| ?\(c\))?\s.{0,200}|copyright .{0,20}\d{4}.{0,150}",
        r".{0,160}\ball rights reserved\b.{0,160}",
        r"(?:https?://|www\.)\S+",
        r"(?:published|posted|filed|appears|appeared|originally published) (?:in|under)\s?:? .{2,60}",
        r"(?:video|audio) player.{0,60}|reporting from .{2,60}|a version of this (?:article|story|"
        r"piece) (?:appears|appeared|ran|was published|first).{0,400}",
        r"(?:article|story|content|post|page) continues (?:below|after).{0,40}|(?:scroll|"
        r"continue) (?:down )?(?:to|for|reading).{0,60}",
        r".{3,80} (?:does not|do not|doesn't) work for, consult, own shares in.{5,300}",
        r"(?:heard|seen|aired|as heard|first aired|broadcast) on .{2,60}",
        r"related (?:article|video|story|gallery|audio)s? .{8,160}",
        r"share or comment on .{2,200}",
        r"(?:more information|journal information|journal reference|provided by|citation|doi|source|"
        r"sources|story source|materials provided by|reference|references|publication|"
        r"originally published|funding|with inputs? from|read full (?:story|article))\s*:.{2,400}",
        r"tags?\s*[:|-].{1,300}|topics?\s*[:|-].{1,300}|filed (?:under|to|in)\s*:?.{1,200}|categor(?:y|"
        r"ies)\s*:.{1,200}|keywords?\s*:.{1,300}|related topics?\s*:?.{1,200}|more (?:on|"
        r"about)\s*:.{1,200}|in this (?:story|article)\s*:.{1,200}",
        r"(?:read(?: more| also| next| the full story| this| our explainer)?|also read|"
        r"related(?: stor(?:y|ies)| articles?| news| content| coverage| reading| video)?|see also|see|"
        r"more|recommended|don't miss|must read|up next|next|previous|prev|more on this|"
        r"more on this story|more from .{2,40}|further reading|explained|explainer|in pictures|in photos|"
        r"watch|video|listen|podcast|gallery|photos|click here|opinion|analysis|quiz|interactive|"
        r"from the archives?|you may also like|you might also like|editor's picks?|trending|top stor(?:y|"
        r"ies)|also|live updates|special report|ad|advertisement|sponsored|promoted)\s*(?::|\||>|»|→|–|—|"
        r"-|\s-\s)\s*\S.{3,240}",
        r"(?:read|see|view|watch|explore|discover|show|browse|get|load|find) (?:more|all|"
        r"full)(?: of)?(?: (?:our|the|about|on|from|in|stories|news|articles|here|comments|coverage|by|"
        r"posts|results|photos|videos|at|of)\b.{0,80})?",
        r"more (?:from|by|in|stories (?:from|by|about)|news from|about|on|coverage of) .{2,60}",
        r"(?:click|tap|press|swipe) (?:here|to|on|the) .{2,120}",
        r"(?:download|get|install|open|try) (?:our|the) .{0,40}\bapp\b.{0,100}",
        r"(?:sign up|subscribe|register|join|log ?in|sign in|become a (?:member|subscriber|"
        r"supporter))\b(?: (?:for|to|now|today|here|free|or|and|with|the|our|us|via|in)\b.{0,160})?",
        r"(?:listen to|hear|watch) (?:this|the) (?:article|story|audio|full .{2,40}|episode|programme|"
        r"interview|report|video)\b.{0,60}",
        r"this (?:article|story|post|piece|content|page) (?:was |is |has been |have been |may |"
        r"appeared |first |originally |contains |uses )?.{0,12}(?:updated|amended|corrected|edited|"
        r"first published|originally published|originally appeared|published|first appeared|republished|"
        r"produced|translated|adapted|affiliate|paywall|syndicated|auto-generated|contain).{0,300}",
        r"(?:an earlier|a previous) version of this (?:article|story|report|piece|headline|post|page)\b.{0,500}",
        r"(?:we|this (?:site|website|page)|our (?:site|website|partners)|.{2,30} and (?:its|"
        r"our) partners)\b.{0,40}\b(?:cookies?|personal data|similar technologies)\b.{0,500}",
        r"by (?:signing up|subscribing|entering your email|clicking|submitting|continuing|registering|"
        r"providing).{2,300}",
        r".{0,100}\b(?:unsubscribe at any time|protected by recaptcha|privacy policy(?: and terms)?|"
        r"no spam)\b.{0,250}",
        r"(?:our standards|standards)\s*:\s*.{2,120}",
        r"(?:with )?(?:files|inputs?) from (?:the )?(?:agencies|agency|wires|afp|ap|reuters|pti|"
        r"ani).{0,80}|\(?with (?:agency|agencies) inputs?\)?",
        r"(?:edited|proofread|fact-checked|reviewed|moderated|copy ?edited) by\s*:? .{3,80}",
        r"(?:the )?post .{5,200} (?:first )?appeared (?:first )?on .{2,60}",
        r"(?:got|have|do you have) (?:a |any )?(?:tip|story|news tip|question|correction|something to say|"
        r"feedback|an opinion|more information)\b.{0,240}",
        r"(?:contact|email|reach|write to|call) (?:the |our )?(?:author|reporter|newsroom|editor|"
        r"journalist|.{2,40} at )\b.{0,160}",
        r"(?:for|to get) (?:the latest|more|breaking|all the).{0,60}\b(?:news|stories|updates|coverage|"
        r"headlines)\b.{0,60}\b(?:click|visit|follow|sign up|subscribe|download|check out|here|"
        r"see)\b.{0,150}",
        r"(?:home|news)(?:\s*[>»›/→|\\]\s*[\w&',. -]{1,80}){1,6}",
        r"(?:[\w&' -]{2,30}\s*[>»›→]\s*){1,5}[\w&',. -]{2,80}",
        r"(?:image|photo|picture|view|slide|figure)\s*\d{1,2}\s*(?:/|of)\s*\d{1,2}",
        r"(?:last )?(?:updated|modified)\s*:?",
        r"\[?(?:video|embed|tweet|image|photo|map|graphic|chart|infographic|gallery|iframe|interactive)\]?",
        r"(?:your|start your|get|try|unlimited|digital) .{0,40}\b(?:subscription|free trial|access)\b.{0,120}",
        r"(?:notice|figure|chart|graphic|map)\s*:\s*.{2,80}/.{2,40}",
        r"(?:already a|not a) (?:subscriber|member)\b.{0,60}",
        r".{0,60}\b(?:enable|turn on|disable) (?:javascript|cookies|your ad ?blocker|notifications)\b.{0,200}",
        r"(?:sent|get outlook) (?:from my|for) .{2,40}",
        r"support (?:our|independent|local|quality) .{2,120}",
        r"(?:we|our|this|the).{0,40}\b(?:newsletter|mailing list)\b.{0,200}",
        r".{0,80}\b(?:newsletters?|inbox)\b.{0,160}",
        r"(?:follow|contact|email|reach) .{2,60}\b(?:on (?:twitter|x|facebook|instagram|bluesky|threads|"
        r"mastodon|linkedin)|@\w+|at \S+@\S+).{0,80}",
        r"join (?:our|the|thought).{2,40}\b(?:conversations?|forum|community|debate|discussion)\b.{0,120}",
        r"(?:join|follow|get) .{0,60}\b(?:whatsapp|telegram) (?:channel|group|community)\b.{0,120}",
        r"[\w .'&-]{2,40}'s (?:latest|top|biggest) (?:news|stories).{0,80}",
        r"(?:republish|reuse|license|reprint)s? (?:this|our|the) (?:article|story|content|work).{0,200}",
    )
]
# Whole lines by shape again, which sentences of a story could have: only a line that is no sentence is taken.
LOOSE = [
    re.compile(pattern)
    for pattern in (
        r"[a-z]{2,4}(?:[-/][a-z]{2,4}){1,4}|[a-z]{1,5}\d{4,5}",
        r"(?:[a-z]{2,4} )?\d{6} gmt [a-z]{3} \d{2}|(?:ap|afp|pa|dpa)-[\w-]+(?: \d{4}gmt)?|\d{16,}|"
        r"\d{1,2}/\d{1,2}/\d{2,4},? \d{1,2}:\d{2}(?: ?[ap]m)?",
        r"(?:bc|ap|afp|us|eu|uk|ml|as|af|la)-{1,2}\w[\w '.,&-]{3,60}",
        r"[rasfdeinb] [a-z] [a-z]{2,4}-[a-z-]{4,40}|[rasfdeinb] [a-z] \w{2,4}",
        r"editor\s*:\s*\w[\w .]{1,30}|(?:recent|more|latest|other) (?:stories|news|headlines) from .{2,60}",
        r"list \d{1,2} of \d{1,2}.{0,200}|list of \d{1,2} items?|end of list",
        r"\(?\d{1,3} (?:of|/) \d{1,3}\)?\W*|[$£€][\d,.]+[km]?|-?\d{1,3} ?°[cf]?",
        r"\d[\d.,]*[km]? (?:viewing now|thoughts? on .{2,200}|restacks?|reposts?|watching|listeners?|reading now)",
        r"(?:materials )?provided by (?:the )?(?:\w+ ){0,6}(?:university|institute|foundation|college|school|"
        r"hospital|laboratory)\b[^.]{0,40}",
        r"(?:takeaways|summary|key points|highlights|narrated|read aloud) (?:by|from) .{2,60}",
        r"(?:why you can|how to) trust .{2,60}",
        r"(?:prefer|add) .{2,60}\b(?:search engine|google|preferred source)\b.{0,20}",
        r"(?:discussion|comments?) (?:about|on) this (?:post|article|story)|this post is .{2,40}",
        r"advertisement\W+.{2,60}|.{0,40}\bscroll to continue\b.{0,20}|\d{1,2}-minute (?:listen|read|watch)",
        r"(?:posted|filed|tagged|categori[sz]ed) (?:in|under|as|with)\b.{2,300}",
        r".{0,200}\bbookmark the permalink\b.{0,10}",
        r"(?:last |first )?(?:updated|published|modified)\b[^.]{0,30}\d{1,2}[:.]\d{2}.{0,16}|co-published with .{2,60}",
        r"you can also (?:check|read|watch)\b.{0,160}|upgrade to paid|type your email.{0,6}|skip next section.{0,20}",
        r"like (?:this|loading)\W*|print friendly.{0,40}|keyboard shortcuts.{0,60}",
        r"(?:previous post|next post|older posts?|newer posts?)\b\s*:?.{0,160}|(?:previous|next)\s*[:→»].{0,160}|"
        r".{2,160} [»→]",
        r"(?:temps de lecture|lesezeit|lesedauer).{0,30}|newsletter.{1,120}|"
        r"share (?:this|on|via|by|full|the \w+ \w+|.{2,40} with)\b.{0,60}",
        r"donate(?: to .{2,60})?|follow (?:us|@|the authors?|.{2,40} on\b|.{2,40}'s)\b.{0,60}",
        r"topic:\w.{1,60}|.{2,60}\(opens? in (?:a )?new (?:window|tab)\).{0,20}",
        r"(?:suggested|related|key|more) (?:topics|words|tags)\s*:?.{0,200}|key ?words\s*:.{0,200}",
    )
]
# Openings of lines that lead to another story, and of sources, in other languages.
LEADS_AWAY = re.compile(
    r"(?:lire aussi|à lire aussi|"
    r"lire également|lesen sie auch|leer también|lea también|leia também|اقرأ أيضا|اقرأ أيضاً|"
    r"شاهد أيضا|المصدر|جميع الحقوق محفوظة)\b.{0,240}"
)
BOX = re.compile(
    r"(?:most (?:popular|read|viewed|shared|recent|watched|commented)|popular(?: now| stories)?|"
    r"(?:more )?trending(?: now| stories)?|top stories|latest(?: news| stories| headlines)?|"
    r"related(?: (?:articles?|stor(?:y|ies)|content|news|posts?|coverage|reading|links|topics|"
    r"videos?))?|read (?:more|next|also|this next)|also read|see also|more (?:stories|news|coverage|"
    r"on this story|on this topic|on this|like this|to explore|for you|reading)|"
    r"more (?:from|in|by|on|about) .{2,50}|recommended(?: .{2,20})?|you (?:may|"
    r"might)(?: also)? (?:like|have missed)|in case you missed it|don't miss|must reads?|up next|"
    r"what to read next|"
    r"editors?'?s? (?:picks?|choice)|around the (?:web|site)|from (?:the web|our partners|"
    r"our sponsors)|promoted(?: stories)?|sponsored links|discover more|explore more.{0,30}|"
    r"elsewhere.{0,20}|"
    r"features (?:&|and) analysis|further reading|tags|topics|filed under|categories|keywords|"
    r"table of contents|on this page|in this (?:article|story)|about the authors?|about the writer|"
    r"comments?(?: \(?\d+\)?|: .{3,30})?|\d+ comments?|(?:join|have) (?:the|your) (?:conversation|discussion|"
    r"say)|leave a (?:comment|reply)|journal|doi|method of research|coi statement|article title|"
    r"(?:media|press) contacts?|what readers are saying|"
    r"author information|meet the (?:author|writer)|what's next|list of .{1,3} items?|skip past newsletter promotion|"
    r"more on these topics|featured(?: stories)?|stories you may like|related tags)"
)
HARD_BOX = re.compile(
    r"most .*|popular.*|trending.*|recommended.*|you (?:may|might).*|comments?.*|\d+ comments?|"
    r"(?:join|have|leave).*|around.*|from (?:the|our).*|promoted.*|sponsored.*|"
    r"about the.*|more (?:from|by|stories|news|in) ?.*|editor.*|up next|what to read next|read next|"
    r"latest.*|top stories|discover.*|elsewhere.*|features.*|further reading|references|notes|"
    r"stories you.*"
)
NEWSLETTER = re.compile(
    r"\b(?:newsletters?|sign up|signing up|subscribe|inbox|your email|e-?mail address|privacy policy|"
    r"terms of (?:use|service)|unsubscribe|daily briefing|marketing emails|delivered (?:straight|"
    r"directly|to)|morning briefing|morning email|get the latest|recaptcha|weekly email|daily email|"
    r"never miss|sign me up|digest)\b",
    re.I,
)
NEWSLETTER_OPENS = re.compile(
    r"(?:sign up|subscribe|get (?:the|our|all)|join|newsletters?|stay|enjoying|free (?:daily|weekly)|"
    r"our (?:daily|weekly|morning)|start your day|the best of|skip past newsletter|after newsletter|"
    r"want more|don't miss|never miss)\b.{0,160}"
)
SECTION_WORDS = lexicon("sections.txt")


def is_furniture(text):
    """Say whether a line, by itself, is page furniture."""
    if len(text) > 420:
        return False
    folded = fold(text)
    if not folded:
        return len(text) < 80
    if folded in WHOLE:
        return True
    if count(text) > 60:
        return False
    if not (text[:1] in OPENERS and REPORTED.search(folded)) and (
        any(shape.fullmatch(folded) for shape in SHAPES) or LEADS_AWAY.fullmatch(folded)
    ):
        return True
    is_sentence = ends_sentence(text) and count(text) > 5 and text.rstrip()[-1:] not in "…)"
    return not is_sentence and any(shape.fullmatch(folded) for shape in LOOSE)


def is_section(text):
    """Say whether a line is a section name, a kicker, or a row of them."""
    folded = fold(text)
    parts = re.split(r"\s*(?:[|/>»›,•·]|\s-\s|\s(?:&|and)\s)\s*", folded)
    return len(folded) < 80 and all(part in SECTION_WORDS or part in WHOLE for part in parts if part)


def opens_box(text):
    """Say whether a line is the title of a box of links: Most Popular, Related, Comments."""
    return len(text) < 90 and bool(BOX.fullmatch(fold(text)))


def opens_tail(text):
    """Say whether a box title usually stands after the end of a story."""
    return bool(HARD_BOX.fullmatch(fold(text)))


def opens_newsletter(text):
    """Say whether a line is the head of a newsletter box."""
    return len(text) < 170 and bool(NEWSLETTER_OPENS.match(fold(text))) and bool(NEWSLETTER.search(text))


def sells_newsletter(text):
    return len(text) < 420 and bool(NEWSLETTER.search(text))
