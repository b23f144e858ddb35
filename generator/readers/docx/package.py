"""The archive that a Word file is, opened within limits: parts by relationship, XML without surprises. ECMA-376 Part 2.

Nothing outside the file is ever opened: a target marked as external is known by name only. A part that the text needs
and that is missing, broken or larger than the limits makes the whole file unreadable: half a document is none.
"""

from __future__ import annotations

import codecs
import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from .. import limits
from . import wml

codecs.lookup("cp437")  # zipfile decodes names with it, and a child process under limits can load nothing any more

_CENTRAL = b"PK\x01\x02"
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_TYPES = "[content_types].xml"
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError,
    OverflowError, MemoryError,
)  # fmt: skip
"""What the zip reader raises for broken files."""
_OTHERS = {"spreadsheetml": "Excel 表格", "presentationml": "PowerPoint 演示文稿"}


class Refused(Exception):
    """Why a file cannot be read: the code of a message and what fills it."""

    def __init__(self, code: str, *args: str) -> None:
        super().__init__(code, *args)
        self.code = code
        self.words = args


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship of a part (Part 2 §9)."""

    kind: str
    """Last word of its type: styles, image, hyperlink …"""
    target: str
    """Name of the part in lower case; empty when it is outside the file."""
    external: bool = False


@dataclass(frozen=True, slots=True)
class Package:
    """An opened Word file."""

    archive: zipfile.ZipFile
    members: Mapping[str, zipfile.ZipInfo]
    """Name of a part, lower case, without a leading slash → its place in the archive."""
    main: str
    relations: Mapping[str, Relation] = field(default_factory=dict)
    """Id → relationship of the part that is being read."""

    def part(self, kind: str) -> etree._Element | None:
        """Root of the part that the main one names as its styles, numbering …; None when it names none.

        Raises `Refused` when it names one that is missing, broken or too large.
        """
        names = self.targets(kind)
        return self.xml(names[0]) if names else None

    def within(self, kind: str) -> Package:
        """The package as seen from the first part of a kind, whose pictures have relationships of their own.

        Without any where they are broken: a text can do without its pictures.
        """
        try:
            found = [_relations(self.archive, self.members, name) for name in self.targets(kind)[:1]]
        except Refused:
            found = []
        return replace(self, relations=found[0] if found else {})

    def target(self, id: str) -> str:
        """Name of the part behind a relationship; empty when there is none or it is outside the file."""
        return self.relations[id].target if id in self.relations else ""

    def targets(self, kind: str) -> tuple[str, ...]:
        """Names of all parts of a kind, also of those that are missing."""
        return tuple(dict.fromkeys(r.target for r in self.relations.values() if r.kind == kind and not r.external))

    def xml(self, name: str) -> etree._Element:
        """Root of a part; raises `Refused`."""
        return parse(_content(self.archive, self.members, name), name)

    def size(self, name: str) -> int:
        """Bytes of a part as the archive declares them; 0 when it is not there."""
        return self.members[name].file_size if name in self.members else 0

    def data(self, name: str) -> bytes | None:
        """The bytes of a part that the text can do without; None when it is missing, broken or too large."""
        try:
            return _content(self.archive, self.members, name)
        except Refused:
            return None


def open_package(data: bytes) -> Package:
    """Open a Word file; raises `Refused`."""
    archive = _archive(data)
    members = _members(archive)
    types = parse(_content(archive, members, _TYPES), "[Content_Types].xml")
    main = _main(archive, members)
    _check_kind(_type_of(types, main))
    return Package(archive, members, main, _relations(archive, members, main))


def parse(data: bytes, name: str) -> etree._Element:
    """The root of an XML part, strict names made transitional; raises `Refused` (R164, R165, R166).

    libxml2 itself stops at 256 elements inside one another.
    """
    if data.count(b"<") > limits.XML_TAGS:
        raise Refused("R164", name, "XML 标记太多")
    # Looked for before anything is parsed; its sign can stand nowhere else in XML but in comments.
    if b"<!DOCTYPE" in data or b"<!DOCTYPE" in data.replace(b"\0", b""):
        raise Refused("R166", name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError, AssertionError) as error:
        if "depth" in str(error):
            raise Refused("R164", name, "XML 嵌套太深") from None
        raise Refused("R165", name, str(getattr(error, "position", ("?",))[0])) from None
    if root.getroottree().docinfo.internalDTD is not None:  # in UTF-7 it does not look like one
        raise Refused("R166", name)
    return _transitional(root)


def _archive(data: bytes) -> zipfile.ZipFile:
    if data.count(_CENTRAL) > limits.ZIP_MEMBERS:
        raise Refused("R164", "文件", f"包含的文件超过 {limits.ZIP_MEMBERS} 个")
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN:
        raise Refused("R162") from None


def _members(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The archive's members by name; raises when names repeat or declared sizes are out of all proportion."""
    found: dict[str, zipfile.ZipInfo] = {}
    for info in archive.infolist():
        name = info.filename.replace("\\", "/").lstrip("/").lower()
        if info.is_dir():
            continue
        if name in found:
            raise Refused("R167", info.filename[:80])
        found[name] = info
    if sum(info.file_size for info in found.values()) > limits.ZIP_TOTAL:
        raise Refused("R164", "文件", f"展开后超过 {limits.ZIP_TOTAL // limits.MIB} MB")
    for name, info in found.items():
        if name.endswith((".xml", ".rels")):
            _check_size(info)
    return found


def _check_size(info: zipfile.ZipInfo) -> None:
    if info.file_size > limits.ZIP_PART:
        raise Refused("R164", info.filename[:80], f"展开后超过 {limits.ZIP_PART // limits.MIB} MB")
    if info.file_size > limits.ZIP_RATIO_FROM and info.file_size > limits.ZIP_RATIO * max(info.compress_size, 1):
        raise Refused("R164", info.filename[:80], f"压缩比超过 {limits.ZIP_RATIO} 倍")


def _content(archive: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo], name: str) -> bytes:
    """The bytes of a part, its checksum checked; raises `Refused`."""
    info = members.get(name)
    if info is None:
        raise Refused("R163", name[:80])
    _check_size(info)
    if info.flag_bits & 1:
        raise Refused("R151")
    if info.compress_type not in _PACKED:
        raise Refused("R162")
    try:
        return archive.read(info)
    except _BROKEN:
        raise Refused("R162") from None


def _main(archive: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo]) -> str:
    """Name of the main part: the package's relationships say which, Word's habit where there are none."""
    if "_rels/.rels" not in members:
        raise Refused("R163", "_rels/.rels")
    root = parse(_content(archive, members, "_rels/.rels"), "_rels/.rels")
    for row in root:
        if row.get("Type", "").endswith("/officeDocument") and row.get("TargetMode") != "External":
            return _resolved("", row.get("Target", ""))
    raise Refused("R163", "word/document.xml")


def _relations(archive: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo], main: str) -> dict[str, Relation]:
    folder, name = posixpath.split(main)
    own = posixpath.join(folder, "_rels", f"{name}.rels")
    if own not in members:
        return {}
    found = {}
    for row in parse(_content(archive, members, own), own):
        external = row.get("TargetMode", "").lower() == "external"
        target = row.get("Target", "")
        kind = row.get("Type", "").rpartition("/")[2]
        found[row.get("Id", "")] = Relation(kind, "" if external else _resolved(folder, target), external)
    return found


def _resolved(folder: str, target: str) -> str:
    """A part's name from a target that is relative to a folder; it cannot leave the archive, which is a mere table."""
    joined = target if target.startswith("/") else posixpath.join("/", folder, target)
    return posixpath.normpath(joined).lstrip("/").lower()


def _type_of(types: etree._Element, name: str) -> str:
    """Content type of a part (Part 2 §10.1.2)."""
    suffix = name.rpartition(".")[2]
    for row in types:
        if row.get("PartName", "").lstrip("/").lower() == name:
            return row.get("ContentType", "")
    return next((r.get("ContentType", "") for r in types if r.get("Extension", "").lower() == suffix), "")


def _check_kind(content_type: str) -> None:
    """Refuse what is another kind of Office document."""
    for mark, name in _OTHERS.items():
        if mark in content_type.lower():
            raise Refused("R160", name)


def _transitional(root: etree._Element) -> etree._Element:
    """The same tree with the names of strict files replaced; others are untouched."""
    if not any(space in wml.STRICT for space in root.nsmap.values()):
        return root
    for element in root.iter():
        element.tag = _name(str(element.tag))
        for key in [key for key in element.attrib if _name(str(key)) != key]:
            element.set(_name(str(key)), element.attrib.pop(key))
    return root


def _name(name: str) -> str:
    space, brace, local = name[1:].partition("}")
    return f"{{{wml.STRICT[space]}}}{local}" if brace and space in wml.STRICT else name
