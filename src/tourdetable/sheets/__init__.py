"""The one gate: everything a page, file or letter shows, for one audience, language and date.

Attribution, withdrawal and distribution are decided here and only here. A preview is the same
sheet as the publication. Formats know sheets, never models or requests.
"""
