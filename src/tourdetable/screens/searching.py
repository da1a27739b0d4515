"""What a list is searched by, in its address."""

from django import forms

from tourdetable.screens.words import message


class SearchForm(forms.Form):
    """Words, and the page of what they leave; what makes no sense asks nothing."""

    words = forms.CharField(max_length=100, required=False, label=message("Words"))
    page = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)

    @property
    def asked(self) -> str:
        self.full_clean()
        return str(self.cleaned_data.get("words") or "")

    @property
    def number(self) -> int:
        self.full_clean()
        return self.cleaned_data.get("page") or 1
