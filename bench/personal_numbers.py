"""What the recogniser of personal numbers (CPR) lets through, and what else it refuses.

All numbers are made up by the rules of the registers, no real one is used:

- personal numbers (`MADE` of each shape): a birthday from 1900 on, a seventh digit that its century allows, a
  right check digit; one in 50 is of a 1st of January of 1960–99 with any check digit, one in 50 a replacement
  number (day + 60). `random` has any four digits after the birthday, as people make up examples;
- workplaces' numbers (P-numre): 1001000000 to 1032999999, with and without their word before them;
- phone numbers, Danish ones with +45 and Nordic ones, in the ways they are grouped;
- lists of numbers after one word, and numbers before their word; numbers of accounts, orders and books, sums;
- case numbers of ten digits (year first, or any) with and without their word, those of usual systems, and
  other numbers of bills and firms;
- days, periods and times of the years 2000 to 2035 in the usual ways; days of 2015 to 2030 with four digits
  of a time or a year behind them, with and without a word for a day.

Among `LOOK_ALIKES` are kinds that can be told apart; `WITHOUT_THEIR_WORD` those that can't. Of ten digits it
is also counted how many could be somebody's (day, century and check digit fit): no rule could refuse fewer.
"""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from bench.measuring import Figures, arguments, report
from matching.language.personal_numbers import can_be_somebodys, holds_personal_number

MADE = 20_000
SEED = 11
FIRST, LAST = date(1900, 1, 1), date(2026, 12, 31)
SPECIAL = 50
WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2)
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
SENTENCES = ("{}", "Borger {} har brug for hjælp.", "se {}, tak", "({})", "Det drejer sig om {}.")

Shape = Callable[[str, date], str]
"""Ten digits and their birthday → the number as somebody writes it."""


def _parted(sign: str) -> Shape:
    return lambda digits, _: f"{digits[:6]}{sign}{digits[6:]}"


def _in_pairs(sign: str) -> Shape:
    return lambda digits, _: sign.join(digits[at : at + 2] for at in range(0, 10, 2))


def _as_a_day(sign: str, between: str) -> Shape:
    return lambda digits, _: f"{sign.join((digits[:2], digits[2:4], digits[4:6]))}{between}{digits[6:]}"


CANONICAL: dict[str, Shape] = {
    "hyphen": _parted("-"),
    "blank": _parted(" "),
    "several_blanks": _parted("     "),
    "spaced_hyphen": _parted(" - "),
    "several_hyphens": _parted("-----"),
    "en_dash": _parted("–"),
    "em_dash": _parted("—"),
    "minus": _parted("−"),
    "no_break_space": _parted("\u00a0"),
    "no_break_hyphen": _parted("\u2011"),
    "dot": _parted("."),
    "middle_dot": _parted("·"),
    "slash": _parted("/"),
    "underscore": _parted("_"),
    "comma": _parted(", "),
    "in_brackets": lambda digits, _: f"{digits[:6]} ({digits[6:]})",
    "line_break": _parted("\n"),
    "line_break_after_hyphen": _parted("-\r\n    "),
    "line_break_in_the_serial": lambda digits, _: f"{digits[:6]}-{digits[6:8]}\n{digits[8:]}",
    "tabulator": _parted("\t"),
    "day_in_blanks": _as_a_day(" ", " "),
    "day_in_slashes": _as_a_day("/", "-"),
    "day_in_hyphens": _as_a_day("-", "-"),
    "pairs": _in_pairs(" "),
    "digits_apart": lambda digits, _: " ".join(digits),
    "digits_hyphened": lambda digits, _: "-".join(digits),
    "digits_in_dots": lambda digits, _: ".".join(digits),
    "serial_in_pairs": lambda digits, _: f"{digits[:6]}-{digits[6:8]} {digits[8:]}",
    "blanks_inside": lambda digits, _: f"{digits[:4]} {digits[4:6]} - {digits[6:]}",
    "full_width": lambda digits, _: f"{digits[:6]}-{digits[6:]}".translate(FULL_WIDTH),
    "arabic_digits": lambda digits, _: f"{digits[:6]}-{digits[6:]}".translate(ARABIC),
    "soft_hyphen": _parted("\u00ad"),
    "zero_width_blanks": lambda digits, _: "\u200b".join(digits),
    "zero_width_joiners_and_hyphen": lambda digits, _: "\u200d".join(f"{digits[:6]}-{digits[6:]}"),
    "control_character": _parted("\u001f"),
    "entity": _parted("&ndash;"),
    "numbered_entities": lambda digits, _: "".join(f"&#{ord(sign)};" for sign in digits),
    "entity_of_an_entity": _parted("&amp;nbsp;"),
    "marked_up": lambda digits, _: f"<b>{digits[:6]}</b><i>{digits[6:]}</i>",
    "markdown": lambda digits, _: f"**{digits[:6]}**-**{digits[6:]}**",
    "in_an_address": lambda digits, _: (
        f"https://kommune.example/borger?nummer={digits[:6]}-{digits[6:]}&side=2"
    ),
    "coded_in_an_address": lambda digits, _: f"https://kommune.example/borger/{digits[:6]}%2D{digits[6:]}",
    "coded_twice": lambda digits, _: (
        f"https://kommune.example/?til=/b%3Fnr%3D{digits[:6]}%25E2%2580%2593{digits[6:]}"
    ),
    "key_of_json": lambda digits, _: f'{{"{digits[:6]}-{digits[6:]}": true}}',
    "coded_in_json": lambda digits, _: f'"{digits[:6]}\\u002d{digits[6:]}"',
    "long_year": lambda digits, born: f"{digits[:4]}{born.year}-{digits[6:]}",
    "long_year_in_a_row": lambda digits, born: f"{digits[:4]}{born.year}{digits[6:]}",
}
OTHER_SHAPES: dict[str, Shape] = {
    "day_in_dots": _as_a_day(".", "-"),
    "day_in_dots_long_year": lambda digits, born: f"{digits[:2]}.{digits[2:4]}.{born.year} {digits[6:]}",
    "pairs_in_hyphens": _in_pairs("-"),
    "pairs_in_dots": _in_pairs("."),
    "in_a_row": lambda digits, _: digits,
    "in_a_row_in_an_address": lambda digits, _: f"https://kommune.example/borger/{digits}/plan",
    "in_a_row_after_its_word": lambda digits, _: f"CPR-nr.: {digits}",
    "in_a_row_as_case": lambda digits, _: f"sagsnr. {digits}",
    "in_a_row_as_phone": lambda digits, _: f"tlf. {digits}",
    "in_a_row_as_workplace": lambda digits, _: f"P-nr. {digits}",
}


def measure(made: int) -> Figures:
    """Shares of personal numbers let through, by shape, and of look-alikes refused, by kind."""
    figures: Figures = {"made_of_each": made}
    for name, shape in {**CANONICAL, **OTHER_SHAPES}.items():
        figures[f"let_through_{name}"] = 1 - _refused(_writing(shape, _number), made)
    for name in ("hyphen", "blank", "in_a_row"):
        shape = {**CANONICAL, **OTHER_SHAPES}[name]
        figures[f"let_through_random_{name}"] = 1 - _refused(_writing(shape, _random_number), made)
    for name, make in {**LOOK_ALIKES, **WITHOUT_THEIR_WORD}.items():
        figures[f"refused_{name}"] = _refused(make, made)
    for name in ("workplace_numbers", "case_numbers", "ten_random_digits"):
        figures[f"could_be_somebodys_{name}"] = _could_be_somebodys(WITHOUT_THEIR_WORD[name], made)
    return figures


def _could_be_somebodys(make: Callable[[Random], str], made: int) -> float:
    """Of how many nobody could say that they are no personal number, however much of them was read."""
    chance = Random(SEED)
    digits = ("".join(filter(str.isdigit, make(chance))) for _ in range(made))
    return sum(map(can_be_somebodys, digits)) / made


def _writing(shape: Shape, number: Callable[[Random], tuple[str, date]]) -> Callable[[Random], str]:
    return lambda chance: shape(*number(chance))


def _refused(make: Callable[[Random], str], made: int) -> float:
    chance = Random(SEED)
    texts = (chance.choice(SENTENCES).format(make(chance)) for _ in range(made))
    return sum(map(holds_personal_number, texts)) / made


def _number(chance: Random) -> tuple[str, date]:
    """A number that the register could have given, and its birthday."""
    born = FIRST + timedelta(days=chance.randrange((LAST - FIRST).days))
    if not chance.randrange(SPECIAL):
        born = date(chance.randrange(1960, 2000), 1, 1)
        return f"{born:%d%m%y}{_seventh(born, chance)}{chance.randrange(1000):03}", born
    while True:
        first = f"{born:%d%m%y}{_seventh(born, chance)}{chance.randrange(100):02}"
        check = -sum(int(digit) * weight for digit, weight in zip(first, WEIGHTS, strict=True)) % 11
        if check < 10:
            break
    if not chance.randrange(SPECIAL):
        first = f"{int(first[:2]) + 60}{first[2:]}"
    return f"{first}{check}", born


def _seventh(born: date, chance: Random) -> int:
    """A seventh digit that the register gives in a century."""
    if born.year < 2000:
        return chance.randrange(4) if born.year < 1937 else chance.choice((0, 1, 2, 3, 4, 9))
    return chance.choice((4, 5, 6, 7, 8, 9))


def _random_number(chance: Random) -> tuple[str, date]:
    born = FIRST + timedelta(days=chance.randrange((LAST - FIRST).days))
    return f"{born:%d%m%y}{chance.randrange(10_000):04}", born


def _workplace(chance: Random) -> str:
    return str(chance.randrange(1_001_000_000, 1_033_000_000))


def _phone(chance: Random) -> str:
    digits = str(chance.randrange(20_000_000, 99_999_999))
    pairs = " ".join(digits[at : at + 2] for at in range(0, 8, 2))
    nordic = str(chance.randrange(100_000_000, 999_999_999))
    return chance.choice(
        (
            f"+45 {pairs}",
            f"+45{digits}",
            f"0045 {pairs}",
            f"(+45) {digits[:4]} {digits[4:]}",
            f"tlf. {pairs}",
            f"{pairs}",
            f"+46 {nordic[:2]} {nordic[2:5]} {nordic[5:7]} {nordic[7:]}",
            f"+47 {pairs}",
        )
    )


def _case(chance: Random) -> str:
    year = chance.randrange(2010, 2031)
    return chance.choice(
        (
            f"{year}{chance.randrange(1_000_000):06}",
            f"{chance.randrange(10**10):010}",
            f"{year}-{chance.randrange(1_000_000):06}",
            f"{year % 100:02}/{chance.randrange(100_000):05}",
            f"{year}/{chance.randrange(10_000_000):07}",
        )
    )


def _ten_digits(chance: Random) -> str:
    return f"{chance.randrange(10**10):010}"


def _numbered(chance: Random) -> str:
    """Numbers of cases, files and invoices as systems give them: with a year, a code or a count."""
    year, count = chance.randrange(2010, 2031), chance.randrange(100_000)
    day = chance.randrange(1, 29), chance.randrange(1, 13)
    return chance.choice(
        (
            f"{year}-{count:06}",
            f"{year}/{count}",
            f"{year % 100:02}/{count:05}",
            f"{year % 100:02}-{count:05}",
            f"S{year}-{count:06}",
            f"EMN-{year}-{count:05}",
            f"{day[0]:02}.{day[1]:02}.{chance.randrange(30):02}-G01-{chance.randrange(1, 99)}-{year % 100}",
            f"faktura {chance.randrange(10**8):08}",
            f"EAN 5798{chance.randrange(10**9):09}",
            f"CVR {chance.randrange(10**7, 10**8)}",
        )
    )


def _day(chance: Random) -> date:
    return date(2000, 1, 1) + timedelta(days=chance.randrange(13_000))


def _dated(chance: Random) -> str:
    """A day, a period or a day with its time, in the ways that Danish calendars and letters have."""
    day, until = sorted((_day(chance), _day(chance)))
    hour, minute = chance.randrange(7, 22), chance.randrange(0, 60, 5)
    return chance.choice(
        (
            f"{day:%d.%m.%Y}",
            f"{day:%d-%m-%y}",
            f"{day:%Y-%m-%d} {hour:02}:{minute:02}",
            f"{day:%Y-%m-%dT}{hour:02}:{minute:02}:00",
            f"{day:%Y-%m-%d} {hour:02}{minute:02}",
            f"{day:%Y%m%d}",
            f"{day:%d.%m.%Y} kl. {hour}.{minute:02}",
            f"{day:%d.%m.%y} {hour:02}.{minute:02}",
            f"{day:%d/%m/%Y} {hour:02}:{minute:02}-{hour + 1:02}:{minute:02}",
            f"{day:%d.%m.%Y}-{until:%d.%m.%Y}",
            f"{day:%d.%m.%Y} {hour:02}{minute:02}",
            f"{day.day}/{day.month} {hour:02}{minute:02}",
            f"{day.year}-{until.year}",
        )
    )


def _moment(chance: Random) -> str:
    """The hardest: a day, with its year in two digits too, and four digits of a time or a year behind it."""
    day = date(2015, 1, 1) + timedelta(days=chance.randrange(5_800))
    written = day.strftime(chance.choice(("%d.%m.%y", "%d/%m/%y", "%d-%m-%y", "%d.%m.%Y", "%d/%m/%Y")))
    time = f"{chance.randrange(7, 22):02}{chance.randrange(0, 60, 5):02}"
    return chance.choice((f"{written} {time}", f"{written} - {time}", f"{written}-{day.year + 1}"))


def _listed(chance: Random) -> str:
    """Several numbers after one word, or a word behind its number."""
    places, cases = ([make(chance) for _ in range(3)] for make in (_workplace, _ten_digits))
    return chance.choice(
        (
            f"P-nr. {places[0]} og {places[1]}",
            f"P-numre: {', '.join(places)}",
            f"{places[0]} (P-nr.)",
            f"Skolen har {places[0]} som P-nummer",
            f"CVR {chance.randrange(10**7, 10**8)} P {places[0]}",
            f"sagsnr. {cases[0]} og {cases[1]}",
            f"{cases[0]} (sagsnummer)",
        )
    )


def _of_business(chance: Random) -> str:
    """Numbers of accounts, orders and books, sums and decimals."""
    digits, bank = _ten_digits(chance), f"{chance.randrange(10_000):04}"
    return chance.choice(
        (
            f"konto {bank} {digits}",
            f"reg.nr. {bank} kontonr. {digits}",
            f"rekvisitionsnr. {digits}",
            f"kundenummer {digits}",
            f"bestilling {digits}",
            f"INC{digits}",
            f"{digits} kr.",
            f"55,{digits}",
            f"ISBN 87{digits[2:]}",
            f"IBAN DK{digits[:2]} {bank} {digits[:4]} {digits[4:8]} {bank}",
        )
    )


def _stamped(chance: Random) -> str:
    """A day and times, as files and booking systems have them."""
    day = date(2015, 1, 1) + timedelta(days=chance.randrange(5_800))
    time, until = sorted(f"{chance.randrange(7, 22):02}{chance.randrange(0, 60, 5):02}" for _ in range(2))
    return chance.choice(
        (
            f"{day:%d%m%Y}_{time}",
            f"referat_{day:%d%m%Y}-{time}.docx",
            f"{day:%Y%m%d}_{time}00",
            f"{day:%Y%m%d}{time}",
            f"{day:%d%m%y} kl. {time}",
            f"ons. {day:%d.%m.%y} {time}-{until}",
            f"booket {day:%d/%m/%y} {time}-{until}",
        )
    )


LOOK_ALIKES: dict[str, Callable[[Random], str]] = {
    "workplace_numbers_named": lambda chance: f"P-nummer {_workplace(chance)}",
    "phone_numbers": _phone,
    "case_numbers_named": lambda chance: f"sagsnr. {_case(chance)}",
    "case_numbers_of_systems": _numbered,
    "ten_random_digits_named": lambda chance: f"sagsnr. {_ten_digits(chance)}",
    "numbers_in_lists_or_before_their_word": _listed,
    "numbers_of_business": _of_business,
    "days_and_times": _dated,
    "days_and_times_of_systems": _stamped,
    "days_with_four_digits_named": lambda chance: f"mødet den {_moment(chance)}",
}
WITHOUT_THEIR_WORD: dict[str, Callable[[Random], str]] = {
    "workplace_numbers": _workplace,
    "case_numbers": _case,
    "ten_random_digits": _ten_digits,
    "days_with_four_digits": _moment,
}
"""What nothing but the check digit tells from a personal number, so that some are refused."""


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--made", type=int, default=MADE, help="numbers made of each shape and kind")
    asked = parser.parse_args()
    report("Personal numbers", measure(asked.made), as_json=asked.json)


if __name__ == "__main__":
    main()
