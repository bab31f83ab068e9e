"""Whose a file is and who else may use it: kept as it was when the file is made anew.

A save is written by making a new file and giving it the old one's name, so without care it would
become the writer's own, at each save. It keeps its group and its mode, and where the system allows
that (which is to root alone) its owner. Access control lists and extended attributes are not kept.
Windows has rights of another kind, which a folder hands down to what is made in it.
"""

import contextlib
import errno
import os
import stat
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from pmo_gameboard.errors import StorageError

FILE, FOLDER = 0o600, 0o700
"""What a new file and a new folder let their owner do, and nobody else."""

_ROOT = 0
_WHOEVER = -1
"""As for ``chown``: the owner or group that a file has is right."""

_BOTH = 0o6


@dataclass(frozen=True)
class Rights:
    """Who may do what with a file or folder.

    Attributes:
        owner: The number of the user whose it is.
        group: The number of the group that shares it.
        mode: What these and all others may do.
    """

    owner: int
    group: int
    mode: int


class ShutOutError(StorageError):
    """What would be written could not be as open, or as closed, as what is there."""


def rights_of(path: Path) -> Rights | None:
    """The rights of a file; None where there is none, or a link or something else in its place.

    Raises:
        OSError: That cannot be told.
    """
    if sys.platform == "win32":
        return None
    try:
        found = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return Rights(found.st_uid, found.st_gid, stat.S_IMODE(found.st_mode) & 0o777)


def known_rights(path: Path) -> Rights | None:
    """The rights of a file; None where there is none, or they cannot be told."""
    try:
        return rights_of(path)
    except OSError:
        return None


def rights_beside(folder: Path | None) -> Rights | None:
    """The rights of folders that belong to one: it is shared where others may write in it too."""
    if sys.platform == "win32" or folder is None:
        return None
    try:
        found = folder.stat()
    except OSError:
        return None
    mode = FOLDER
    if found.st_mode & stat.S_IWGRP:
        mode |= found.st_mode & 0o2070
    if found.st_mode & stat.S_IWOTH:
        mode |= found.st_mode & 0o1007
    return None if mode == FOLDER else Rights(_WHOEVER, found.st_gid, mode)


def grant(handle: int, path: Path, rights: Rights | None, old: str = "") -> None:
    """Give what was just made its rights; without any, it is its owner's alone.

    What root makes in a folder of somebody else is theirs, or one ``sudo`` would lock them out.

    Args:
        handle: The open file or folder.
        path: Where it was made.
        rights: What they are to be.
        old: The name of the file in the same folder whose rights they are.

    Raises:
        ShutOutError: They cannot be given, and somebody would lose what they may do.
        OSError: The system refuses.
    """
    if sys.platform == "win32":
        return
    made = os.fstat(handle)
    private = FOLDER if stat.S_ISDIR(made.st_mode) else FILE
    wanted = rights or Rights(_WHOEVER, _WHOEVER, private)
    if made.st_uid == _ROOT:
        wanted = _from_root(made, path, wanted, old)
    _give(handle, made, wanted)
    if rights is not None:
        _check(rights, os.fstat(handle), path.with_name(old or path.name))
    os.fchmod(handle, wanted.mode)  # whatever the umask says


def grant_folder(folder: Path, rights: Rights | None) -> None:
    """Give a folder that was just made its rights; its owner's alone where they cannot be given.

    Raises:
        OSError: The system refuses.
    """
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        grant(handle, folder, rights)
    except ShutOutError:
        os.fchmod(handle, FOLDER)
    finally:
        os.close(handle)


def check_writer(path: Path, rights: Rights) -> None:
    """See that we may change a file at all, as to put another in its place asks nothing of it.

    Raises:
        ShutOutError: We may not.
    """
    if sys.platform == "win32" or os.geteuid() in {_ROOT, rights.owner}:
        return
    folder = path.parent.stat()
    kept = folder.st_mode & stat.S_ISVTX and folder.st_uid != os.geteuid()
    if kept or not os.access(path, os.W_OK):
        raise ShutOutError(
            f"This file is {_user(rights.owner)}'s, and you may not change it.",
            hint=f"Ask {_user(rights.owner)}, or play a copy of your own.",
            where=str(path),
        )


def is_in_doubt(rights: Rights) -> bool:
    """Whether it is not certain that we can make a file of such rights."""
    if sys.platform == "win32" or os.geteuid() == _ROOT:
        return False
    ours = {os.getegid(), *os.getgroups()}
    return rights.owner != os.geteuid() or rights.group not in ours


def _give(handle: int, made: os.stat_result, wanted: Rights) -> None:
    """Let an owner and a group have a file as far as the system allows it."""
    owner = made.st_uid if wanted.owner == _WHOEVER else wanted.owner
    group = made.st_gid if wanted.group == _WHOEVER else wanted.group
    if (owner, group) == (made.st_uid, made.st_gid):
        return
    try:
        os.fchown(handle, owner, group)
    except OSError as error:
        if error.errno not in {errno.EPERM, errno.EINVAL}:
            raise
        if group != made.st_gid:
            with contextlib.suppress(PermissionError):
                os.fchown(handle, _WHOEVER, group)


def _check(rights: Rights, made: os.stat_result, path: Path) -> None:
    """See that nobody would lose, or gain, by what could not be given."""
    group, others = rights.mode >> 3 & 0o7, rights.mode & 0o7
    kept = made.st_gid == rights.group
    if not kept and group != others:
        raise ShutOutError(
            f"Saving would take this file from the group {_group(rights.group)}.",
            hint="Only a member of that group can write it for all.",
            where=str(path),
        )
    if rights.owner in {made.st_uid, _ROOT, _WHOEVER} or others & _BOTH == _BOTH:
        return
    if not (kept and group & _BOTH == _BOTH and _may_be_in(rights.owner, rights.group)):
        owner = _user(rights.owner)
        raise ShutOutError(
            f"Saving would shut out {owner}, whose file this is.",
            hint=f"Ask {owner} to let your group read and write it (chmod g+rw).",
            where=str(path),
        )


def _from_root(made: os.stat_result, path: Path, wanted: Rights, old: str) -> Rights:
    """Whose something is to be that root has made: the old owner's, or that of the folder.

    Whoever owns the folder may swap it for a link at any moment. So what was made is looked for in
    the folder by its handle, and nothing is given away in a folder of root's own, unless it takes
    the place of what was somebody's there.
    """
    if wanted.owner in {_ROOT, _WHOEVER} and path.parent.stat().st_uid == _ROOT:
        return wanted
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        there = os.fstat(folder)
        found = os.stat(path.name, dir_fd=folder, follow_symlinks=False)
        before = _owner(folder, old)
    finally:
        os.close(folder)
    if not os.path.samestat(found, made):
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))
    if there.st_uid == _ROOT:
        return wanted if wanted.owner == before else replace(wanted, owner=_ROOT)
    if wanted.owner not in {_ROOT, _WHOEVER}:
        return wanted
    if wanted.group not in {_ROOT, _WHOEVER}:
        return replace(wanted, owner=there.st_uid)
    return Rights(there.st_uid, there.st_gid, _narrowed(wanted.mode))


def _owner(folder: int, name: str) -> int:
    """Whose a file in an open folder is; root's where there is none."""
    try:
        return os.stat(name, dir_fd=folder, follow_symlinks=False).st_uid if name else _ROOT
    except FileNotFoundError:
        return _ROOT


def _narrowed(mode: int) -> int:
    """A mode by which another group may do no more than all others may."""
    return mode & ~0o070 | (mode & 0o007) << 3 & mode


def _may_be_in(user: int, group: int) -> bool:
    """Whether a user is in a group, as far as is known: not every system knows all its users."""
    if sys.platform == "win32":
        return True
    import pwd  # noqa: PLC0415 (asked only where two people share a save)

    try:
        known = pwd.getpwuid(user)
    except KeyError:
        return True
    return group in os.getgrouplist(known.pw_name, known.pw_gid)


def _user(number: int) -> str:
    """What a user is called."""
    if sys.platform != "win32":
        import pwd  # noqa: PLC0415

        with contextlib.suppress(KeyError):
            return pwd.getpwuid(number).pw_name
    return f"user {number}"


def _group(number: int) -> str:
    """What a group is called."""
    if sys.platform != "win32":
        import grp  # noqa: PLC0415

        with contextlib.suppress(KeyError):
            return grp.getgrgid(number).gr_name
    return f"{number}"
