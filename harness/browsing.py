"""What somebody does on a page in a real browser, for tests and pictures."""

from playwright.sync_api import Locator, Page

from service.roles import Role


def follow(pressed: Locator) -> None:
    """Press Enter on what leads to another page, and wait until that page is there.

    A press returns while the page before is still shown: what is read or unfolded at once belongs to that.
    """
    with pressed.page.expect_navigation():
        pressed.press("Enter")


def unfold_menu(page: Page) -> None:
    """Open the header's menu, which a narrow window folds."""
    menu = page.locator(".menu:not([open]) > summary")
    if menu.is_visible():
        menu.press("Enter")


def try_as(page: Page, role: Role) -> None:
    """Become somebody in a role with »Prøv som« on the page that is shown."""
    unfold_menu(page)
    page.select_option("#proev-som", role.value)
    follow(page.get_by_role("button", name="Skift"))
