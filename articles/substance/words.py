"""Small lists of words by language: what denies, what counts, what is no verb."""

# What turns a sentence round. A language that is not here is asked with all of them.
DENIALS = {
    "en": "not no never none nobody nothing neither nor nowhere without cannot hardly barely",
    "de": "nicht kein keine keinen keinem keiner keines nie niemals niemand nichts ohne weder nirgends",
    "fr": "ne n pas jamais rien aucun aucune personne ni sans nul nulle",
    "es": "no nunca jamás nadie nada ninguno ninguna ningún sin ni tampoco",
    "it": "non mai nessuno nessuna niente nulla senza né neppure",
    "pt": "não nunca jamais ninguém nada nenhum nenhuma sem nem",
    "nl": "niet geen nooit niemand niets zonder noch",
    "sv": "inte ej aldrig ingen inget inga utan",
    "ar": "لا لم لن ليس ليست ليسوا غير بدون دون ما",
    "fa": "نه نیست نبود بدون هیچ",
    "ru": "не нет ни никогда никто ничто ничего без",
    "uk": "не ні немає ніколи ніхто нічого без",
}

NUMBERS = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand "
    "thousands million millions billion billions trillion dozen dozens half third quarter twice double triple first "
    "second fourth fifth",
    "de": "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf hundert tausend million millionen "
    "milliarde milliarden dutzend halb doppelt",
    "fr": "zéro deux trois quatre cinq sept huit neuf dix onze douze vingt trente cent cents mille million millions "
    "milliard milliards moitié tiers quart double",
    "es": "cero dos tres cuatro cinco seis siete ocho nueve diez once doce veinte treinta cien ciento mil millón "
    "millones mitad tercio cuarto doble",
}

# In a headline whatever is none of these may be its verb.
NO_VERBS = {
    "en": "a an the and or but of in on at to for from by with about after before over under into onto as than per "
    "this that these those his her its their our your my he she it they we you i who whom whose which what",
    "de": "der die das den dem des ein eine einen einem einer und oder aber von im in am an auf zu für aus bei mit "
    "nach vor über unter als wie",
    "fr": "le la les un une des du de d l et ou mais à au aux en dans sur sous par pour avec sans chez",
    "es": "el la los las un una unos unas y o pero de del a al en con por para sin sobre entre",
}


def of_language(lists: dict[str, str], language: str) -> frozenset[str]:
    """Return the words of a language; those of all where it has none of its own."""
    short = language.lower().split("-")[0]
    chosen = lists.get(short) or " ".join(lists.values())
    return frozenset(chosen.split())
