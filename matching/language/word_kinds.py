"""Kinds of word that tell a task from what is none: what is asked of whom, and what work is not about.

Plain data for `matching.language.understanding`. `*` stands for any letters, or none. A word may be of
several kinds. What each kind counts, alone and beside another in a sentence, is learned.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

WORD_KINDS: Mapping[str, str] = {
    "who": "hvem hvilke hvilken who which",
    "person": """
        kolleg* medarbejder* ansat* ansætted* chef* leder* teamleder* sagsbehandler* lærer* pædagog*
        socialrådgiver* direktør* nyansat* personale* dagplejer* afløser* efterfølger* ansøger*
        underordned* kvinde* mand mænd fyr employee* colleague* caseworker* teacher* worker* boss*
        manager* staff everyone* anyone* women men
    """,
    "they": "han hun ham hans hende hendes he she her his him",
    "asker": "jeg mig min mit mine my me",
    "we": "vi os vores we our us",
    "all": "alle alles samtlige hele all every everybody",
    "list": """
        list* udtræk* oversigt* eksport* export* regneark* excel* spreadsheet* udskriv* send vis giv give
        show træk fil file download
    """,
    "pay": """
        løn* årsløn* grundløn* tjen tjener tjene tjente *tillæg bonus* vederlag* engangsvederlag* fratræd*
        pension* gæld salar* earn* paid pay pays payslip* wage* raise
    """,
    "health": """
        syg* sick* *fravær *fraværet fejler stress* depress* diagnos* adhd psykolog* indlagt* psykiatr*
        kronisk* *kræft angst* medicin* antidep* corona* demens* ordblind* ill illness* cancer* lidelse*
        lægeerkl* misbrug* alkohol* barnets
    """,
    "pregnancy": "gravid* *barsel *barsels* termin abort* fertil* pregnan* maternity baby",
    "life": """
        gift skilt kæreste* single bor hjemmeadr* adresse* privat* kone fritid børn forældre muslim* jøde*
        kristen* religion* tro troende tørklæde* parti stemmer stemte homosek* lesbisk* bøsse* gay trans*
        fagforening* politi* divorced children kids church live lives statsborger* nationalit* etnisk*
        indvandr* *baggrund facebook mobilnummer privatnummer telefonn* kontonummer* fængsel straffe*
    """,
    "identity": """
        cpr* *personnum* fødsel* født alder alderen gammel old køn gender age ages birth* born civilstand
        navn navne* name names over under år
    """,
    "judged": """
        dårlig* ringest* doven dovnest* langsom* fyr fyre fyres fyring* afskedig* advarsel* påtale* klage*
        fejl bedst best worst laziest rank* rang* rate karakter* uduelig* mindst tjenstlig* mus undvære
        fire fired mistakes complaints late sent utilfreds* opsi* personalesag* top point
    """,
    "able": """
        kan kunne kender ved erfaring* prøvet styr stærk god forstand tale taler arbejder tid hjælp*
        undervis* vil know* help* experience* speak* worked able can haft lavet arbejdet været tried done
    """,
    "work": """
        projekt* indsats* *politik *politikk* strategi* udbud* retningslin* *vejledning* procedure*
        proces* *system* kurs* guid* *plan *planen kampagne* oplæg* forebyg* nedbring* *analys* værktøj*
        koncept* rekrutter* *ordning* *regler* aftale* tilbud* samarbejd* arbejdsgruppe* borger* elev*
        beboer* skole* plejehjem* budget* overenskomst* *arbejde* lovgiv* lov skal mangler need unge ældre
        familie* workshop* undersøg* *måling* indfør* policy project* training hold
    """,
    "verse": """
        digt* vits* vittighed* joke* poem* poetry rim haiku* limerick* gåde* eventyr* story stories rap
        novelle* stil essay* sang* song* tale horoskop* stjernetegn* quiz*
    """,
    "weather": """
        vejr* *vejr *vejret regner sne sner sol solen *grader weather rain* snow* sunny storm* paraply*
    """,
    "kitchen": """
        opskrift* recipe* aftensmad* frokost* koge* bage bager bagt steg* kage* brød* vin øl kaffe te
        pizza* burger* kylling* æg cook* bake* restaurant* dinner smager spise* lasagne* sovs* sauce*
        dessert*
    """,
    "spare_time": """
        film* movie* serie* series netflix* hbo* spotify* podcast* sanger* skuespiller* fodbold* håndbold*
        football superliga* landshold* kamp* match vm em finale* guld messi ronaldo liverpool lotto*
        ferie* hotel* fly* flight* biograf* spil game* krimi* bog book
    """,
    "home": """
        derhjemme hjemme kat katte hund* kanin* cat cats dog dogs plante* kone mand mor mors far fars søn*
        datter* søster* bror* nevø* niece* teenager* kæreste* wife husband girlfriend boyfriend mom dad
        nabo* iphone* mobil* bil biler vaskemaskine* kaffemaskine* fjernsyn* gave gaver bryllup*
        konfirmation* fødselsdag*
    """,
    "knowledge": """
        hovedstad* præsident* konge* dronning* planet* verdenskrig* verdens* opfandt vandt døde capital
        president king queen kilometer* grader kvadratrod* ligning* oversæt* translate staver betyder tysk
        fransk spansk japansk lektier* skriv forklar explain regn
    """,
    "machine": """
        robot* maskine* chatgpt ai prompt* instruktion* instructions ignore forget glem sprogmodel*
        menneske
    """,
    "code": """
        python java javascript css html sql npm git regex function def print console error* typeerror*
        syntaks* for int return windows printer* browser*
    """,
    "greeting": """
        hej hejsa hi hello hallo dav goddag godmorgen godaften farvel tak thanks ok okay nej ja lol
    """,
    "you": "du dig din dit dine you your",
}
"""Which words are of each kind, in both languages."""

NAMES_THAT_ARE_WORDS: frozenset[str] = frozenset(
    """
    a ali alma an bent bjørn bo dan eva i in jo kim le liv maj mark max my per signe sten storm tom tove
    """.split()  # noqa: SIM905
)
"""Given names that are words too: written small, or first in a sentence, they are read as words."""


def words_like(listed: str) -> re.Pattern[str]:
    """What matches a word of the list, and nothing longer or shorter than it says."""
    return re.compile("|".join(re.escape(word).replace(r"\*", ".*") for word in listed.split()))


_PATTERNS = {kind: words_like(listed) for kind, listed in WORD_KINDS.items()}
_NAMES = frozenset(
    (files("matching.language") / "given_names.txt").read_text(encoding="utf-8").lower().split()
)


@lru_cache(maxsize=1 << 14)
def kinds_of(word: str) -> tuple[str, ...]:
    """The kinds of a word in lower case."""
    return tuple(kind for kind, pattern in _PATTERNS.items() if pattern.fullmatch(word))


def is_given_name(written: str, *, first: bool) -> bool:
    """Tell whether a word, as it is written, is a name that people in Denmark have.

    It is the `first` of its sentence, or not: a capital says nothing there.
    """
    word = written.lower()
    if word not in _NAMES and word.removesuffix("s") not in _NAMES:
        return False
    return word not in NAMES_THAT_ARE_WORDS or (written[0].isupper() and not first)
