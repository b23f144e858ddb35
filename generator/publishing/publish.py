"""Puts a new site in the place of the old one, whole or not at all (effect).

Readers see a complete version at every moment, whatever is killed when: Linux exchanges the two folders in one step
(renameat2); elsewhere two renames follow each other, and the next start mends what was torn between them. The site
before stays as BUILD/site-previous, and `rollback` lets the two change places.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..output import maps
from ..output.layout import NEXT, SITE
from ..output.removal import clear, discard
from ..output.write import is_ours, reason
from ..source import Diagnostic, Loc

PREVIOUS = "site-previous"
OLD = "site-old"
"""Where the old site stands for a moment on systems that cannot exchange folders."""
LOCK = ".lock"
BUSY = "E109"
"""Code that says: another build is running."""
VANISHING = "E110"
"""Code that says: too many pages would vanish."""
MOST_VANISHING = 0.3
"""Part of the old site's pages that may vanish without the owner's word."""
TRIES, PAUSE = 10, 0.2
"""How often, and how many seconds apart, a rename is tried while a file below is held open (Windows)."""
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


@contextmanager
def locked(build: Path) -> Iterator[tuple[Diagnostic, ...]]:
    """Holds BUILD for one build at a time and clears what a killed one left; yields what stands in the way, if any.

    The system frees the lock when its holder ends, however it ends.
    """
    try:
        descriptor = os.open(build / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        yield (Diagnostic("E103", Loc(str(build)), (reason(error),)),)
        return
    try:
        yield _hold(descriptor, build)
    finally:
        os.close(descriptor)


def _hold(descriptor: int, build: Path) -> tuple[Diagnostic, ...]:
    if not _take(descriptor):
        return (Diagnostic(BUSY, Loc(str(build)), (os.read(descriptor, 20).decode("ascii", "replace").strip(),)),)
    try:
        os.set_inheritable(descriptor, True)
        os.ftruncate(descriptor, 0)
        os.write(descriptor, str(os.getpid()).encode("ascii"))
        recover(build)
    except OSError as error:
        return (Diagnostic("E103", Loc(str(build)), (reason(error),)),)
    return ()


if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> bool:
        """Locks a byte far behind the process number, which others must be able to read."""
        os.lseek(descriptor, 1 << 20, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _take(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


def recover(build: Path) -> None:
    """Mends what a killed run left: an old site moved aside comes back, half a new one goes."""
    if not is_ours(build):
        return
    site, old = build / SITE, build / OLD
    if old.exists() and not site.exists():
        old.rename(site)
    discard(old)
    clear(build)
    _settle(build)


def usable(documents: int, content: Path) -> tuple[Diagnostic, ...]:
    """Speaks up when no document can be published: an empty site must not take the place of a full one."""
    return () if documents else (Diagnostic("E111", Loc(str(content))),)


def publish(build: Path, *, force: bool = False) -> tuple[bool, tuple[Diagnostic, ...]]:
    """Puts BUILD/site-next in the place of BUILD/site; False: the old site stays.

    Refuses without `force` when more than 30 % of the old site's pages would vanish.
    """
    if not is_ours(build):
        return False, (Diagnostic("E102", Loc(str(build))),)
    before, after = _pages(build / SITE), _pages(build / NEXT)
    gone = before - after
    if not force and len(gone) > MOST_VANISHING * len(before):
        return False, (Diagnostic(VANISHING, Loc(str(build)), (str(len(gone)), str(len(before)))),)
    try:
        maps.attach(build, build / NEXT)
        swap(build / NEXT, build / SITE)
    except OSError as error:
        return False, (Diagnostic("E112", Loc(str(build)), (reason(error),)),)
    _settle_if_possible(build)
    return True, ()


def rollback(build: Path) -> tuple[bool, tuple[Diagnostic, ...]]:
    """Lets the site and the one before change places; E116 when there is none. Done twice, nothing has changed."""
    if not is_ours(build):
        return False, (Diagnostic("E102", Loc(str(build))),)
    site, previous = build / SITE, build / PREVIOUS
    if not (previous / "index.html").is_file():
        return False, (Diagnostic("E116", Loc(str(build))),)
    try:
        swap(previous, site)
    except OSError as error:
        return False, (Diagnostic("E112", Loc(str(build)), (reason(error),)),)
    _settle_if_possible(build)
    return True, ()


def drop(build: Path) -> None:
    """Deletes a new site that came to nothing, so that it does not fill the disk until the next build."""
    with suppress(OSError):
        clear(build)


def _settle_if_possible(build: Path) -> None:
    """After the exchange nothing may fail any more: on a full disk the next start shows the maps."""
    with suppress(OSError):
        _settle(build)


def _settle(build: Path) -> None:
    """Lays the maps of the site in sight, and drops those of sites that are gone."""
    maps.show(build, build / SITE)
    maps.tidy(build, (build / SITE, build / PREVIOUS))


def _pages(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}


def swap(next_dir: Path, site_dir: Path) -> None:
    """Makes `next_dir` the site and keeps the one before as the previous; all lie in one folder.

    OSError: nothing changed.
    """
    if not site_dir.exists():
        _rename(next_dir, site_dir)
        return
    old = next_dir
    if not _exchange(next_dir, site_dir):
        old = site_dir.with_name(OLD)
        _replace(next_dir, site_dir, old)
    try:
        _keep(old, site_dir.with_name(PREVIOUS))
    except OSError:
        return  # The new site stands; the next start clears the rest.


def _keep(old: Path, previous: Path) -> None:
    """Puts a site that was replaced in the place of the one before it."""
    if old == previous:
        return
    if previous.exists() and _exchange(old, previous):
        discard(old)
    else:
        discard(previous)
        _rename(old, previous)


def _exchange(one: Path, other: Path) -> bool:
    """Lets two paths change places in one step; False where the system or the disk cannot."""
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if sys.platform == "linux" else None
    if renameat2 is None:
        return False
    if renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False
    raise OSError(number, os.strerror(number), str(other))


def _replace(next_dir: Path, site_dir: Path, old: Path) -> None:
    discard(old)
    _rename(site_dir, old)
    try:
        _rename(next_dir, site_dir)
    except OSError:
        _rename(old, site_dir)
        raise


def _rename(source: Path, target: Path) -> None:
    for _ in range(TRIES - 1):
        try:
            source.rename(target)
            return
        except PermissionError:
            time.sleep(PAUSE)
    source.rename(target)
