"""Page furniture: the words around a story that belong to the page and not to the story."""

import re

from articles.intake.shapes import count, fold

# Whole lines, folded: no case, no edge punctuation.
WHOLE = frozenset(
    line.strip()
    for line in """
ad|ads|advert|adverts|advertisement|advertisements|advertising|advertorial|sponsored|sponsored content|paid content|promoted
article continues below|article continues after advertisement|story continues below|story continues below advertisement
story continues|continue reading|continues below|scroll to continue|scroll down|keep reading|content continues below
skip to main content|skip to content|skip to navigation|skip advertisement|skip to footer|skip ad|main content|jump to content
menu|search|close|open menu|toggle menu|toggle navigation|navigation|main menu|sections|all sections|more sections
home|homepage|front page|back to top|top|back|next|previous|prev|go back|next article|previous article|next story|previous story
sign in|sign up|log in|login|register|subscribe|subscribe now|my account|account|log out|sign out|donate|donate now|support us
share|share this|share this article|share this story|share this page|share article|share story|share on|share via|share:|shares
share full article|share on facebook|share on twitter|share on x|share on whatsapp|share on linkedin|share via email|share options
share to facebook|share to twitter|share by email|share link|sharing|share this post|share this content|share or save
facebook|twitter|x|whatsapp|linkedin|reddit|email|e-mail|messenger|telegram|pinterest|instagram|youtube|tiktok|flipboard
copy link|copy url|link copied|link copied!|copied|copy|print|print this page|print article|print this article|pdf|save|save article|bookmark
save this story|save for later|add to reading list|saved|comment|comments|leave a comment|post a comment|add a comment|view comments
show comments|join the conversation|join the discussion|no comments|no comments yet|have your say|report a typo|report this
listen|listen to this article|listen to article|listen to this story|listen now|play|pause|watch|watch now|watch live|live|video
gift|gift article|gift this article|give this article|gift this story|follow|follow us|following|follow topic|follow us on|like
like us on facebook|follow us on twitter|follow us on facebook|follow us on google news|follow us on x|follow us on social media|google news
read more|read more here|more|read also|also read|see also|see more|related|related articles|related article|related stories
related story|related content|related news|related topics|related posts|related coverage|related reading|related links|related video|related videos
more stories|more news|more on this story|more on this topic|more on this|more on the story|more like this|more to explore|more coverage
most popular|most read|most viewed|most shared|most commented|most watched|most recent|popular|popular stories|popular now|trending|trending now
trending stories|top stories|top story|latest|latest news|latest stories|latest headlines|headlines|breaking news|editor's picks|editors' picks|editors picks
editor's choice|editor's pick|recommended|recommended stories|recommended for you|recommended reading|recommended articles|you may also like
you might also like|you may like|you might like|you may have missed|in case you missed it|don't miss|must read|must reads|up next|read next|what to read next
next up|more for you|for you|around the web|from the web|promoted stories|from our partners|from our sponsors|sponsored links|taboola
what's next|discover more|explore more|elsewhere on the site|elsewhere|around the site|further reading|features & analysis|features and analysis
newsletter|newsletters|our newsletters|email newsletter|newsletter sign up|newsletter signup|sign up for our newsletter|subscribe to our newsletter
get our newsletter|join our newsletter|stay informed|stay up to date|stay connected|stay in touch|enter your email|enter your email address|email address
your email|your email address|thank you|thank you for subscribing|thanks for signing up|thank you for signing up|success|submit|unsubscribe
privacy policy|privacy|privacy notice|terms|terms of use|terms of service|terms & conditions|terms and conditions|cookie policy|cookies|cookie settings
cookie preferences|manage cookies|accept|accept all|accept cookies|accept all cookies|reject all|reject|manage preferences|manage settings|i agree|agree|ok|got it
contact|contact us|about us|about|careers|help|faq|faqs|sitemap|site map|accessibility|accessibility statement|advertise|advertise with us|corrections
tags|topics|topic|filed under|categories|category|keywords|in this story|explore more on these topics|more on these topics|on this page|table of contents|in this article|contents
about the author|about the authors|about the writer|author|authors|view all posts|view author archive|all posts|author bio|written by|more by this author
reuse this content|republish|republish this article|republish this story|reprints|reprints and permissions|licensing|purchase licensing rights|acquire licensing rights
opens new tab|opens in new tab|opens in new window|external link|external links|external|view original|original article|source|sources|via|view image in fullscreen
view gallery|view all|view all photos|view photos|photo gallery|gallery|photos|images|image|photo|enlarge this image|toggle caption|hide caption|show caption|caption|expand|collapse|show more|show less|load more
media caption|image caption|image source|figure caption|play video|watch video|view video|video player|audio|podcast|podcasts|transcript|download|embed|download app|get the app|download our app
open this photo in gallery|open image in gallery|open image in modal|click to enlarge|click to expand|tap to enlarge|zoom|full screen|fullscreen|view full image|1 of 2|1 of 3
add as preferred on google|make us preferred on google|add us on google|prefer us on google|preferred source|text size|font size|a a|aa|a+|a-|resize|dark mode|light mode
loading|loading...|this video can not be played|to play this video you need to enable javascript in your browser|your browser does not support the audio element
members only|premium|subscriber only|subscribers only|for subscribers|exclusive for subscribers|free to read|free article|unlocked|register for free|create a free account|create account
notes|references|citation|cite|more information|story source|journal reference|explore further|feedback to editors|notify me|get notifications|get alerts|turn on notifications
weather|e-edition|epaper|e-paper|digital edition|classifieds|obituaries|puzzles|crosswords|games|jobs|shop|store|subscribe for full access|become a member|support independent journalism
press enter to search|this is a modal window|no compatible source was found for this media|edition|us edition|uk edition|international edition|change edition
add topic|get email alerts|report an error|suggest a correction|send feedback|submit a correction|corrections and clarifications|editorial standards|our standards|the thomson reuters trust principles
print this story|email this story|email this article|send|reply|forward|reply all|download pdf|all rights reserved|view comments|hide comments|show more comments|load more comments|clap|stories|response|responses|written by
media contacts|media enquiries|see original|original story|contact the author|tip us|send us a tip|got a tip|submit a tip|got a story|get in touch|more from author|photos: see more|slideshow|photo essay
disclosure statement|quick guide|quick read|summary|companies|key points|key takeaways|takeaways|at a glance|in brief|in short|key facts|news provided by|provided by|story highlights|highlights|recommended videos|now playing|featured|featured video|featured stories|partner content|special offer|limited time offer|today's paper|today's headlines
""".replace("\n", "|").split("|")
    if line.strip()
)
# Whole lines by shape: counts, timings, buttons with a number.
SHAPES = [
    re.compile(pattern)
    for pattern in (
        r"(?:reading time:?\s*|est\.? reading time:?\s*)?\d{1,3}(?:\s*[-–]\s*\d{1,3})?[\s-]*(?:min(?:ute)?s?)[\s-]*(?:read|reading|listen|watch|audio|video)?(?:ing)?(?: time)?",
        r"(?:reading time|time to read|read time|estimated reading time|listen(?:ing)? time|duration)\s*:?\s*(?:about\s*)?\d{1,3}.{0,12}",
        r"(?:listen|watch)\s*[·•|(-]?\s*\d{1,2}(?::\d{2}| ?min(?:ute)?s?)\)?",
        r"(?:view |show |see |read |load |all )*[\d.,]+[km]?\s*(?:comments?|shares?|views?|likes?|reads?|claps?|responses?|replies|retweets?|reactions?|votes?|photos?|images?|pictures?|followers|people)(?: reacted| are reading this)?",
        r"(?:comments?|shares?|views?|likes?|reads?|replies|responses)\s*:?\s*\(?[\d.,]+[km]?\)?",
        r"\(?\d{1,3}\s*(?:/|of)\s*\d{1,3}\)?",
        r"[\d.,:]{1,8}[km]?",
        r"\d{1,2}:\d{2}(?:\s*/\s*\d{1,2}:\d{2})?",
        r"(?:share|save|print|email|e-mail|tweet|facebook|twitter|x|whatsapp|linkedin|reddit|telegram|pinterest|copy link|copy|comments?|listen|follow|bookmark|gift|link|post|pin|flipboard|messenger|more|sms|like|threads|bluesky|pocket|instagram|tumblr|\d{1,5}|[,|/•·\s-])+",
        r"share (?:this )?(?:article|story|post|page|video|news)?\s*(?:on|via|with|to|by|:).{0,80}",
        r"(?:also )?follow (?:us|the .{2,30}|@\w+|him|her|them|bbc .{2,30}|our .{2,60})(?: on| at| @|:|$).{0,90}",
        r"(?:find|like|join|visit) us on .{2,80}",
        r"(?:©|\(c\)|copyright)(?: ?©| ?\(c\))?\s.{0,200}|copyright .{0,20}\d{4}.{0,150}",
        r".{0,160}\ball rights reserved\b.{0,160}",
        r"(?:https?://|www\.)\S+",
        r"(?:published|posted|filed|appears|appeared|originally published) (?:in|under)\s?:? .{2,60}",
        r"(?:video|audio) player.{0,60}|reporting from .{2,60}|a version of this (?:article|story|piece) (?:appears|appeared|ran|was published|first).{0,400}",
        r"(?:article|story|content|post|page) continues (?:below|after).{0,40}|(?:scroll|continue) (?:down )?(?:to|for|reading).{0,60}",
        r".{3,80} (?:does not|do not|doesn't) work for, consult, own shares in.{5,300}",
        r"(?:heard|seen|aired|as heard|first aired|broadcast) on .{2,60}",
        r"related (?:article|video|story|gallery|audio)s? .{8,160}",
        r"share or comment on .{2,200}",
        r"(?:more information|journal information|journal reference|provided by|citation|doi|source|sources|story source|materials provided by|reference|references|publication|originally published|funding|with inputs? from|read full (?:story|article))\s*:.{2,400}",
        r"tags?\s*[:|-].{1,300}|topics?\s*[:|-].{1,300}|filed (?:under|to|in)\s*:?.{1,200}|categor(?:y|ies)\s*:.{1,200}|keywords?\s*:.{1,300}|related topics?\s*:?.{1,200}|more (?:on|about)\s*:.{1,200}|in this (?:story|article)\s*:.{1,200}",
        r"(?:read(?: more| also| next| the full story| this| our explainer)?|also read|related(?: stor(?:y|ies)| articles?| news| content| coverage| reading| video)?|see also|see|more|recommended|don't miss|must read|up next|next|previous|prev|more on this|more on this story|more from .{2,40}|further reading|explained|explainer|in pictures|in photos|watch|video|listen|podcast|gallery|photos|click here|opinion|analysis|quiz|interactive|from the archives?|you may also like|you might also like|editor's picks?|trending|top stor(?:y|ies)|also|live updates|special report|ad|advertisement|sponsored|promoted)\s*(?::|\||>|»|→|–|—|-|\s-\s)\s*\S.{3,240}",
        r"(?:read|see|view|watch|explore|discover|show|browse|get|load|find) (?:more|all|full)(?: of)?(?: (?:our|the|about|on|from|in|stories|news|articles|here|comments|coverage|by|posts|results|photos|videos|at|of)\b.{0,80})?",
        r"more (?:from|by|in|stories (?:from|by|about)|news from|about|on|coverage of) .{2,60}",
        r"(?:click|tap|press|swipe) (?:here|to|on|the) .{2,120}",
        r"(?:download|get|install|open|try) (?:our|the) .{0,40}\bapp\b.{0,100}",
        r"(?:sign up|subscribe|register|join|log ?in|sign in|become a (?:member|subscriber|supporter))\b(?: (?:for|to|now|today|here|free|or|and|with|the|our|us|via|in)\b.{0,160})?",
        r"(?:listen to|hear|watch) (?:this|the) (?:article|story|audio|full .{2,40}|episode|programme|interview|report|video)\b.{0,60}",
        r"(?:this|the) (?:article|story|post|piece|content|page) (?:was |is |has been |have been |may |appeared |first |originally |contains |uses )?.{0,12}(?:updated|amended|corrected|edited|first published|originally published|originally appeared|published|first appeared|republished|produced|translated|adapted|affiliate|paywall|syndicated|auto-generated|contain).{0,300}",
        r"(?:an earlier|a previous) version of this (?:article|story|report|piece|headline|post|page)\b.{0,500}",
        r"(?:we|this (?:site|website|page)|our (?:site|website|partners)|.{2,30} and (?:its|our) partners)\b.{0,40}\b(?:cookies?|personal data|similar technologies)\b.{0,500}",
        r"by (?:signing up|subscribing|entering your email|clicking|submitting|continuing|registering|providing).{2,300}",
        r".{0,100}\b(?:unsubscribe at any time|protected by recaptcha|privacy policy(?: and terms)?|no spam)\b.{0,250}",
        r"(?:our standards|standards)\s*:\s*.{2,120}",
        r"(?:with )?(?:files|inputs?) from (?:the )?(?:agencies|agency|wires|afp|ap|reuters|pti|ani).{0,80}|\(?with (?:agency|agencies) inputs?\)?",
        r"(?:edited|proofread|fact-checked|reviewed|moderated|copy ?edited) by\s*:? .{3,80}",
        r"(?:the )?post .{5,200} (?:first )?appeared (?:first )?on .{2,60}",
        r"(?:got|have|do you have) (?:a |any )?(?:tip|story|news tip|question|correction|something to say|feedback|an opinion|more information)\b.{0,240}",
        r"(?:contact|email|reach|write to|call) (?:the |our )?(?:author|reporter|newsroom|editor|journalist|.{2,40} at )\b.{0,160}",
        r"(?:for|to get) (?:the latest|more|breaking|all the).{0,60}\b(?:news|stories|updates|coverage|headlines)\b.{0,60}\b(?:click|visit|follow|sign up|subscribe|download|check out|here|see)\b.{0,150}",
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
        r"(?:follow|contact|email|reach) .{2,60}\b(?:on (?:twitter|x|facebook|instagram|bluesky|threads|mastodon|linkedin)|@\w+|at \S+@\S+).{0,80}",
        r"join (?:our|the|thought).{2,40}\b(?:conversations?|forum|community|debate|discussion)\b.{0,120}",
        r"(?:join|follow|get) .{0,60}\b(?:whatsapp|telegram) (?:channel|group|community)\b.{0,120}",
        r"[\w .'&-]{2,40}'s (?:latest|top|biggest) (?:news|stories).{0,80}",
        r"(?:republish|reuse|license|reprint)s? (?:this|our|the) (?:article|story|content|work).{0,200}",
    )
]
BOX = re.compile(
    r"(?:most (?:popular|read|viewed|shared|recent|watched|commented)|popular(?: now| stories)?|trending(?: now| stories)?|top stories|latest(?: news| stories| headlines)?|"
    r"related(?: (?:articles?|stor(?:y|ies)|content|news|posts?|coverage|reading|links|topics|videos?))?|read (?:more|next|also|this next)|also read|see also|more (?:stories|news|coverage|on this story|on this topic|on this|like this|to explore|for you|reading)|"
    r"more (?:from|in|by|on|about) .{2,50}|recommended(?: .{2,20})?|you (?:may|might)(?: also)? (?:like|have missed)|in case you missed it|don't miss|must reads?|up next|what to read next|"
    r"editors?'?s? (?:picks?|choice)|around the (?:web|site)|from (?:the web|our partners|our sponsors)|promoted(?: stories)?|sponsored links|discover more|explore more.{0,30}|elsewhere.{0,20}|"
    r"features (?:&|and) analysis|further reading|tags|topics|filed under|categories|keywords|table of contents|on this page|in this (?:article|story)|about the authors?|about the writer|"
    r"comments?(?: \(?\d+\)?)?|\d+ comments?|(?:join|have) (?:the|your) (?:conversation|discussion|say)|leave a (?:comment|reply)|what's next|list of .{1,3} items?|skip past newsletter promotion|more on these topics|featured(?: stories)?|stories you may like|related tags)"
)
HARD_BOX = re.compile(
    r"most .*|popular.*|trending.*|recommended.*|you (?:may|might).*|comments?.*|\d+ comments?|(?:join|have|leave).*|around.*|from (?:the|our).*|promoted.*|sponsored.*|"
    r"about the.*|more (?:from|by|stories|news|in) ?.*|editor.*|up next|what to read next|read next|latest.*|top stories|discover.*|elsewhere.*|features.*|further reading|references|notes|stories you.*"
)
NEWSLETTER = re.compile(
    r"\b(?:newsletters?|sign up|signing up|subscribe|inbox|your email|e-?mail address|privacy policy|terms of (?:use|service)|unsubscribe|daily briefing|marketing emails|delivered (?:straight|directly|to)|morning briefing|morning email|get the latest|recaptcha|weekly email|daily email|never miss|sign me up|digest)\b",
    re.I,
)
NEWSLETTER_OPENS = re.compile(
    r"(?:sign up|subscribe|get (?:the|our|all)|join|newsletters?|stay|enjoying|free (?:daily|weekly)|our (?:daily|weekly|morning)|start your day|the best of|skip past newsletter|after newsletter|want more|don't miss|never miss)\b.{0,160}"
)
SECTION_WORDS = frozenset(
    """world|politics|business|sport|sports|opinion|news|local|local news|national|international|health|science|technology|tech|
    culture|arts|entertainment|travel|lifestyle|life|style|food|money|economy|finance|markets|education|environment|climate|
    climate change|weather|crime|courts|law|justice|religion|media|books|film|music|tv|tv & radio|theatre|fashion|football|cricket|
    tennis|rugby|golf|motorsport|us news|uk news|world news|us|uk|u.s.|europe|asia|africa|middle east|americas|latin america|
    asia pacific|australia|canada|india|china|russia|syria|lebanon|israel|palestine|gaza|ukraine|iran|iraq|turkey|egypt|yemen|
    saudi arabia|france|germany|london|england|scotland|wales|northern ireland|ireland|new york|california|texas|washington|
    features|feature|analysis|comment|commentary|editorial|editorials|letters|explainer|interview|interviews|investigation|
    investigations|special report|in depth|in-depth|long read|the long read|longform|obituary|obituaries|review|reviews|profile|profiles|
    exclusive|breaking|breaking news|live|video|videos|photos|gallery|podcast|podcasts|interactive|fact check|data|cities|city|
    community|human rights|rights|women|gender|refugees|migration|conflict|war|security|defence|defense|military|energy|
    oil|oil and gas|gas|housing|property|real estate|transport|cars|motoring|jobs|careers|work|family|parenting|nature|animals|wildlife|
    space|space & physics|physics|biology|medicine|history|archaeology|psychology|mental health|coronavirus|covid-19|elections|election 2024|parliament|congress|
    white house|westminster|diplomacy|foreign policy|agriculture|farming|industry|companies|retail|banking|crypto|ai|artificial intelligence|
    internet|social media|gaming|games|press release|press releases|statement|statements|news release|media release|newsroom|
    magazine|blog|blogs|column|columns|columnists|opinion column|perspective|essay|essays|ideas|society|people|royals|celebrity|showbiz|
    the americas|us & canada|asia & pacific|science & environment|entertainment & arts|business & economy|global development|
    council|planning|police|fire|traffic|schools|charity|heritage|events|whats on|what's on|home news|top news|state|region|regional|
    earth|nation|metro|public health|research|news in brief|briefs|dispatch|dispatches|report|reports|spotlight|premium|inside story|poll""".replace(
        "\n", ""
    )
    .replace("    ", "")
    .split("|")
)


def is_furniture(text):
    """Say whether a line, by itself, is page furniture."""
    if len(text) > 420:
        return False
    folded = fold(text)
    if not folded:
        return len(text) < 80
    if folded in WHOLE:
        return True
    words = count(text)
    if words > 60:
        return False
    return any(shape.fullmatch(folded) for shape in SHAPES)


def is_section(text):
    """Say whether a line is a section name, a kicker, or a row of them."""
    folded = fold(text)
    parts = re.split(r"\s*(?:[|/>»›,•·]|\s-\s)\s*", folded)
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
