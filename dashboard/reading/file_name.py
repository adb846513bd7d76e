"""What a document's path tells: its format and its name."""


def format_of(path: str) -> str:
    """Return the format a path names: its ending without the dot, in small letters; "" for none."""
    return _stem_and_ending(path)[1].lower()


def stem_of(path: str) -> str:
    """Return the name of a file without folders and ending."""
    return _stem_and_ending(path)[0]


def _stem_and_ending(path: str) -> tuple[str, str]:
    """Return what ``pathlib`` gives as stem and suffix, without the cost of a path object for each question."""
    name = path.rpartition("/")[2]
    stem, _, ending = name.rpartition(".")
    return (stem, ending) if stem and ending else (name, "")
