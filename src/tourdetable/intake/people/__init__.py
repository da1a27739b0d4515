"""Lists of people as spreadsheets hold them. Pure: hostile bytes in, plain rows or a sentence out.
"""
