"""How large a bundle is when it is uploaded."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile


def zipped_bytes(bundle: Path) -> int:
    """The size of the archive that `sam deploy` would make of the folder."""
    archive = BytesIO()
    with ZipFile(archive, "w", ZIP_DEFLATED) as zipped:
        for path in sorted(bundle.rglob("*")):
            if path.is_file():
                zipped.write(path, path.relative_to(bundle))
    return archive.tell()
