"""Packs the published site for a server or a double click: one zip, the same site gives the same bytes (effect)."""

from __future__ import annotations

import gzip
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import brotli

from ..output.layout import SITE
from ..output.write import reason
from ..publishing import csp
from ..source import Diagnostic, Loc
from . import access, servers

TOP = "yandu-site"
"""Folder in the zip."""
FIRST, LAST = datetime(1980, 1, 1), datetime(2020, 1, 1)
"""Between these lie the times of the files in the zip, see `_moment`."""
PACKED = frozenset({".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".csv"})
"""Files that grow much smaller; pictures and archives do not."""
SMALL, WORTH = 512, 0.9
"""Bytes below which nothing is packed beforehand, and what part of a file its packed form must not exceed."""
LONGEST = 100
"""Characters of a path in the zip: old programs for Windows cannot unpack longer ones."""
PATH = re.compile(r"/(?:[a-z0-9_-]+/)*")
START = (
    '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>学习网站</title>'
    '<meta http-equiv="refresh" content="0; url=site/index.html">'
    '<p><a href="site/index.html">打开学习网站</a></p></html>\n'
)
README = """学习网站

自己看      双击 index.html。搜索、笔记都能用，不用上网。
给大家看    把 site 文件夹复制到网页服务器上（本文件夹里的设置假定它在 {folder}），server 文件夹里有现成的设置：
            nginx.conf、Caddyfile、apache.conf；IIS 用 site 里的 web.config，不用另外设置。Containerfile 用来做容器。
            网站的地址是 http://服务器{path} 。换成别的路径，请重新打包：yandu bundle --path /路径/
            （不重新打包，各个网页照样能看，只有网址写错时出来的“没有这一页”样子不对，上面的链接也打不开。）
更新        先把新的 site 复制到旧的旁边，再改名换上，读者就不会看到半个网站。例如：
              {update}
            换下来的在 {folder}.old，留到下一次更新。
            文件的日期是按内容编的，不是真的日期：请不要用“只复制较新的文件”来更新。
首次安装    Debian、Ubuntu 的 nginx 自带一个欢迎页，请先删去 /etc/nginx/sites-enabled/default，不然看到的是它。
核对        sha256sum -c SHA256SUMS

只许内部人员看
  口令        三种设置里都写好了，去掉前面的 # 即可。口令会在网上传送，请同时用证书（https）。
  别的办法    单位目录服务器的账号（LDAP）、统一登录（OIDC）、客户端证书，怎样写见 server 文件夹里的 access.txt。

不记录谁看了什么：现成的设置都不写访问日志，请不要打开。网站自己不设 cookie；读者的笔记、已读只在他自己的浏览器里。
"""
UPDATE = "rm -rf {0}.new && cp -a site {0}.new && rm -rf {0}.old && mv {0} {0}.old && mv {0}.new {0}"
"""What an administrator types to put a new site in the place of the old one; {0} is where it lies."""


class Packed(NamedTuple):
    """A bundle that was made."""

    file: Path
    files: int
    size: int
    """Bytes of the zip."""


def bundle(build: Path, target: Path, path: str = "/") -> tuple[Packed | None, tuple[Diagnostic, ...]]:
    """Packs BUILD/site into `target`, for `path` below a server's root.

    E117: there is no site yet; E118: not a path; E119: an address that is too long for a zip; E103: cannot be written.
    """
    site = build / SITE
    if not (site / "index.html").is_file():
        return None, (Diagnostic("E117", Loc(str(build))),)
    if not PATH.fullmatch(path):
        return None, (Diagnostic("E118", Loc(str(build)), (path,)),)
    try:
        files = dict(sorted(_files(site, path)))
        if long := [name for name in files if len(f"{TOP}/{name}") > LONGEST]:
            return None, tuple(Diagnostic("E119", Loc(name)) for name in long)
        return _zip(files, target), ()
    except OSError as error:
        _beside(target).unlink(missing_ok=True)
        return None, (Diagnostic("E103", Loc(str(target)), (reason(error),)),)


def _files(site: Path, path: str) -> Iterator[tuple[str, bytes]]:
    """All files of the bundle, (path below its top, bytes)."""
    lost = moved((site / "404.html").read_bytes(), path) if (site / "404.html").is_file() else b""
    # What a header forbids, a page's own policy cannot allow: the header must know the scripts of both.
    policy = csp.joined(csp.read((site / "index.html").read_text(encoding="utf-8")), csp.read(lost.decode("utf-8")))
    yield "index.html", START.encode()
    yield "README.txt", _readme(path).encode()
    yield "Containerfile", servers.container().encode()
    yield "server/nginx.conf", servers.nginx(policy, path).encode()
    yield "server/Caddyfile", servers.caddy(policy, path).encode()
    yield "server/apache.conf", servers.apache(policy, path).encode()
    yield "server/access.txt", access.text(path).encode()
    yield "site/web.config", servers.iis(policy, path).encode()
    for file in sorted(site.rglob("*")):
        if file.is_file() and not file.name.startswith("."):
            name = file.relative_to(site).as_posix()
            data = lost if name == "404.html" else file.read_bytes()
            yield f"site/{name}", data
            yield from ((f"site/{name}{suffix}", packed) for suffix, packed in precompressed(name, data))


def _readme(path: str) -> str:
    return README.format(folder=servers.FOLDER, path=path, update=UPDATE.format(servers.FOLDER))


def moved(page: bytes, path: str) -> bytes:
    """404.html for a site that lies at `path`: shown at any depth, its addresses begin at the server's root."""
    text = page.decode("utf-8")
    policy = csp.read(text)
    text = re.sub(r'((?:href|src|action|data-search-root)=")/(?!/)', rf"\g<1>{path}", csp.without(text))
    text = text.replace(f'="{path}."', f'="{path}"')  # a browser would tidy it, a server may answer with a detour
    text = text.replace('new URL("/",location)', f'new URL("{path}",location)')
    text = re.sub(r'("(?:base|search)": ")/', rf"\g<1>{path}", text)
    own = csp.policy(csp.inline_scripts(text)) if policy else ""
    return (csp.put(text, own) or text if own else text).encode()


def precompressed(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """(suffix, bytes) of the packed forms that are worth having."""
    if Path(name).suffix in PACKED and len(data) >= SMALL:
        for suffix, packed in ((".br", brotli.compress(data)), (".gz", gzip.compress(data, 9, mtime=0))):
            if len(packed) <= WORTH * len(data):
                yield suffix, packed


def _beside(target: Path) -> Path:
    """Where the zip grows until it is whole."""
    return target.with_name(target.name + ".tmp")


def _moment(data: bytes) -> tuple[int, int, int, int, int, int]:
    """A time made of a file's content.

    Servers take time and size for the file's version. The same content must give the same bytes of the zip, so the
    clock is no help; other content of the same size must not pass for the old one in a reader's browser.
    """
    seconds = int.from_bytes(sha256(data).digest()[:8]) % int((LAST - FIRST).total_seconds())
    moment = FIRST + timedelta(seconds=seconds // 2 * 2)  # a zip counts in twos
    return (moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second)


def _zip(files: dict[str, bytes], target: Path) -> Packed:
    """The zip with the list of hashes, written beside and put in place when it is whole."""
    sums = "".join(f"{sha256(data).hexdigest()}  {name}\n" for name, data in files.items())
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = _beside(target)
    with zipfile.ZipFile(beside, "w") as zip:
        for name, data in {**files, "SHA256SUMS": sums.encode()}.items():
            entry = zipfile.ZipInfo(f"{TOP}/{name}", _moment(data))
            entry.external_attr = 0o100644 << 16
            is_packed = name.endswith((".br", ".gz", ".png", ".jpg", ".apkg"))
            zip.writestr(entry, data, zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED)
    beside.replace(target)
    return Packed(target, len(files), target.stat().st_size)
