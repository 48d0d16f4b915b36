# Tværs without the embedded graph: the graph is a Neo4j of its own, see docker-compose.yml.
FROM python:3.13-slim

ENV PYTHONUNBUFFERED=1 OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
RUN useradd --system --create-home --home-dir /srv/tvaers --uid 10001 tvaers
WORKDIR /srv/tvaers

COPY requirements/service.lock requirements/
RUN pip install --no-cache-dir --require-hashes -r requirements/service.lock
COPY pyproject.toml README.md ./
COPY docs/privacy docs/privacy
COPY docs/examples docs/examples
COPY docs/rights.md docs/
COPY matching matching
COPY graph graph
COPY service service
COPY scripts scripts
RUN pip install --no-cache-dir --no-deps --no-build-isolation . && rm -rf pyproject.toml README.md requirements docs matching graph service scripts
RUN mkdir -p var && chown tvaers:tvaers var

USER tvaers
VOLUME /srv/tvaers/var
HEALTHCHECK --interval=10s --timeout=3s --start-period=120s --retries=3 CMD \
    ["python", "-c", "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ.get('TVAERS_PORT', '8000') + '/readyz', timeout=2)"]
CMD ["tvaers", "serve"]
