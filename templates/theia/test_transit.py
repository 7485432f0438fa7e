"""Run with `python -m pytest`."""

import numpy as np

import transit


def test_the_planet_of_the_file_is_found():
    time, flux = transit.read("lightcurve.csv")
    period, depth, first = transit.search(time, transit.flatten(time, flux), np.linspace(3, 4, 1001))
    assert abs(period - 3.4) < 0.01
    assert abs(depth - 0.009) < 0.002
    assert abs(first - 1.1) < 0.1


def test_a_slow_star_is_flat_afterwards():
    time = np.linspace(0, 20, 2000)
    flux = 1 + 0.01 * np.sin(time / 3)
    assert np.std(transit.flatten(time, flux)) < 0.0005
