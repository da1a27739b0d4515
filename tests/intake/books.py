"""Packages as spreadsheet programs and their enemies make them."""

import io
import zipfile


def zipped(parts: dict[str, bytes]) -> bytes:
    """A zip with these parts, each by its name."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()
