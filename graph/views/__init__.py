"""What is shown: answers, report and page, tables for a notebook; made of snapshot and findings through the gate.

A view asks the gate (``graph.disclosure``) for every name, id, number and text that it shows, and knows no mask.
"""
