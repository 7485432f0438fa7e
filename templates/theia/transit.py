"""Finds the planet in a light curve: `python transit.py lightcurve.csv`."""

import sys

import numpy as np


def read(path):
    """Times in days, and the star's brightness there, 1 on average."""
    time, flux = np.loadtxt(path, delimiter=",", skiprows=1, unpack=True)
    return time, flux / np.mean(flux)


def flatten(time, flux, window=1.0):
    """The light curve without what the star itself does slowly: divided by the median of the days around."""
    trend = [np.median(flux[np.abs(time - moment) < window / 2]) for moment in time]
    return flux / np.array(trend)


def box_power(time, flux, period, duration):
    """How well a box of a duration fits the folded light curve, with the box's depth and middle.

    The box least squares of Kovács, Zucker and Mazeh (2002), on bins half as long as the box.
    """
    bins = max(4, int(round(2 * period / duration)))
    place = ((time % period) / period * bins).astype(int) % bins
    counts = np.bincount(place, minlength=bins)
    sums = np.bincount(place, weights=1 - flux, minlength=bins)
    # A box is two bins, which may reach from the end of the fold to its beginning.
    counts, sums = counts + np.roll(counts, -1), sums + np.roll(sums, -1)
    depths = np.divide(sums, counts, out=np.zeros(bins), where=counts > 0)
    powers = np.where(depths > 0, depths * np.sqrt(counts), 0)
    best = int(np.argmax(powers))
    return powers[best], depths[best], (best + 1) / bins * period


def search(time, flux, periods, duration=0.12):
    """The period that fits best, with the depth of the transits and the time of the first."""
    fits = [box_power(time, flux, period, duration) for period in periods]
    best = int(np.argmax([power for power, _, _ in fits]))
    _, depth, first = fits[best]
    return periods[best], depth, first


def main(path):
    time, flux = read(path)
    period, depth, first = search(time, flatten(time, flux), np.linspace(1, 10, 9001))
    radius = np.sqrt(depth)
    print(f"every {period:.3f} days, first at {first:.2f} days: {depth:.2%} of the light is missing")
    print(f"so the planet's radius is {radius:.3f} of the star's; of the Sun's that would be {radius * 109.1:.1f} Earth radii")


if __name__ == "__main__":
    main(*sys.argv[1:])
