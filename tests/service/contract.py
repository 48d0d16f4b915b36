"""A test client that holds every answer of the API to the API's own OpenAPI document."""

import re
from functools import cache
from typing import Any

from apispec import APISpec
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012
from werkzeug.test import TestResponse

from service.roles import Role
from tests.service.fakes import app, as_role


class ContractClient(FlaskClient):
    """Fails where the status, content type or body of an answer is not as documented."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        response = super().open(*args, **kwargs)
        if response.request.path.startswith("/api/v1/") and "/docs" not in response.request.path:
            hold_to_contract(self.application, response)
        return response


def client(app: Flask, role: Role | None = Role.TOOL) -> ContractClient:
    """A client that asks as `role`, or without a token."""
    app.test_client_class = ContractClient
    made = app.test_client()
    assert isinstance(made, ContractClient)
    if role is not None:
        made.environ_base["HTTP_AUTHORIZATION"] = as_role(role)["Authorization"]
    return made


def spec_of(app: Flask) -> dict[str, Any]:
    return _written(_described(app))


def _described(app: Flask) -> APISpec:
    spec: APISpec = app.extensions["flask-smorest"]["apis"][""]["ext_obj"].spec
    return spec


@cache
def _written(spec: APISpec) -> dict[str, Any]:
    return spec.to_dict()


def operations() -> list[tuple[str, str, dict[str, Any]]]:
    """Every operation of the API as it is documented, with its path and method."""
    return [
        (path, method, operation)
        for path, item in spec_of(app())["paths"].items()
        for method, operation in item.items()
        if method != "parameters"
    ]


def hold_to_contract(app: Flask, response: TestResponse) -> None:
    spec = spec_of(app)
    operation = _operation(spec, response.request.path, response.request.method)
    if operation is None:
        return
    documented = operation["responses"]
    answer = documented.get(str(response.status_code))
    assert answer is not None, f"{response.status_code} of {operation['operationId']} is not documented"
    if "$ref" in answer:
        answer = spec["components"]["responses"][answer["$ref"].rsplit("/", 1)[-1]]
    if "content" not in answer:
        assert not response.data
        return
    assert response.mimetype in answer["content"]
    schema = answer["content"][response.mimetype]["schema"].get("$ref")
    if schema is None:  # a file for people, or in a form that others have described
        return
    _validator(_described(app), schema).validate(response.json)


@cache
def _validator(spec: APISpec, reference: str) -> Draft202012Validator:
    document = Resource(contents=_written(spec), specification=DRAFT202012)
    registry = Registry().with_resource("urn:spec", document)
    return Draft202012Validator({"$ref": f"urn:spec{reference}"}, registry=registry)


def _operation(spec: dict[str, Any], path: str, method: str) -> dict[str, Any] | None:
    found = [template for template in spec["paths"] if re.fullmatch(re.sub(r"{\w+}", ".+", template), path)]
    item = spec["paths"][max(found, key=len)] if found else {}
    return item.get(method.lower())
