"""The least that a command on the embedded engine can cost: start it on a graph, ask ``RETURN 1``, stop."""

import sys
from pathlib import Path

from graph import local

if __name__ == "__main__":
    with local.start_engine(Path(sys.argv[1]), quick=True) as engine:
        from neo4j import GraphDatabase

        address = engine.address
        with GraphDatabase.driver(address.uri, auth=(address.user, address.password)) as driver:
            driver.execute_query("RETURN 1", database_=address.database)
