"""The list of files that were read: so that a run need not read a file to know its digest.

It stands beside the parts. Where it is missing or damaged, files are read again; a file that cannot be told from a
changed one is not in it.
"""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress

from dashboard.preprocess.places import KNOWN_FILES, ListedFile, Parts

Known = dict[str, tuple[int, str, str]]
"""Path in tables → size, stamp (``ListedFile``) and digest."""


def load_known(parts: Parts, place: str) -> Known:
    """Return the files that are known of a place of documents; ``place`` tells it from others."""
    try:
        said = json.loads(parts.read(KNOWN_FILES))
        if said["place"] != place:
            return {}
        return {path: (int(size), str(stamp), str(digest)) for path, (size, stamp, digest) in said["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def save_known(parts: Parts, place: str, known: Known) -> None:
    """Keep the list for the next run; where it cannot be written, that run reads more."""
    with suppress(OSError):
        parts.write(KNOWN_FILES, json.dumps({"place": place, "files": known}, ensure_ascii=False).encode())


def digest_of(file: ListedFile, known: Known) -> str:
    """Return the digest of a file that is as it was, "" for others."""
    size, stamp, digest = known.get(file.path, (-1, "", ""))
    return digest if (size, stamp) == (file.size, file.stamp) else ""


def learned(files: Iterable[ListedFile], digests: Mapping[str, str]) -> Known:
    """Return what is known of listed files from the digests, by path, of their bytes."""
    return {
        file.path: (file.size, file.stamp, digests[file.path])
        for file in files if file.stamp is not None and file.path in digests
    }
