"""A zip that is the same bytes whenever and wherever it is made."""

import io
import zipfile
from collections.abc import Mapping

MADE = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can hold; when an export was made stands in it."""


def pack_files(files: Mapping[str, bytes]) -> bytes:
    """Give files by name as a zip, in the order given."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, MADE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, data)
    return out.getvalue()
