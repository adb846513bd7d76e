"""What the page 资料 may do to the documents; each function asks first whether that is allowed."""

from collections.abc import Iterable, Sequence

from dashboard.library.add import Added, OnClash, add_document
from dashboard.library.bin import Removal, delete_old, remove_documents, restore
from dashboard.library.folder import documents_on_disk, holder_of
from dashboard.pages.permission import require_edit
from dashboard.pages.start_up import documents_changed, seeds_folder


def add(name: str, content: bytes, on_clash: OnClash = OnClash.ASK) -> Added:
    """Add a file; see ``add_document``. Raises PermissionError where documents may not be changed."""
    require_edit()
    return add_document(seeds_folder(), name, content, on_clash)


def remove(paths: Sequence[str]) -> Removal:
    """Move documents to the bin, those of an archive with the whole archive only; see ``remove_documents``."""
    require_edit()
    removal = remove_documents(seeds_folder(), paths)
    documents_changed()
    return removal


def bring_back(key: str, *, instead: bool = False) -> str:
    """Restore a document from the bin; see ``restore``."""
    require_edit()
    path = restore(seeds_folder(), key, instead=instead)
    documents_changed()
    return path


def empty_bin() -> int:
    """Delete for good what has long been in the bin; see ``delete_old``."""
    require_edit()
    return delete_old(seeds_folder())


def holders(paths: Iterable[str]) -> dict[str, str | None]:
    """Return for each document the path of the file that holds it, see ``holder_of``; None where it is gone."""
    files = documents_on_disk(seeds_folder())
    return {path: holder_of(path, files) for path in paths}
