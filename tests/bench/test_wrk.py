"""What wrk's script tells is read right, and a load that failed is no measurement."""

import pytest

from fieldapp.bench import wrk
from fieldapp.bench.wrk import LoadFailed

OUTPUT = """Running 4s test @ http://127.0.0.1:1234/push
  1 threads and 16 connections
Requests/sec:   1000.00
measured {{"requests":4000,"microseconds":4000000,"p50":1500.000000,"p99":52000.000000,\
"refused":{refused},"broken":2,"spent":{spent}}}
"""


def test_latencies_are_milliseconds_and_the_rate_per_second() -> None:
    load = wrk.parse(OUTPUT.format(refused=3, spent=0))
    assert (load.rate, load.p50, load.p99) == (1000.0, 1.5, 52.0)
    assert (load.requests, load.refused, load.broken) == (4000, 3, 2)


def test_bodies_that_did_not_suffice_are_an_error() -> None:
    with pytest.raises(LoadFailed, match="suffice"):
        wrk.parse(OUTPUT.format(refused=0, spent=1))


def test_a_server_that_refuses_most_is_an_error() -> None:
    with pytest.raises(LoadFailed, match="refused"):
        wrk.parse(OUTPUT.format(refused=3000, spent=0))


def test_an_output_without_figures_is_an_error() -> None:
    with pytest.raises(LoadFailed, match="unable to connect"):
        wrk.parse("unable to connect to 127.0.0.1:1")
