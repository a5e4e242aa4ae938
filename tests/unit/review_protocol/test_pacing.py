"""How much goes over a line at once, on lines of every kind."""

from __future__ import annotations

from review_protocol.pacing import LASTS_S, PROBE, ROOMY, SMALL, SMALLEST, Pace


def over(pace: Pace, size: int, *, rate: float, round_trip_s: float) -> int:
    """Carry so much in requests, as the pace says; how many."""
    requests = 0
    while size > 0:
        now = min(pace.limit, size)
        pace.carried(now, round_trip_s + now / rate)
        size -= now
        requests += 1
    return requests


def test_a_response_goes_in_two_requests_over_a_good_line() -> None:
    pace = Pace()
    pace.carried(2_000, 0.9)  # what is small alone, before the large set
    assert pace.limit >= 110_000
    assert over(Pace(), 110_000, rate=10e6, round_trip_s=0.05) == 2
    assert over(Pace(), 12_000_000, rate=10e6, round_trip_s=0.05) <= 4


def test_no_request_lasts_long_over_a_narrow_line() -> None:
    pace, rate = Pace(), 8_000
    for _ in range(50):
        pace.carried(pace.limit, 0.6 + pace.limit / rate)
        assert pace.limit / rate <= LASTS_S
    assert pace.limit >= SMALLEST


def test_a_line_far_away_that_is_wide_is_filled() -> None:
    """A satellite: 600 ms, and a megabyte a second."""
    pace = Pace()
    for _ in range(4):
        pace.carried(pace.limit, 0.6 + pace.limit / 1e6)
    assert pace.limit > 1_000_000


def test_few_bytes_tell_nothing_of_a_slow_line() -> None:
    pace = Pace()
    for _ in range(20):
        pace.carried(300, 1.5)
    assert pace.limit == SMALL


def test_less_after_each_break_and_more_when_it_holds() -> None:
    pace = Pace()
    pace.carried(SMALL, 0.01)
    assert pace.limit > SMALL
    found = []
    for _ in range(5):
        pace.broke()
        assert pace.limit == PROBE
        pace.carried(PROBE, 1.1)
        found.append(pace.limit)
    assert found == sorted(found, reverse=True)
    assert (found[0], found[-1]) == (SMALL, SMALLEST + 1024)
    for _ in range(30):
        pace.carried(pace.limit, 2.0)
    assert pace.limit == SMALL
    pace.carried(pace.limit, 0.01)
    assert pace.limit == 2 * SMALL
    for _ in range(ROOMY // SMALL):
        pace.carried(pace.limit, 0.01)
    assert pace.limit == ROOMY


def test_a_clock_that_stands_still_does_no_harm() -> None:
    pace = Pace()
    pace.carried(100, 0.0)
    pace.carried(10**7, 0.0)
    assert pace.limit == ROOMY
