"""A room in which LibreOffice sees its own installation, the document and nothing else of this machine. Pure: words of
a command for Linux, which `office` runs.

A document may name any file as its picture or as a part of its text, and LibreOffice would put that file into what it
makes. So the files are taken out of its sight: in a mount namespace of its own, an empty file system becomes its root,
into which are bound only the places below. It has no network there either.
"""

from __future__ import annotations

ROOT = "root"
"""Folder of the room that becomes the root."""
_PLACES = (
    "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/opt", "/nix/store", "/etc/alternatives",
    "/etc/fonts", "/etc/ld.so.cache", "/etc/libreoffice", "/var/cache/fontconfig", "/dev/null", "/dev/urandom", "/proc",
)  # fmt: skip
"""Programs, libraries, fonts. Processes outside the namespace do not open what belongs to them to one inside."""
_UNSHARE = ("unshare", "--user", "--map-root-user", "--net", "--mount")
_SCRIPT = """
set -e
new=$1
shift
mount -t tmpfs none "$new"
while [ "$1" != -- ]; do
  if [ -L "$1" ]; then
    mkdir -p "$new${1%/*}" && ln -s "$(readlink "$1")" "$new$1"
  elif [ -d "$1" ]; then
    mkdir -p "$new$1" && mount --rbind "$1" "$new$1"
  elif [ -e "$1" ]; then
    mkdir -p "$new${1%/*}" && : > "$new$1" && mount --bind "$1" "$new$1"
  fi
  shift
done
shift
PATH="$PATH:/usr/sbin:/sbin"
exec chroot "$new" "$@"
"""
"""Arguments: the new root, the places to be seen there, `--`, the command."""


def enclosed(room: str, program: str, *command: str) -> list[str]:
    """The command, run where nothing but the installation of `program` (a path without links) and the room can be seen.

    `room` holds an empty folder `ROOT`.
    """
    home = program.rpartition("/")[0].removesuffix("/program")
    return [*_UNSHARE, "sh", "-c", _SCRIPT, "sh", f"{room}/{ROOT}", *_PLACES, home, room, "--", *command]
