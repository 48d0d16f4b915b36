"""What OPUS, SD Løn and the export to Plan2learn give of the same two people, with what is not to be read.

Anna's job is known in the tests' graph, and Bo's isn't.
"""

CPR, ADDRESS = "010170-1234", "Hemmeligvej 7"

OPUS = f"""<kmd><orgUnit id="wp-skolen"><startDate>1900-01-01</startDate><endDate>9999-12-31</endDate>
<longName>Skolen</longName><street>{ADDRESS}</street></orgUnit>
<employee id="417"><cpr suppId="0">{CPR}</cpr><firstName>Anna</firstName><lastName>Holm</lastName>
<address>{ADDRESS}</address><position>Lærer</position><orgUnit>wp-skolen</orgUnit></employee>
<employee id="418"><cpr>{CPR}</cpr><firstName>Bo</firstName><lastName>Lund</lastName>
<address>{ADDRESS}</address><position>Troldmand</position><orgUnit>wp-skolen</orgUnit></employee></kmd>"""

PERIOD = "<ActivationDate>2010-01-01</ActivationDate><DeactivationDate>9999-12-31</DeactivationDate>"


def sd_person(number, name, title, code="1"):
    return f"""<Person><PersonCivilRegistrationIdentifier>{CPR}</PersonCivilRegistrationIdentifier>
<PersonGivenName>{name}</PersonGivenName><StandardAddressIdentifier>{ADDRESS}</StandardAddressIdentifier>
<Employment><EmploymentIdentifier>{number}</EmploymentIdentifier>
<EmploymentStatus>{PERIOD}<EmploymentStatusCode>{code}</EmploymentStatusCode></EmploymentStatus>
<EmploymentDepartment>{PERIOD}<DepartmentIdentifier>wp-skolen</DepartmentIdentifier></EmploymentDepartment>
<Profession>{PERIOD}<EmploymentName>{title}</EmploymentName></Profession></Employment></Person>"""


PEOPLE = sd_person(417, "Anna Holm", "Lærer") + sd_person(418, "Bo Lund", "Troldmand")
SD = f"<GetEmployment20111201>{PEOPLE}</GetEmployment20111201>"

PLAN2LEARN = {
    "bruger.csv": f"BrugerId;CPR;Navn;E-mail\n417;{CPR};Anna Holm;a@x.dk\n418;{CPR};Bo Lund;b@x.dk\n",
    "organisation.csv": f"AfdelingsID;Afdelingsnavn;Parentid;Gade\nwp-skolen;Skolen;;{ADDRESS}\n",
    "engagement.csv": "BrugerId;AfdelingsId;StillingskodeId\n417;wp-skolen;s1\n418;wp-skolen;s2\n",
    "stillingskode.csv": "StillingskodeID;Stillingskode\ns1;Lærer\ns2;Troldmand\n",
    "leder.csv": "BrugerId;AfdelingsID\n417;wp-skolen\n",
}
