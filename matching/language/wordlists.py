"""The words that no label list can teach: what carries no content, bends irregularly or must not be split.

Plain data for `matching.language.text` and `matching.language.compounds`. Everything is lower case and
spelt with æ, ø and å. The Danish stop words follow Snowball's list (https://snowballstem.org/algorithms/danish/stop.txt),
the English ones Snowball's too, both with the words that every municipal task text holds.
"""

from collections.abc import Mapping

FUNCTION_WORDS_DA: frozenset[str] = frozenset(
    """
    a ad af allerede alligevel alt at bare begge bl blandt blev blevet blive bliver blot både bør ca da de
    dem den denne der derefter deres derfor derved des desuden det dette dig din dine dit dog du dvs efter
    eller ellers en end endnu endvidere ene er et evt for fra fx få fået får før gennem gik gjort gå går ham
    han hans har havde have hen hende hendes her herunder hinanden hos hun hvad hvem hver hvert hvilke
    hvilken hvilket hvis hvor hvordan hvorfor hvorledes hvornår i ift ikke imellem ind ingen inkl inklusiv
    intet især ja jeg jer jeres jf jo kan kom komme kommer kunne lidt lige man mange med meget mellem men
    mens mfl mig mod mv må måske måtte nej nemlig netop nogen noget nogle nok nu når og også om op os osv
    over overfor par pga plus på rigtig rundt samt selvom siden sin sine sit skal skulde skulle snart som
    stadig så sådan således til ud under var ved vedr vi via vil ville vore vores være været
    """.split()  # noqa: SIM905
)
SPOKEN_WORDS_DA: frozenset[str] = frozenset(
    """
    bli gi ha hva hvo ik ikk ka ku li ligesom lissom me mega noen noet nåen nån nåt sgu ska sku sån ta te
    vildt øh øhm
    """.split()  # noqa: SIM905
)
"""Function words as people write them who write as they speak."""

FUNCTION_WORDS_EN: frozenset[str] = frozenset(
    """
    a about above again also am an and any are as at be because been being below between both but by can
    could did do does doing down during each etc few for from had has have having he her here hers him his
    how i if in into is it its just like made me more most much must my no nor not now of off on only or our
    out over per shall she should so some such than that the their them then there these they this those
    through to together too under until up us very via was we well were what when where which while who whom
    why will with within without would you your
    """.split()  # noqa: SIM905
)
"""Words that carry no content in a label either."""

WEAK_WORDS_DA: frozenset[str] = frozenset(
    """
    afdeling afdelingen afdelinger aldrig alle altid altså anden andet andre behov brug egen eget egne
    enkelt enkelte fordi forskellige føre først første gang gange gerne give giver god gode godt gør gøre
    hele helt hjælp håber igen inden indenfor kommunal kommunale kommunalt kommune kommunen kommunens
    kommuner kommunerne lade lave laver ligger lille mangler mere mest min mindre mindst mine mit ny nye nyt
    nær næste nødt omkring samme sammen se selv senere ser sidste sig sikre stor store stort styr står svært
    synes søger søges tage tager tidlig tidligere tidligt tilbage uden vedrørende ønske ønsker øvrig øvrige
    """.split()  # noqa: SIM905
)
WEAK_WORDS_EN: frozenset[str] = frozenset(
    """
    after all anybody anyone before early further get gets give good help make many municipal municipality
    need needed needs new once other others own same set sets setting somebody someone use using various
    want wants
    """.split()  # noqa: SIM905
)
"""Words that say nothing in a task text but belong to a label that has them ("de første samtaler")."""

STOPWORDS_DA = FUNCTION_WORDS_DA | SPOKEN_WORDS_DA | WEAK_WORDS_DA
STOPWORDS_EN = FUNCTION_WORDS_EN | WEAK_WORDS_EN

COORDINATORS: frozenset[str] = frozenset({"og", "samt", "eller", "and", "or", "&", "/", "+", ","})
"""What stands between two members of a list; the head before (or after) the list goes with each member."""

PARTICLES_DA: tuple[str, ...] = (
    *(
        "efter",
        "frem",
        "over",
        "under",
        "af",
        "an",
        "for",
        "fra",
        "gen",
        "ind",
        "ned",
        "om",
        "op",
        "på",
        "til",
    ),
    *("ud", "ved"),
)
"""What two words of a list can differ by (`ind- og udskoling`), longer ones first."""

CLAUSE_OPENERS: frozenset[str] = frozenset(
    """
    are at because but bør can de der derfor det er fordi gerne har has have how hvis hvor hvordan i if is
    it jeg kan man men must må når one shall should skal so som så that there therefore they to vi vil want
    we when where which will
    """.split()  # noqa: SIM905
)
"""After a coordinator these open a new clause instead of the next member of a list."""

SHORTENED_WORDS: frozenset[str] = frozenset(
    """
    ca eg ekskl evt fx hhv ie ift incl inkl jf kl mht nr pga pr tlf vedr
    """.split()  # noqa: SIM905
)
"""What ends in a full stop without ending the clause."""

TECHNICAL_NAMES: frozenset[str] = frozenset({"a/b", "ci/cd", "i/o", "tcp/ip"})
"""Names of one thing that a slash stands in; elsewhere it parts a list (`MED/TR`)."""

LIGHT_WORDS: frozenset[str] = frozenset(
    """
    adhere anvende anvendelse application apply applying arbejde assist bistå bruge carry carrying conduct
    contribute deal deliver deltage drage ensure erfaring execute experience follow forestå foretage forhold
    forskellige fungere gennemføre gennemførelse handle handling hjælpe håndtere håndtering implement issue
    issues kendskab knowledge levere maintain medvirke method methods metode metoder område områder operate
    opgave opgaver opnå overholde participate perform performing practice practise princip principle
    principles principper proces process processer processes provide providing sikre sikring skabe støtte
    system systemer systems sørge take technique techniques tilbyde type typer types udføre udførelse udøve
    udøvelse understanding undertake use using utilise utilize varetage varetagelse various viden work
    working
    """.split()  # noqa: SIM905
)
"""Words that most labels could have; they count for a fraction of what their rarity says."""

ACTIVITY_WORDS: frozenset[str] = frozenset(
    """
    administer administration advice advise advising afholde afholdelse afvikle afvikling analyse analysing
    analysis arrangement assess assessing assessment behandling care coordinate coordinating coordination
    counselling design designing develop developing development drift etablere etablering faglighed
    forebyggelse formidling forståelse forvaltning guidance guide handel indsats inspect inspection
    inspektion kommunikation koordinering kultur ledelse make making manage management managing metodik
    monitor monitoring møde netværk omsorg opfølgning oplysning oprette oprettelse oversight plan planlægge
    planlægning planning pleje policy politik praksis prepare preparing prevention procedure procedures
    produce producing program programme project projekt promote promoting pædagogik registrere registrering
    rådgivning sagsbehandling samarbejde samtale service services strategi strategy styring supervise
    supervision support supporting teach teaching tid tilrettelægge tilrettelæggelse tilsyn train training
    træning udarbejde udvikle udvikling undersøgelse undervise undervisning vedligehold vedligeholde
    vedligeholdelse vejlede vejledning vurdere vurdering
    """.split()  # noqa: SIM905
)
"""What one can do with nearly any subject; it is the subject that tells skills apart."""

ORDINARY_WORDS: frozenset[str] = frozenset(
    """
    aba act as bel bum dis ess kap lab less man mus os pas rap ret sel sus tal tap to vis
    """.split()  # noqa: SIM905
)
"""Abbreviations that are words too in small letters: `mus` is an animal, MUS a talk about work."""

SMALL_ABBREVIATIONS_DA: frozenset[str] = frozenset({"it"})
"""Abbreviations that Danish writes in small letters: `it sikkerhed` is `it-sikkerhed` and `IT-sikkerhed`."""

IRREGULAR_DA: Mapping[str, str] = {
    form: stem
    for stem, forms in {
        "barn": "børne",
        "hjem": "hjemme",
        "nat": "natte",
        "ung": "unge unges yngre",
        "by": "by bys byen byens byer byers byerne byernes",
        "bygg": "byggeri byggeris byggeriet byggeriets byggerier byggerierne",
        "jur": "jura juraen juridisk juridiske jurist jurister juristen",
        "udbud": "udbud udbuds udbuddet udbuddets udbuddene udbudet udbyde udbyder udbydes udbudt udbudte",
        "tale": "taler talere talen talers",
        "ledig": "ledig ledige lediges ledighed ledigheds ledigheden",
        "billig": "billig billige billigt billigst billigste billigere",
        "autism": "autist autister autistisk autistiske",
        "skriv": "skrevet skrev",
        "sygeplej": "sygeplejerske sygeplejersken sygeplejersker sygeplejerskerne sygeplejerskers",
        "kommune": "kommune kommunes kommunen kommunens kommuner kommunerne kommunal kommunalt kommunale",
        "lærer": "lærer læreren lærerens lærere lærerne lærernes lærers",
        "lov": "lov lovs loven lovens love loves lovene lovenes",
        "vej": "vej vejs vejen vejens veje vejes vejene vejenes",
        "høring": "høring høringen høringens høringer høringerne høringers",
        "ret": "ret rets retten rettens retter",
    }.items()
    for form in forms.split()
}
"""Danish forms that no suffix rule brings together → one common stem."""

APART_DA: frozenset[str] = frozenset(
    """
    agte arte bage bede bille borger bryste bygge bygning dale dække egenhed egne enhed fade fare fine fore
    forfatter forretning fyre gale handling hele helhed holdning høre ile klare koste kure kvarter landing
    lede leder ledning lejlighed lighed lægge læne lærer læse løse male mase mene menighed mening myndighed
    nyhed nævne ordning partner passe plane posere poste rase regne regning retning rette rime server sive
    skilling stille stilling syne synes sætte taler tone vandre veje virksomhed vokse voksen ydelse
    """.split()  # noqa: SIM905
)
"""Words that an ending seems to lead to another one: `regning` isn't `regne`, nor that `regn`."""

NOT_PARTS_DA: frozenset[str] = frozenset(
    """
    af alt an and arten bag bagved bar bare barhed be bi bort dom domme efter else elser ende ene ens er ere
    eren erende eret ering erne et for foran forbi fra frem fuld fulde før gen gennem ger give gør gøre hed
    hede heden hen her holde hos hver i ig ind inden indenfor ing ingen inger isk iske isme ist iv ive lav
    lave ler lig lige lighed lægge løs løse løshed med mellem mis mod mæssig mæssige mæssigere mæssigst
    mæssigste mæssigt ned ner ning ninger om omme op over på rede rer ring ringe sam samme sat sel sen ser
    sig skab skabe skaber ske sker som ste stille sætte tage tager ten ter tet til tion ud uden udenfor und
    under ved vis visse vor være å
    """.split()  # noqa: SIM905
)
"""Prefixes, suffixes and small words that would cut whole words to pieces; never a part of a compound."""

PROTECTED_DA: frozenset[str] = frozenset(
    """
    arbejdsgang arkivering bæredygtig bæredygtighed børnehave dagpleje dagsorden dagtilbud elendig fastholde
    fastholdelse fastsætte folkeskole forretning forstand gravering handleplan hjælpemiddel hjælpemidler
    jobcenter jordemoder korrelation landskab legeplads lokalplan midlertidig målbar målrettet målsætning
    netværk parkering planlægge planlægning plejecenter plejehjem portal program regnskab retfærdig rettidig
    rådhus standpunkt stueren styregruppe sygdom sygehus sygepleje tankegang tidsskrift tværs vedligehold
    vedligeholde vedligeholdelse vejleder vejledning videnskab vuggestue ådselsæder
    """.split()  # noqa: SIM905
)
"""Whole words that a splitter would take for compounds, or whose parts say nothing about them."""

COMPOUND_PARTS_DA: frozenset[str] = frozenset(
    """
    adfærd affald aftale aften akut alkohol ambulance analyse anbringelse anlæg ansøgning arbejde arbejder
    arbejds arkitektur arkiv asyl avis bad bane barn barsel behandling behov beredskab beskyttelse
    beskæftigelse besparelse bevægelse bibliotek bidrag bil bilag billede biograf biologi blad bog boks
    bolig bord borger botilbud branche brand breddeidræt bro bruger brugere budget bund bus butik by bygge
    byggeri bygning båd bæredygtighed børn børnehave campus center cykel cykler dag dagpleje dagtilbud data
    databeskyttelse demens demokrati design detail dialog digital direktion dobbelt dokumentation drift
    drøftelse dyr død døgn effekt efterår ejendom eksamen el elev energi enhed enkelt etik event facade
    facilitering fag fald familie ferie fest film finans flygtning flytning folk folkeskole forebyggelse
    forening forløb forsikring forskning forsyning forvaltning forår forældre foto fravær fred fri fritid
    fritids frivillig fugl funktion får fællesskab færdighed fødsel følge førtids gade garanti gave genbrug
    genoptræning givning grund grundskyld gruppe græs grøn gårdhave hal handel handicap handleplan handling
    have havn helhed helse hjem hjælp hjælpemiddel hjælper hospice hospital hoved hus hygge hygiejne høring
    idræt inddragelse indeklima indkøb indsats indskoling information innovation inspektion institution
    integration internat it job jobcenter jord journal journalisering jul jura kalk kampagne kanal kasse
    kilde kirke klage klasse klima klinik kloak klub kommunikation kompetence konference kontakt kontor
    kontrakt kontrol koordinering kor kost krav kreativ kreds krise krop kultur kunde kunst kurs kursus
    kvalitet kvarter kvinde kyst kæde køkken kørsel laboratorium lager land landsby ledelse leder ledig
    ledighed leg lege legeplads leverandør levnedsmiddel liste liv livsstil lokal lokale lokalplan lov
    lovgivning luft lyd lys lån læge lærer læring læse løn mad mand maskine materiale medarbejder medicin
    medie menneske metode miljø misbrug mobil mobilitet model moms morgen motion mund museum musik myndighed
    mål måling måltid møde mødre nabo nat natur navn net netværk nord norm nød ombud område omsorg opgave
    opholds opkrævning opsyn organisation overenskomst overgang par park parkering part partnerskab patient
    pension person personale plads plan planlægning planter pleje plejecenter plejehjem politik port portal
    post praksis praktik proces produkt program projekt protokol præsentation prøve psykiatri psykolog puls
    punkt pårørende pædagog pædagogik ramme rapport region register regler regn regnskab regnvand
    rehabilitering rejse ren rengøring renovation ressource ret retning risiko rum rute råd rådgiver
    rådgivning rådhus sag sagsbehandler sagsbehandling salg samarbejde samfund samling samtale samtykke
    senior service side signal sikker sikkerhed sikring skade skat skilsmisse skilt skole skov skrift skyld
    skærm smerte social sommer sorg spil spildevand sport sprog spørgeskema stat statistik sted sti stik
    strand strategi strøm studie stue støj støtte sund sundhed svømme syd syg sygdom sygefravær sygehus
    sygepleje sygeplejerske syn system sæson søm søvn tale tand team teater teknik teknologi telefon tema
    terapeut terapi test tid tilbud tilgængelighed tilladelse tilskud tilsyn time tolk torv trafik transport
    trappe trivsel tryghed træ træner træning tur turisme tvang tæt udbud uddannelse udeliv udgift udsat
    udskoling udskolings udvalg udvikling ufør uge uheld ulykke undersøgelse undervisning ungdom unge urin
    vagt vand vaner vare varme vej vejleder vejledning velfærd venner venskab ventil vest viden videns
    vindue vinter virksomhed voksen vold vuggestue vurdering væg værdi værk værksted værktøj væske weekend
    ydelse år års årshjul ældre ældrepleje økologi økonomi øst øvelse
    """.split()  # noqa: SIM905
)
"""Simple words that municipal compounds are made of, so that the splitter works with few labels too."""
