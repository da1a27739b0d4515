"""Lists of people as spreadsheets hold them: hostile bytes in, plain rows or a sentence out."""
