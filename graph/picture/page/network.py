"""The page itself: pyvis as the carrier of nodes, links and vis-network; template, script and look are ours.

Stock pyvis asks two servers for files, runs scripts that stand in titles and drops parallel links; none of its own
template is used. vis-network is taken from the installed pyvis if its SHA-256 is the one that was reviewed.
"""

import base64
import hashlib
from pathlib import Path
from typing import Any

from graph.errors import InstallError
from graph.picture.page.bundle import bundle_modules
from graph.picture.page.data import Data
from graph.views.shapes import Overview

HERE = Path(__file__).parent
ENTRY = "app.js"
"""The module of ``scripts/`` that begins."""

VIS = ("lib/vis-9.1.2/vis-network.min.js", "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69")
"""Where pyvis keeps it, and its SHA-256; Apache-2.0 or MIT."""


def render_network_page(view: Overview) -> str:
    """Give the page of a network as HTML."""
    from pyvis.network import Network

    data = Data(view)
    nodes, links = data.nodes(), data.links()
    rest = data.rest()

    class Page(Network):  # type: ignore[misc]  # pyvis has no types
        """A network that renders through our template."""

        def generate_html(self, name: str = "", local: bool = True, notebook: bool = False) -> str:
            del name, local, notebook
            return render_page_data({"nodes": self.nodes, "links": self.edges, **rest})

    net = Page(directed=True)
    # assigned, not added one by one: pyvis looks through all links for each new one
    net.nodes, net.edges = nodes, links
    html: str = net.generate_html()
    return html


def render_page_data(data: dict[str, Any]) -> str:
    """Fill the template."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    vis = vis_network()
    css = (HERE / "page.css").read_text("utf-8")
    app = bundle_modules(HERE / "scripts", ENTRY)
    if "</script" in f"{vis}{app}".lower() or "</style" in css.lower():
        raise InstallError("the page of the network", "a script that would end its own element", "none")
    made = Environment(autoescape=True, undefined=StrictUndefined, loader=FileSystemLoader(HERE), trim_blocks=True)
    made.policies["json.dumps_kwargs"] = {"sort_keys": True, "separators": (",", ":")}
    return made.get_template("page.html.j2").render(
        data=data,
        name=data["name"],
        vis=Markup(vis),  # noqa: S704  # checked by its SHA-256
        app=Markup(app),  # noqa: S704  # ours, out of the files beside this one
        css=Markup(css),  # noqa: S704
        policy=(
            f"default-src 'none'; script-src {csp_hash(vis)} {csp_hash(app)}; style-src 'unsafe-inline'; "
            "img-src data:; connect-src 'none'; base-uri 'none'; form-action 'none'"
        ),
    )


def vis_network() -> str:
    """Read vis-network out of the installed pyvis; raise InstallError where it is not the one that was reviewed."""
    import importlib.util

    name, sha256 = VIS
    found = importlib.util.find_spec("pyvis")
    where = Path(found.origin or "").parent / name if found else Path(name)
    try:
        data = where.read_bytes()
    except OSError as error:
        raise InstallError(
            "pyvis", f"{name} cannot be read: {error.strerror}", "pyvis 0.3.2", "Run make env."
        ) from None
    if (has := hashlib.sha256(data).hexdigest()) != sha256:
        raise InstallError("pyvis", f"{name} has the SHA-256 {has[:12]}…", f"{sha256[:12]}…", "Run make env.")
    # a browser reads every line end as one character, and hashes what it read
    return data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")


def csp_hash(text: str) -> str:
    """Give the hash by which a policy knows an element's text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def write_network_page(view: Overview, path: Path) -> bytes:
    """Write the page as UTF-8; give its bytes."""
    data = render_network_page(view).encode("utf-8", "replace")
    path.write_bytes(data)
    return data
