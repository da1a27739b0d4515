"""Django's settings in the processes that read strangers' files: no secret, no database.

Models are only named there, never asked. `READERS` is the closed list of what such a process runs:
functions `bytes, **arguments → result`.
"""

SECRET_KEY = "none is needed to read a file"  # noqa: S105 - it signs nothing
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "tourdetable.kernel",
    "tourdetable.parties",
    "tourdetable.library",
    "tourdetable.processes",
    "tourdetable.meetings",
    "tourdetable.invitations",
    "tourdetable.notes",
]
AUTH_USER_MODEL = "parties.Account"
DATABASES: dict[str, object] = {}
USE_TZ = True
TIME_ZONE = "UTC"

READERS = {
    "media": "tourdetable.kernel.media.keeping.read_kept",
    "media-text": "tourdetable.kernel.media.recognition.text_of_content",
    "people": "tourdetable.intake.people.grids.read_grid",
    "agendas": "tourdetable.intake.agendas.reading.read_agendas",
    "questionnaire": "tourdetable.intake.questionnaires.reading.read_questionnaire",
    "returned": "tourdetable.intake.questionnaires.blocks.read_blocks",
}
