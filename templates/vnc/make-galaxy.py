#!/usr/bin/env python3
"""Makes galaxy.fits: a spiral galaxy that does not exist, with stars around it and the noise of a camera.

FITS 4.0, one image of 16-bit numbers with a world coordinate system. Needs nothing but Python, and gives the same bytes each time.
"""

import math
import random
import struct

SIZE = 400
CENTRE = SIZE / 2
COORDINATES = {"CRVAL1": 202.4696, "CRVAL2": 47.1952, "CRPIX1": CENTRE, "CRPIX2": CENTRE, "CDELT1": -0.0005, "CDELT2": 0.0005}


def brightness(x, y):
    """Photons of the galaxy: a bulge, a disc, and two logarithmic arms in it."""
    x, y = x - CENTRE, (y - CENTRE) * 1.35
    radius = math.hypot(x, y) + 0.1
    phase = math.atan2(y, x) - 2.6 * math.log(radius / 10)
    arms = math.cos(phase) ** 8
    return 4000 * math.exp(-radius / 7) + 420 * math.exp(-radius / 70) * (0.35 + 1.6 * arms * min(1, radius / 25))


def add_star(image, x, y, photons, width):
    for row in range(max(0, int(y) - 12), min(SIZE, int(y) + 13)):
        for column in range(max(0, int(x) - 12), min(SIZE, int(x) + 13)):
            distance = (column - x) ** 2 + (row - y) ** 2
            image[row][column] += photons * math.exp(-distance / (2 * width**2))


def card(key, value):
    text = f"'{value:<8}'".ljust(20) if isinstance(value, str) else f"{'T' if value is True else value:>20}"
    return f"{key:<8}= {text}".ljust(80)


def header():
    cards = {"SIMPLE": True, "BITPIX": 16, "NAXIS": 2, "NAXIS1": SIZE, "NAXIS2": SIZE, "OBJECT": "Made up",
             "CTYPE1": "RA---TAN", "CTYPE2": "DEC--TAN", "CUNIT1": "deg", "CUNIT2": "deg", **COORDINATES}
    return padded(("".join(card(*pair) for pair in cards.items()) + "END").encode("ascii"), b" ")


def padded(data, filler):
    return data + filler * (-len(data) % 2880)


def main():
    chance = random.Random(1)
    image = [[100 + brightness(x, y) for x in range(SIZE)] for y in range(SIZE)]
    for _ in range(90):
        add_star(image, chance.uniform(0, SIZE), chance.uniform(0, SIZE), 10 ** chance.uniform(1.6, 3.6), 1.5)
    pixels = [min(32767, max(0, round(chance.gauss(value, math.sqrt(value))))) for row in image for value in row]
    with open("galaxy.fits", "wb") as file:
        file.write(header() + padded(struct.pack(f">{len(pixels)}h", *pixels), b"\0"))


if __name__ == "__main__":
    main()
