"""Why a change of the documents was not made, in words for the screen."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

REASONS = {
    errno.ENOSPC: "磁盘已满；请先腾出空间",
    errno.EDQUOT: "磁盘配额已用完；请先腾出空间",
    errno.EACCES: "没有权限改动资料文件夹；请联系管理员",
    errno.EPERM: "没有权限改动资料文件夹；请联系管理员",
    errno.EROFS: "资料文件夹是只读的；请联系管理员",
    errno.ENAMETOOLONG: "文件名太长；请改短后再试",
    errno.EEXIST: "同名的文件或文件夹占着这个位置；请先改名",
    errno.ENOTDIR: "同名的文件占着文件夹的位置；请先改名",
    errno.ENOENT: "文件已经不在了；请刷新本页",
}


class ChangeRefusedError(Exception):
    """A change was not made; the message (Chinese) says why and what to do. The documents are as they were."""


@contextmanager
def problems_told(what: str) -> Iterator[None]:
    """Turn any OSError of the block into a ChangeRefusedError that begins with ``what``: 没有移除“计划.txt”."""
    try:
        yield
    except OSError as error:
        raise ChangeRefusedError(f"{what}：{reason_of(error)}") from error


def reason_of(error: OSError) -> str:
    """Return what the error means and what to do."""
    return REASONS.get(error.errno or 0) or error.strerror or str(error)
