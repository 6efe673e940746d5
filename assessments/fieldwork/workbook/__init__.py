"""A sheet as an XLSX file: filled where there is neither power nor network, and taken back whole or not at all."""
