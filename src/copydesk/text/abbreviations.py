"""Words that end in a point without ending a sentence, and words that begin one."""

__all__ = ["COMPANIES", "LETTERS", "MONTHS", "NUMBERED", "STARTERS", "TITLES"]

# Always followed by a name: the point never ends a sentence.
TITLES = frozenset(
    "mr mrs ms mx dr prof rev fr hon pres gov sen sens rep reps gen lt maj col capt cpt cmdr cdr adm sgt cpl pvt pfc "
    "st ste mt ft supt insp det ald amb atty asst assoc dept dir eng sec treas mlle mme vs v cf al approx viz resp hr "
    "hrn bzw ggf bspw inkl evtl sog mio mrd ing dipl sra srta dña lic gral gob av avda mm pr sig dott avv".split()
)
# Followed by a number: the point ends a sentence only before a word.
NUMBERED = frozenset(
    "no nos nr num núm art arts fig figs p pp vol ch par para op ver jan feb mar apr jun jul aug sep "
    "sept oct nov dec".split()
)
# A day's number and a point before one of these is a date, as German writes it.
MONTHS = frozenset("januar jänner februar märz april mai juni juli august september oktober november dezember".split())
# Single small letters that are half of an abbreviation (z. B., d. h., u. a.).
LETTERS = frozenset("zdu")
# May end a sentence: it does when the next word is one that begins sentences.
COMPANIES = frozenset(
    "inc co corp ltd llc plc jr sr bros etc est ave blvd rd sq mon tue tues wed thu thur thurs fri sat sun ala ariz "
    "ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn tex vt "
    "va wash wis wyo ont que alta sask".split()
)
STARTERS = frozenset(
    "the a an this that these those he she it they we i you his her its their our my there here in on at by for from "
    "with without to of as if when while after before since until because although though but and or so yet however "
    "meanwhile also then now still even just only both neither some many most all every each no not what who where "
    "why how which whether during under over through despite according last earlier later today yesterday tomorrow "
    "asked additionally moreover instead once another other few several".split()
)
