"""How a view answers: a page, or one action and then another page.

A view fetches, binds, acts, answers (style, rule 9):

    def end(request: Asking, pk: int) -> HttpResponse:
        officer = fetch(officers(request.actor, request.moment), pk=pk)
        form = EndForm(request.POST or None)
        answer = act(request, form, end_officer, officer, to="desk:officers", done=message("…"))
        return answer or show(request, "desk/officer.html", sheet, section="officers", form=form)
"""

from collections.abc import Callable, Mapping
from functools import partial, wraps
from typing import Any, TypeVar, cast

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.mail import EmailMessage
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from tourdetable.formats.html import environment
from tourdetable.kernel.errors import NotAllowedError, SentenceError
from tourdetable.kernel.journal import has_acted, made_by
from tourdetable.kernel.rows import ChangedMeanwhileError
from tourdetable.parties.rules import is_officer
from tourdetable.screens.asking import Asking, once
from tourdetable.screens.forms import ActionForm
from tourdetable.screens.frame import frame_of
from tourdetable.screens.mail import hand_over
from tourdetable.screens.notices import NOTICES, notices_of

Row = TypeVar("Row", bound=Model)
View = Callable[..., HttpResponse]
SIGN_IN = "account_login"


def fetch(rows: QuerySet[Row], **keys: object) -> Row:
    """The one of the rows that the asker may see. Raises Http404 where there is none: what is not
    theirs is not told apart from what is not there.
    """
    found = rows.filter(**keys).order_by("pk").first()  # an order over relations would be joined
    if found is None:
        raise Http404
    return found


def show(
    request: Asking,
    template: str,
    sheet: object,
    *,
    section: str = "",
    form: ActionForm | None = None,
    **more: object,
) -> HttpResponse:
    """A screen: a template with its sheet, and the form that stands on it."""
    made = environment(request.language).get_template(template)
    page = made.render(sheet=sheet, frame=frame_of(request, section), form=form, **more)
    refused = form is not None and (form.refusal is not None or bool(form.errors))
    return HttpResponse(page, status=422 if refused else 200)


def act(  # noqa: PLR0913 - an action, its thing and what follows; all but the thing by name
    request: Asking,
    form: ActionForm,
    verb: Callable[..., object],
    thing: object,
    *,
    to: str | Callable[[], str],
    done: str,
    told: Callable[[Model], Mapping[str, object]] | None = None,
    **values: Any,
) -> HttpResponse | None:
    """Act by a form that was sent and holds, say so and go on; None where the form has to be shown.
    One that has acted already goes on too, also where what it did lets it hold no longer.

    `told` gives a row as the form's fields show it, for those who edit what others edit too. Who
    has to know of the change is told by mail, once, at the address on record before it.
    Raises Http404 where a rule says no.
    """
    if request.method != "POST":
        return None
    notices: list[EmailMessage] = []
    try:
        if form.is_valid():
            notices = _notices(form, verb, thing, values)
            verb(thing, **values, by=once(request, form.number), now=request.moment)
        elif not has_acted(once(request, form.sent_number)):
            return None
    except NotAllowedError:
        raise Http404 from None
    except ChangedMeanwhileError as error:
        form.show_theirs(error, told or (lambda _row: {}))
        return None
    except SentenceError as error:
        form.refuse(error)
        return None
    for notice in notices:
        hand_over(notice)
    return _led_on(request, to, done)


def _led_on(request: Asking, to: str | Callable[[], str], done: str) -> HttpResponse:
    messages.success(request, done)
    return HttpResponseRedirect(to() if callable(to) else reverse(to), status=303)


def _notices(
    form: ActionForm, verb: Callable[..., object], thing: object, values: Mapping[str, object]
) -> list[EmailMessage]:
    """None for most verbs, and for a form that has acted before; without a query for most."""
    if isinstance(verb, partial):
        return _notices(form, verb.func, thing, {**verb.keywords, **values})
    name = getattr(verb, "__name__", "")
    if name not in NOTICES or made_by(form.number):
        return []
    return notices_of(name, thing, values)


def for_officers(view: View) -> View:
    """A screen of the secretariat: strangers are led to sign in, others find nothing there."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        asking = cast("Asking", request)
        if asking.person is None:
            return redirect_to_login(asking.get_full_path(), reverse(SIGN_IN))
        if not is_officer(asking.actor):
            raise Http404
        return view(asking, *args, **kwargs)

    return guarded


def for_people(view: View) -> View:
    """A screen for whoever signed in; what each may see on it is for the rules."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        asking = cast("Asking", request)
        if asking.person is None:
            return redirect_to_login(asking.get_full_path(), reverse(SIGN_IN))
        return view(asking, *args, **kwargs)

    return guarded
