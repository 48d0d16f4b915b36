"""Tværs as a SCIM service keeps to the RFCs: all of scim2-tester, over HTTP, on a real graph."""

import httpx2
import pytest
from scim2_client.engines.httpx2 import SyncSCIMClient
from scim2_models import ResourceType, Schema, ScimProvider, ServiceProviderConfig
from scim2_tester import Status, check_server

from graph.store import GraphStore
from service.roles import Role
from tests.service.fakes import TOKENS
from tests.service.scim.asking import municipality
from tests.service.serving import serving
from tests.service.standing import standing_on

KNOWN = {"title": ["Lærer", "Gartner"], "department": ["Skolen", "Park og Vej"]}
"""What the municipality has: no sign-in system invents workplaces and professions, as the tester would."""


def described(client: SyncSCIMClient) -> ScimProvider:
    """The service as it describes itself, and what of it the municipality knows."""
    schemas = client.query(Schema).resources
    for schema in schemas:
        for attribute in schema.attributes:
            attribute.canonical_values = KNOWN.get(attribute.name)
    resource_types = client.query(ResourceType).resources
    return ScimProvider.from_discovery(schemas, resource_types, client.query(ServiceProviderConfig))


@pytest.mark.slow
def test_scim2_tester_finds_nothing(graph: GraphStore) -> None:
    token = {"Authorization": f"Bearer {TOKENS[Role.TOOL]}"}
    with (
        serving(standing_on(municipality(graph))) as address,
        httpx2.Client(base_url=f"{address}/scim/v2", headers=token) as http,
    ):
        client = SyncSCIMClient(http)
        client.provider = described(client)
        results = check_server(client)

    wrong = [f"{each.title}: {each.reason}" for each in results if each.status is not Status.SUCCESS]
    assert wrong == []
    assert len(results) > 30
