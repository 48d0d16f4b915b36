"""Lists for `matching.language.private_details`: illnesses, one person, what makes a name none, streets.

Plain data. `*` stands for any letters, or none, as in `word_kinds`. All by eye, from how the example tasks
of the catalogue are written.
"""

from matching.language.word_kinds import NAMES_THAT_ARE_WORDS, words_like

HEALTH_KINDS = frozenset({"health", "pregnancy"})
"""Kinds of word that tell of somebody's health where a sentence is about one person."""

ILLNESSES = words_like(
    """
    *diabetes* sukkersyge* epilep* skizofren* bipolar* autis* asperger* downs borderline ptsd ocd
    *sklerose* sclerosis parkinson* alzheimer* astma* asthma* kol migræne* migraine* *allergi* hiv aids
    *blodprop* stroke hjerneryst* concussion handicappet disabled opereret operation* hospitalised
    hospitalized kemo* chemo* apopleksi* slagtilfælde* fibromyalgi* leddegigt* arthritis psykose* psychosis
    spiseforstyrr* anoreksi* bulimi* selvmord* suicid* selvskad* udbrændt burnout narkoman* alkoholiker*
    alcoholic* overdosis førtidspension* fleksjob* dement demente kræftsyg* hjertefejl* infarkt*
    hjerneskade* tourette* *sygemeld*
    """
)
"""Beside those kinds, which are learned for whole questions; Danish and English."""

WORK_OF_HEALTH = words_like(
    """
    sygehus* sygepleje* sygehjælp* psykolog* *psykiatri* *psykiater* misbrugsbeh* misbrugsråd*
    misbrugscent* sygedagpenge* sygepenge* *koordinator* demensven* demensråd* demensafsnit* *fravær
    *fraværet barnets alkoholbeh* alkoholfri* alkoholpolit* medicinrum* medicinsk* medicinhåndt*
    stresspolit* barselsvikar* sygdomsl* *forsikring* *afdeling* *center *centret fejler
    baby* babies maternity
    """
)
"""Of all those, words for who works with it, where, or what is paid; and what is said of anybody."""

ONE_PERSON = frozenset(("han", "hun", "ham", "hans", "hende", "hendes", "he", "she", "him", "his", "her"))

SOMEBODY = frozenset(
    """
    kollega borger elev beboer patient medarbejder ansat dreng pige mand kvinde lærer pædagog leder chef nabo
    assistent vikar colleague citizen pupil resident patient boy girl man woman child employee teacher
    manager neighbour
    """.split()  # noqa: SIM905
)

ONE = frozenset(("en", "én", "vores", "min", "et", "a", "one", "our", "my"))
"""At most one word before one of `SOMEBODY` they make it one person: »en ny kollega«."""

BEFORE_A_NAME = SOMEBODY | frozenset(
    """
    kollegaen borgeren eleven beboeren patienten medarbejderen drengen pigen manden kvinden læreren lederen
    chefen naboen søn sønnen datter datteren bror søster mor far hustru fru hr frk hedder mr mrs ms called
    """.split()  # noqa: SIM905
)
"""After these a capitalised given name is somebody's, also one that is a word."""

NAMES_OR_WORDS = NAMES_THAT_ARE_WORDS | frozenset(
    ("hans", "eva", "ida", "dag", "sky", "tro", "my", "rose", "august", "viola", "vita", "sol", "laura")
)
"""Given names that count only before a surname or after a word for somebody: pronouns, words, institutes."""

NO_PERSON_BEFORE = frozenset(
    ("sankt", "skt", "saint", "café", "cafe", "projekt", "projektet", "systemet", "system", "programmet")
)
"""After these a given name is a day, a place or a product."""

MORE_NAMES = frozenset(
    """
    agnes agnete albert alberte alfred alma andriy anette anne-marie annelise arthur asta august axel
    aya aylin berit bertha bertil bertram birgit birthe britt carl casper christoffer clara conrad dines
    dragan ebbe einar ejnar elias elisabeth ella ellie elliot elsebeth ernst esther felix filippa frans
    frede frida frits georg goran gorm gudrun hamza harald hardy hector helene helmer hemming herluf
    hjalmar holger huda hugo hussein ibrahim ingelise isabella ivar jacob jane jannik jasmina jimmy
    joachim joakim joan johannes jonatan jonathan judith jytte jørn kalle karim karina karl karla
    karsten kathrine keld kent khadija klara klaus knud konrad kristina laerke lauge lauritz lena
    lennart leo lilian lilli linda lisa liva louie lukas lykke majbritt marcus maren margit margrethe
    markus marta merle mikael milas mirjana molly nicolai nils noah nohr noor olivia oluf otto ove
    patrick peder pelle povl richard rita ritta robert rolf ruth saga sally sigrid silas sille sofia
    sonja steffen storm susan sylvester theo theodor thor thorkild tilde tim toke tore ulrikke vagn
    valdemar verner victoria viktor vilhelm vincent vivian walter zoran åse
    """.split()  # noqa: SIM905
)
"""Given names beside those of `given_names.txt`, which the model of `understanding` has learned with: common
ones of those who work and live here."""

TITLES = frozenset(("fru", "hr", "frk", "mr", "mrs", "ms"))
"""After these any capitalised word is somebody's name."""

STREET_ENDINGS = (
    *("vej", "vejen", "gade", "gaden", "stræde", "strædet", "allé", "alle", "alléen", "vænge", "vænget"),
    *("toft", "toften", "vang", "vangen", "bakke", "bakken", "have", "haven", "park", "parken", "plads"),
    *("pladsen", "torv", "torvet", "boulevard", "sti", "stien", "lund", "lunden", "høj", "højen", "eng"),
    *("engen", "brynet", "street", "road", "lane", "avenue"),
)

NO_SURNAME = words_like(
    """
    *skole *skolen *hjem *hjemmet *hus *huset *gård *gården *kirke *kirken *bibliotek* *center* *fond* *prisen
    *metoden *modellen *observatoriet *museet vej *vejen gade *gaden stræde allé alle plads *pladsen torv
    *torvet sti *stien boulevard vænge *vænget road street avenue lane
    """
)
"""Behind a given name they make it a place or a thing: »Karen Blixens Vej«, »Sofie Skolen«."""
