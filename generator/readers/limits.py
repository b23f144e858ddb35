"""All limits that keep a broken or hostile file from costing more than itself: one place, with units and why. Pure.

A limit is checked before the memory or the time is spent, and named in Chinese when it is met. Each stands far above
what real documents need; figures in remarks are of real documents unless they say otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024

# -- files ------------------------------------------------------------------------------------------------------------

FILE_SIZE = 64 * MIB
"""Bytes of any file; a longer one is not opened. Word files full of photographs stay below 50 MiB."""

TEXT_SIZE = 32 * MIB
"""Bytes of a text file, which is read in this process. The largest collections of laws are a tenth of it."""

SNIFFED = 64 * 1024
"""Bytes at the beginning of a file in which its kind is looked for, where its format does not fix the place."""


# -- the child process that reads a document (sandbox) ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Limits:
    """What one child process may use up."""

    memory: int = 1024 * MIB
    """Bytes of address space, the program itself (about 150 MiB) included."""
    cpu: int = 20
    """Seconds of computing."""
    wall: int = 60
    """Seconds until it is killed, asleep or not: a busy machine may need three times the computing."""
    files: int = 0
    """Files it may have open besides its pipes: 0 = the system lets it open nothing at all, and make no socket."""


CHILD = Limits()
"""Documents of 1,000 pages take 5 s and 300 MiB."""


def for_pdf(size: int) -> Limits:
    """The same for a PDF of so many bytes: about 10 pages are read in a second, and a page has 4 KB at least.

    Tables of Chinese codes are opened from the installed libraries.
    """
    seconds = min(CHILD.cpu + size // 40_000, PDF_CPU)
    return Limits(cpu=seconds, wall=3 * seconds, files=16)


PDF_CPU = 240
"""Seconds of computing for the longest PDF."""

RESULT_SIZE = 256 * MIB
"""Bytes that a child may hand back: the text and the pictures of one document."""

RESULT_TEXT = 32 * MIB
"""Bytes of it that are no pictures; taken apart they need ten times the memory. 1,000 pages have 5 MiB."""

GRACE = 5
"""Seconds after a child's own wall time when the whole server is killed: it no longer answers."""


# -- LibreOffice ------------------------------------------------------------------------------------------------------

OFFICE = Limits(memory=4096 * MIB, cpu=60, wall=60, files=1024)
"""One conversion takes 1 to 3 s, the first on a slow machine 20 s. LibreOffice maps 1 to 2 GiB without using them."""

OFFICE_WRITES = 256 * MIB
"""Bytes of the longest file it may write."""

OFFICE_CACHE = 256 * MIB
"""Bytes of converted documents that are kept, so that building and verifying convert each document once."""


# -- OLE, zip and XML -------------------------------------------------------------------------------------------------

OLE_ENTRIES = 4096
"""Entries of the directory of a .doc that are looked at; a document with many drawings has hundreds."""

ZIP_MEMBERS = 5000
"""Members of an archive; a Word file with 500 pictures has about 600."""

ZIP_PART = 64 * MIB
"""Bytes of one unpacked member that is read."""

ZIP_TOTAL = 256 * MIB
"""Bytes of all members together, as the archive declares them."""

ZIP_RATIO = 200
"""How many times longer an unpacked member may be than a packed one, for those above `ZIP_RATIO_FROM`."""

ZIP_RATIO_FROM = MIB
"""Bytes from which the ratio counts: XML that repeats itself packs a hundredfold at most."""

XML_TAGS = 3_000_000
"""Signs `<` in one XML part: each element takes about 130 bytes of memory. 1,000 pages have 300,000."""

PICTURE_SIZE = 20 * MIB
"""Bytes of one picture that is carried along."""

PICTURES_TOTAL = 128 * MIB
"""Bytes of all pictures of one document."""


# -- Word files -------------------------------------------------------------------------------------------------------

WORD_COLUMNS = 63
"""Columns of a table, Word's own limit; what has more is no table that can be shown."""

STYLE_CHAIN = 64
"""Styles followed from one to the one it is based on; Word allows no more than 11, others write longer chains."""


# -- html -------------------------------------------------------------------------------------------------------------

PAGE_SIZE = 32 * MIB
"""Characters of a web page's source. Saved pages stay below 1 MiB, those with pictures inside below 20 MiB."""

PAGE_TAGS = 200_000
"""Tags and comments of a page, 5 s of work. Pages of 300 KiB have 3,000, the longest collections of laws 100,000."""

TABLE_COLUMNS = 1000
"""Columns that one cell may span: the HTML standard, «4.9.11 Attributes common to td and th elements»."""

TABLE_CELLS = 200_000
"""Cells of one table, merged ones counted as often as they are wide and high."""

ARCHIVE_PARTS = 2000
"""Parts of a web archive (.mht): pictures and style sheets, about 100 in a real one."""


# -- PDF --------------------------------------------------------------------------------------------------------------

PDF_PAGES = 2000
"""Pages of a document. The longest official gazettes have 600."""

PDF_OBJECTS = 500_000
"""Objects in a file: pages, fonts, pictures and their parts. A book of 1,000 pages has 20,000."""

PDF_LOOKUPS = 500_000
"""Times that objects refer to others while a file is read: references in a circle never end. A page needs 20 to 100."""

PDF_FONT_CODES = 1_000_000
"""Characters to which one font gives a meaning, repetitions counted. A font can have 65,536."""

PDF_STREAM_SIZE = 64 * MIB
"""Bytes of one unpacked stream other than a picture: a page takes less than 1 MiB, a font of all characters 20 MiB."""

PDF_PAGE_CHARACTERS = 100_000
"""Characters of a page, blanks and second printings counted. A newspaper page has 15,000."""

PDF_PAGE_PATHS = 200_000
"""Lines and figures drawn on a page: maps have 50,000."""

PDF_TABLE_LINES = 2000
"""Ruling lines of a page's tables, borders of neighbouring cells joined; a page with more is a drawing."""
