"""What a browser can tell of how accessible a page is."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# WCAG 2.2, 2.5.8: 24 by 24 CSS pixels, except for links within a sentence.
SMALL_TARGETS = """() => [...document.querySelectorAll('a, button, summary, select, #soeg, textarea')]
  .filter(e => e.checkVisibility() && !e.matches('.skipnav') && getComputedStyle(e).display !== 'inline')
  .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
  .filter(([, box]) => box.width < 24 || box.height < 24)
  .map(([html]) => html)"""


def findings(page: Page) -> list[str]:
    """What axe finds, as lines to read."""
    found = Axe().run(page, options=RULES).response
    assert len(found["passes"]) > 20
    return [f"{each['id']}: {node['html']}" for each in found["violations"] for node in each["nodes"]]


def sound(page: Page) -> None:
    """What is shown, and what is folded on it, is accessible, large enough to press, and fits."""
    for details in page.locator("main details").all():
        details.evaluate("details => details.open = true")
    assert findings(page) == [], page.url
    fits(page)


def fits(page: Page) -> None:
    """What is shown is large enough to press, and no wider than the window."""
    assert page.evaluate(SMALL_TARGETS) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url
