"""Syncs are counted before each answer of a trace by strace."""

from fieldapp.bench.fsyncs import before_answers

TRACE = """\
101 fdatasync(7)                      = 0
102 sendto(9, "HTTP/1.1 200 OK"..., 210, 0, NULL, 0) = 210
103 fdatasync(7 <unfinished ...>
101 sendto(8, "HTTP/1.1 404 NOT"..., 90, 0, NULL, 0) = 90
103 <... fdatasync resumed>)          = 0
103 fsync(7)                          = 0
102 sendto(9, "HTTP/1.1 201 CRE"..., 210, 0, NULL, 0) = 210
102 fdatasync(7)                      = -1 EIO (Input/output error)
102 sendto(9, "HTTP/1.1 200 OK"..., 210, 0, NULL, 0) = 210
"""


def test_only_syncs_that_succeeded_count_for_the_next_answer() -> None:
    assert list(before_answers(TRACE.splitlines())) == [1, 2, 0]
