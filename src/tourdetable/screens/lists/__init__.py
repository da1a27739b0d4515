"""Lists of people from spreadsheets: brought, looked at, taken in. Desk and room have the same
screens; a `Place` says for what a list is.
"""
