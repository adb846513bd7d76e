"""A package whose bytes say nothing about when it was written."""

import struct
import zipfile
from io import BytesIO

DOS_DATE_1980 = struct.pack("<HH", 0, 1 << 5 | 1)
"""Midnight of 1 January 1980, the first moment that a zip file knows, as its time and date fields."""
LOCAL_TIME, CENTRAL_TIME = 10, 12
"""Where the fields stand in the header of a file and in its entry of the directory, in bytes."""
CENTRAL_SIZES, CENTRAL_LENGTH = 28, 46
"""Where an entry of the directory gives the lengths of its name, extra field and comment; how long it is without."""
CENTRAL_SIGNATURE = b"PK\x01\x02"


def steady_zip(package: bytes) -> bytes:
    """Return the zip file with the time of every entry set to the same; nothing is compressed again.

    https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.7 and 4.3.12
    """
    with zipfile.ZipFile(BytesIO(package)) as archive:
        headers, place = [info.header_offset for info in archive.infolist()], archive.start_dir
    changed = bytearray(package)
    for header in headers:
        changed[header + LOCAL_TIME : header + LOCAL_TIME + 4] = DOS_DATE_1980
    while changed[place : place + 4] == CENTRAL_SIGNATURE:
        changed[place + CENTRAL_TIME : place + CENTRAL_TIME + 4] = DOS_DATE_1980
        place += CENTRAL_LENGTH + sum(struct.unpack_from("<HHH", changed, place + CENTRAL_SIZES))
    return bytes(changed)
