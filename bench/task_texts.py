"""Task texts as project leads write them: from all areas, with compounds, typos, lists and English."""

TASK_TEXTS = (
    "Vi skal åbne en bydel med ny cykelsti, legeplads og plejecenter og vil inddrage børn, ældre og "
    "handelsliv tidligt",
    "We are opening a new district with a new cycle path, playground and care home and want to "
    "involve children, older people and local businesses early",
    "Vi skal have nedbragt sygefraværet på plejehjemmene og mangler én der er god til arbejdsmiljø og"
    " forflytningsteknik.",
    "Ny børnehave i Vangede: der skal laves udbud, byggestyring og tænkes i indeklima og bæredygtighed",
    "Hjælp til at lave en lokalplan for stationsområdet, med borgerhøring og trafikanalyse",
    "Udskoling: mange elever med skolevægring. Vi vil gerne arbejde med PPR, forældresamarbejde og en"
    " co-teaching-indsats",
    "Vi vil bruge AI til at skrive afgørelser i jobcenteret. Hvem kan noget om GDPR, forvaltningsret "
    "og sagsbehandling?",
    "Demensvenlig by: bibliotek, hjemmepleje og frivillige foreninger skal samarbejde om aktiviteter "
    "for demensramte og deres pårørende",
    "Skybrud oversvømmer kældre i det gamle villakvarter – vi skal have en klimatilpasningsplan og "
    "tale med grundejerne",
    "Implementering af nyt journalsystem (Nexus) i sygeplejen, undervisning af superbrugere og datamigrering",
    "Unge med angst og misbrug der er på vej ud af uddannelse - tværfaglig indsats mellem SSP, UU og "
    "socialpsykiatrien",
    "Budgetopfølgning og økonomistyring på dagtilbudsområdet, samt bedre ledelsesinformation i Power BI",
    "Vi skal have lavet en kommunikationskampagne om affaldssortering til boligforeninger, gerne på "
    "flere sprog",
    "We need help with a tender for school meals, including nutrition, procurement law and food hygiene",
    "Inddragelse af børn og unge i udformningen af et nyt kulturhus",
    "boerneinddragelse i skolens udeomraader",
    "Genoptræning efter hjerneskade, overgang fra hospital til hjem, og hjælpemidler",
    "Der skal holdes MUS for alle medarbejdere inden sommer, og vi har brug for en proceskonsulent",
    "Mus og rotter i køkkenet på skolen",
    "BUM-modellen på handicapområdet skal evalueres",
    "Sprogstimulering af tosprogede småbørn i vuggestuen, og samarbejde med sundhedsplejen",
    "Digital post og MitID: hjælp ældre borgere der er digitalt udsatte",
    "Byggesagsbehandling trækker ud. Vi vil kortlægge arbejdsgange og fjerne flaskehalse (LEAN)",
    "Vi vil lave en fritidspas-ordning så børn fra lavindkomstfamilier kan gå til idræt",
    "Palliativ pleje på plejehjem, uddannelse af SOSU-assistenter i den svære samtale",
    "Planlægge vikardækning og vagtplaner over sommerferien i hjemmeplejen",
    "Handleplan mod mobning og bedre klassetrivsel på mellemtrinnet",
    "Børne- og ungeinddragelse i trafiksikkerhed ved skolevej, evt. med data fra GIS",
    "Tilgængelighed på rådhuset for kørestolsbrugere og synshandicappede",
    "Vi bygger ny svømmehal og skal have styr på energioptimering, driftsøkonomi og brugerinddragelse",
    "Kan nogen hjælpe med at søge fondsmidler til et naturprojekt med vilde blomster og biodiversitet?",
    "Flygtninge fra Ukraine: modtagelse, boligplacering, danskundervisning og job",
    "Underretninger om børn i mistrivsel – hvordan skriver lærerne gode underretninger efter barnets lov",
    "Data governance and information security for our new citizen self-service portal",
    "Lære forældre om skærmforbrug og digital dannelse",
    "Rekrutering af sygeplejesker og onboarding af nye medarbejdere",
    "Rygestop og mental sundhed blandt unge på ungdomsuddannelserne",
    "Vi skal have ryddet op i arkivet og journaliseret gamle sager i SBSYS",
    "Faldforebyggelse hos hjemmeboende ældre med balancetræning og boligindretning",
    "Sommeraktiviteter for udsatte børn i samarbejde med idrætsforeninger og frivillige",
    "Ny APV og psykisk arbejdsmiljø efter en fusion af to afdelinger; lederne har brug for sparring",
    "Signs of Safety og netværksmøder i familieafdelingen",
    "Aktindsigt i byggesag – hvem kan hjælpe med partshøring og anonymisering?",
    "Robotter skal overtage faktura-flow, vi mangler RPA og en der kender KMD Opus",
    "Vild med vilje: omlægning af græsplæner til blomstereng og pleje af træer langs vejene",
    "Cykelparkering og -stier ved stationen samt bedre belysning",
    "Ensomme ældre: besøgsvenner, fællesspisning og samarbejde med menighedsråd",
    "Beredskabsplan for strømsvigt på plejecentre, krisekommunikation og nødkald",
)
