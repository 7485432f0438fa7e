"""Smooths a spectrum by a running mean: smooth.py SPECTRUM [--width PIXELS]; writes smoothed.csv, and prints what it did as JSON."""

import argparse
import json

import numpy


def smooth(flux, width):
    """The running mean over an odd number of pixels; at the ends over those that there are."""
    window = numpy.ones(width)
    count = numpy.convolve(numpy.ones_like(flux), window, mode="same")
    return numpy.convolve(flux, window, mode="same") / count


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("spectrum")
    parser.add_argument("--width", type=int, default=5)
    options = parser.parse_args()
    if options.width % 2 == 0:
        parser.error("--width must be an odd number of pixels")
    wavelength, flux = numpy.loadtxt(options.spectrum, delimiter=",", skiprows=1, unpack=True)
    smoothed = smooth(flux, options.width)
    table = numpy.column_stack([wavelength, smoothed])
    numpy.savetxt("smoothed.csv", table, fmt="%.4f", delimiter=",", header="wavelength,flux", comments="")
    noise = float(numpy.std(flux - smoothed))
    print(json.dumps({"pixels": len(flux), "width": options.width, "noise": round(noise, 4)}))


if __name__ == "__main__":
    main()
