"""Mail ends by the link in it, without a sign-in, and by that link alone."""

from graph.contacts import How
from graph.store import GraphStore
from harness.factories import employee, employee_id, fill
from service.telling.unsubscribing import PATH, token_of
from tests.service.standing import service_on

ANNA = employee_id("Anna")


def test_a_link_asks_first_and_a_press_or_the_mailbox_ends_mail(graph: GraphStore) -> None:
    fill(graph, employee("Anna"))
    graph.contacts.choose(ANNA, How.DAILY, language="en")
    app = service_on(graph)
    link = PATH + token_of(ANNA, app.config["SECRET_KEY"])
    browser = app.test_client()

    assert "Vil du ikke have flere mails?" in browser.get(link).text
    assert graph.contacts.of(ANNA).how is How.DAILY

    elsewhere = {"Origin": "https://mail.example", "Content-Type": "application/x-www-form-urlencoded"}
    answer = browser.post(link, data="List-Unsubscribe=One-Click", headers=elsewhere)
    assert answer.status_code == 200
    assert (graph.contacts.of(ANNA).how, graph.contacts.of(ANNA).language) == (How.NEVER, "en")


def test_a_link_that_is_not_ours_is_none(graph: GraphStore) -> None:
    browser = service_on(graph).test_client()
    forged = PATH + token_of(ANNA, "another secret, of somebody else")
    assert [browser.get(forged).status_code, browser.post(forged).status_code] == [404, 404]
