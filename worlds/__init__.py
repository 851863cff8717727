"""Made-up worlds with known truth, written as export files, and scoring of findings against them.

Nothing here reads our lexicons, templates, normal forms, extractors or analyses: who makes the exam
does not read the pupil's notes.
"""
