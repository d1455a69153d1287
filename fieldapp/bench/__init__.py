"""How fast and how small it is, beside what the design cannot beat, measured in the same run.

A figure alone says little on a machine that others share. So each has a floor (the same work by
the least code that could do it) or a peer (somebody else's program), and the two take turns.
docs/performance.md is what comes out.
"""
