"""The pictures of docs/images: one story in the demo municipality, as people see it in a browser.

python -m harness.screenshots docs/images    on a new demo of its own, as `make run` starts it: some minutes
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

from graph.server import tethered
from graph.server.arcadedb import free_ports
from harness.browsing import try_as
from harness.processes import ROOT
from harness.servers import eventually
from service.roles import Role

DESK, PHONE = (1280, 960), (360, 800)
"""Points of a window: what a laptop shows, and a telephone held upright."""
SHARPNESS = {DESK: 1, PHONE: 2}
"""Pixels a point: a telephone's picture is small, and is enlarged where it is looked at."""
QUALITY = 80
"""Of WebP, out of 100: half a PNG's bytes, and the letters stay sharp. By eye."""
HEAVIEST_BYTES = 150_000
"""A heavier picture is refused: whoever clones the project fetches all of them."""
START_SECONDS = 300.0
"""So long may it take until the demo is loaded and answers."""
LOADS_MS = 60_000.0
"""So long may a page take: the first after a start reads everything."""
ACROSS = (
    "Vi skal åbne en bydel med ny cykelsti, legeplads og plejecenter "
    "og vil inddrage børn, ældre og handelsliv tidligt."
)
SCHOOLS = (
    "Vi vil have makerspace, håndværk og design og idrætsundervisning i udskolingen, "
    "så eleverne lærer praksisfagligt."
)
"""One that calls for whom one tries as an employee in the demo: a teacher of crafts."""
ASKED = 4
"""How many stand on the board."""


class Window:
    """A browser window, in which one is somebody of the municipality and takes pictures."""

    def __init__(self, browser: Browser, size: tuple[int, int], *, at: str, folder: Path) -> None:
        self._at, self._folder, self._size = at, folder, size
        self.page: Page = browser.new_page(
            viewport={"width": size[0], "height": size[1]},
            locale="da-DK",
            reduced_motion="reduce",
        )
        self.page.set_default_timeout(LOADS_MS)

    def open(self, path: str, role: Role) -> Page:
        """A page as somebody of a role sees it."""
        self.page.goto(self._at)
        try_as(self.page, role)
        self.page.goto(self._at + path)
        return self.page

    def ask(self, text: str, *, asker: str) -> Page:
        """What a lead is answered who asks for a workplace."""
        page = self.open("/", Role.LEAD)
        page.locator("#tekst").fill(text)
        page.get_by_label("Hvilken arbejdsplads spørger?").select_option(label=asker)
        page.get_by_role("button", name="Find kolleger").click()
        page.get_by_role("button", name="Gem opgaven").wait_for()
        return page

    def take(self, name: str, *, height: int | None = None) -> None:
        """Write a picture from the top of the page: of so many points, else of what the window shows.

        Raises ValueError where it is too heavy.
        """
        self.page.wait_for_load_state("networkidle")
        chromium = self.page.context.new_cdp_session(self.page)  # playwright itself writes no WebP
        width, shown = self._size
        part = {"x": 0, "y": 0, "width": width, "height": height or shown, "scale": SHARPNESS[self._size]}
        asked = {"format": "webp", "quality": QUALITY, "clip": part, "captureBeyondViewport": True}
        file = self._folder / f"{name}.webp"
        file.write_bytes(b64decode(chromium.send("Page.captureScreenshot", asked)["data"]))
        print(f"{file}: {file.stat().st_size:,} bytes")
        if file.stat().st_size > HEAVIEST_BYTES:
            raise ValueError(f"{file} is too heavy: at most {HEAVIEST_BYTES:,} bytes")


def story(desk: Window, phone: Window) -> None:
    """A lead asks across the municipality; a task is saved; a colleague says yes; HR looks at the whole."""
    desk.open("/", Role.LEAD)
    desk.take("forside")
    desk.ask(ACROSS, asker="Byplan")
    desk.take("opgave", height=1560)
    phone.ask(ACROSS, asker="Byplan")
    phone.take("opgave-mobil")
    desk.page.get_by_role("button", name="Sæt et hold").first.click()
    desk.page.locator("[aria-labelledby^=hold-]").first.wait_for()
    desk.take("hold")

    colleague = phone.open("/min-side/kort", Role.EMPLOYEE).locator("main h2").first.inner_text()
    board = saved(desk.ask(SCHOOLS, asker="PPR Psykologteamet"))
    invite(desk.page, board, colleague)
    phone.open("/min-side", Role.EMPLOYEE)
    phone.take("min-side-mobil", height=1240)
    phone.page.goto(phone.page.url.replace("/min-side", "/mine-invitationer"))
    phone.page.get_by_role("button", name="Sig ja").first.click()
    desk.page.goto(board)
    desk.take("tavle", height=1500)

    desk.open("/overblik", Role.HR)
    desk.take("overblik")
    page = desk.open("/indlaes", Role.HR)
    page.set_input_files("#workplaces", ROOT / "docs/examples/arbejdspladser.csv")
    page.set_input_files("#employees", ROOT / "docs/examples/medarbejdere.csv")
    page.get_by_role("button", name="Se, hvad der ville ske").click()
    page.get_by_role("button", name="Skriv").wait_for()
    desk.take("indlaes")


def saved(answer: Page) -> str:
    """Save the task of an answer; the address of its board."""
    answer.get_by_role("button", name="Gem opgaven").click()
    answer.locator("#titel").fill("Fælles værksteder i udskolingen")
    answer.get_by_role("button", name="Gem opgaven").click()
    answer.get_by_role("heading", name="Foreslået").wait_for()
    return answer.url


def invite(page: Page, board: str, colleague: str) -> None:
    """Ask this colleague and the first others of the list; the last waits on the board, unasked."""
    start = board.partition("/opgaver")[0]
    page.goto(f"{start}/soeg?efter={quote(colleague)}")
    found = page.locator("main a[href^='/kollega/']", has_text=colleague).first.get_attribute("href")
    page.goto(board)
    page.locator("main").get_by_role("link", name="Find kolleger").first.click()
    cards = page.locator(".card-ways")
    cards.first.wait_for()
    others = [each for each in cards.all() if colleague not in each.inner_text()][: ASKED - 1]
    hrefs = [each.locator("a").get_attribute("href") for each in others]
    own = f"{board}/spoerg?medarbejder={str(found).rpartition('/')[2]}"
    for number, address in enumerate([own, *(f"{start}{href}" for href in hrefs)], 1):
        page.goto(address)
        page.get_by_label("Timer om ugen").fill("3")
        page.locator("#hvorfor").select_option("known_work")
        only_put = number == ASKED
        page.get_by_role("button", name="Sæt på tavlen uden at spørge" if only_put else "Spørg nu").click()
        page.get_by_role("heading", name="Foreslået").wait_for()


@contextmanager
def demo() -> Iterator[str]:
    """The address of the service on a new demo municipality, once it answers; gone afterwards."""
    [port] = free_ports(1)
    own = {name: value for name, value in os.environ.items() if not name.startswith("TVAERS_")}
    with tempfile.TemporaryDirectory(prefix="tvaers-pictures-") as folder:
        settings = {"TVAERS_DATA_DIR": f"{folder}/graph", "TVAERS_PORT": str(port), "TVAERS_WORKERS": "1"}
        command = tethered.command([sys.executable, "-m", "service"])
        with subprocess.Popen(command, cwd=ROOT, env=own | settings) as process:
            try:
                yield f"http://127.0.0.1:{port}"
            finally:
                process.terminate()


def ready(address: str) -> bool:
    """Whether the service answers questions."""
    with suppress(OSError), urlopen(f"{address}/readyz", timeout=5) as answer:  # noqa: S310  (http)
        return bool(answer.status == 200)
    return False


def main() -> int:
    """Take all pictures; 1 where that can't be done here."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("folder", type=Path)
    folder = options.parse_args().folder
    chromium = shutil.which("chromium")
    if chromium is None:
        print("chromium is not installed", file=sys.stderr)
        return 1
    with demo() as address, sync_playwright() as playwright:
        if not eventually(lambda: ready(address), seconds=START_SECONDS):
            print(f"nothing is ready at {address}", file=sys.stderr)
            return 1
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        story(*(Window(browser, size, at=address, folder=folder) for size in (DESK, PHONE)))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
