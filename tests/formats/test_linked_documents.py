"""A document as linked data: its languages and files, what it modifies and what modifies it."""

from dataclasses import replace

from tests.formats.test_calendar import address_of
from tests.formats.test_linked_data import DOCUMENT, node
from tourdetable.kernel.wording import Reading
from tourdetable.library.enums import Modification
from tourdetable.sheets.parts import ModificationLine, ThingLink


def test_a_document_is_there_in_its_languages() -> None:
    kept = {
        "@type": "MediaObject",
        "inLanguage": "en",
        "contentUrl": "../p.en.pdf",
        "encodingFormat": "application/pdf",
        "contentSize": "9 B",
        "sha256": "ab12",
    }
    common = {"name": "Paper", "identifier": "TDT/1", "inLanguage": ["en", "fr"]}
    assert node(DOCUMENT) == {"@type": "DigitalDocument", **common, "encoding": [kept]}
    seen = replace(DOCUMENT, versions=tuple(replace(one, file=None) for one in DOCUMENT.versions))
    assert node(seen) == {"@type": "CreativeWork", **common}


def test_a_document_names_what_it_modifies_and_what_modifies_it() -> None:
    def line(kind: Modification, slug: str) -> ModificationLine:
        return ModificationLine(kind, ThingLink("document", slug, Reading(slug, "en")))

    kinds = (Modification.REVISION, Modification.CORRIGENDUM, Modification.ADDENDUM)
    around = tuple(line(kind, kind.value) for kind in kinds)
    found = node(replace(DOCUMENT, modified_by=around))
    assert found["http://purl.org/dc/terms/isReplacedBy"] == [
        {"@id": address_of(around[0].document)}
    ]
    assert found["correction"] == [address_of(around[1].document)]
    earlier = line(Modification.REVISION, "earlier")
    found = node(replace(DOCUMENT, modifies=earlier))
    assert found["http://purl.org/dc/terms/replaces"] == {"@id": address_of(earlier.document)}
    assert found["isBasedOn"] == address_of(earlier.document)
    found = node(replace(DOCUMENT, modifies=line(Modification.CORRIGENDUM, "earlier")))
    assert "http://purl.org/dc/terms/replaces" not in found
    assert found["isBasedOn"] == address_of(earlier.document)
