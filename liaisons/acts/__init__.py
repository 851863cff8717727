"""What people do to a case: read files, find, judge, take back, make anew, report.

Every act takes an open session, holds the case while it writes, enters the journal first and touches the graph after.
"""
