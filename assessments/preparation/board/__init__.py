"""The bureau's board: who owes what until when, on a page, in a calendar, in a workbook and by letter."""
