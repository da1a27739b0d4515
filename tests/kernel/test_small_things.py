"""Order of names, nearest names, files by hash."""

from hypothesis import given
from hypothesis import strategies as st

from tourdetable.kernel import files
from tourdetable.kernel.nearest import nearest_names
from tourdetable.kernel.order import sort_key


def test_names_stand_in_the_order_that_a_reader_expects() -> None:
    names = ["Zambie", "Égypte", "Émirats arabes unis", "Équateur", "Côte d’Ivoire", "Costa Rica",
             "États-Unis", "Espagne", "Åland", "Albanie"]  # fmt: skip
    assert sorted(names, key=sort_key) == [
        "Åland", "Albanie", "Costa Rica", "Côte d’Ivoire", "Égypte", "Émirats arabes unis",
        "Équateur", "Espagne", "États-Unis", "Zambie",
    ]  # fmt: skip


@given(st.lists(st.text(max_size=8), max_size=6, unique=True))
def test_different_names_never_share_a_key(names: list[str]) -> None:
    assert len({sort_key(name) for name in names}) == len(names)


KNOWN = {
    "bali-process": ("Bali Process on People Smuggling",),
    "rabat-process": ("Processus de Rabat",),
    "quito-process": ("Proceso de Quito",),
    "igc": ("IGC", ""),
}


def test_the_nearest_names_come_first() -> None:
    assert nearest_names("bali", KNOWN)[0] == "bali-process"
    assert nearest_names("Rabbat", KNOWN)[0] == "rabat-process"
    assert nearest_names("smuggling", KNOWN) == ("bali-process",)
    assert nearest_names("xyzzy", KNOWN) == ()
    assert nearest_names("", {}) == ()


def test_a_file_is_kept_once_under_its_hash() -> None:
    content = b"Ordre du jour"
    digest = files.keep(content)
    assert files.keep(content) == digest
    with files.open_kept(digest) as stream:
        assert stream.read() == content
    assert files.is_intact(digest)


def test_a_kept_file_that_was_changed_is_noticed() -> None:
    digest = files.keep(b"Liste des participants")
    from django.core.files.storage import default_storage  # noqa: PLC0415 - only this test

    path = default_storage.path(files.address_of(digest))
    with open(path, "r+b") as stream:  # noqa: PTH123 - the storage gives a text
        stream.write(b"X")
    assert not files.is_intact(digest)
    default_storage.delete(files.address_of(digest))
