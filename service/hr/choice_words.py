"""The words that cells may have for each of a few values, Danish and English."""

from matching.model import Evidence, Involvement, LifePhase, TaskStatus, Visibility

LIFE_PHASE_WORDS = {
    LifePhase.CHILDHOOD: ("børnelivet", "childhood"),
    LifePhase.SCHOOL: ("skolelivet", "school"),
    LifePhase.WORK: ("arbejdslivet", "work"),
    LifePhase.LEISURE: ("fritidslivet", "leisure"),
    LifePhase.LATE: ("den sidste del af livet", "late"),
}
EVIDENCE_WORDS = {
    Evidence.ASSUMED: ("antaget", "assumed"),
    Evidence.SELF_STATED: ("egen vurdering", "selvangivet", "self-stated"),
    Evidence.CONFIRMED: ("bekræftet", "confirmed"),
    Evidence.USED: ("anvendt", "brugt i opgave", "used"),
}
VISIBILITY_WORDS = {
    Visibility.EVERYONE: ("alle", "everyone"),
    Visibility.LEADS: ("ledere", "projektledere", "leads"),
    Visibility.HIDDEN: ("skjult", "hidden"),
}
INVOLVEMENT_WORDS = {
    Involvement.NONE: ("ingen", "none"),
    Involvement.INFORMED: ("orienteres", "informed"),
    Involvement.CONSULTED: ("høres", "consulted"),
}
YES_NO_WORDS = {
    True: ("ja", "x", "1", "sand", "true", "yes"),
    False: ("nej", "0", "falsk", "false", "no"),
}
STATUS_WORDS = {
    TaskStatus.OPEN: ("åben", "i gang", "open"),
    TaskStatus.CLOSED: ("lukket", "afsluttet", "closed"),
}
