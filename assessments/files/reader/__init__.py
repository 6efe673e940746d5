"""Reads foreign bytes in a process of its own, with little memory and time: `python -m assessments.files.reader`.

A file from outside is opened by large native libraries. Here a crash or a bomb ends one short-lived process without
secrets, database or network use, and is answered as a refusal. Nothing here knows of Django or of the apps.
"""
