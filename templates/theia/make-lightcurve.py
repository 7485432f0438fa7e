"""Makes lightcurve.csv: the brightness of a star that does not exist, which a planet crosses every 3.4 days.

The same file every time.
"""

import math
import random

PERIOD, DURATION, DEPTH, FIRST = 3.4, 0.12, 0.009, 1.1
NOISE = 0.0008
STEP = 1 / 48


def main():
    noise = random.Random(51)
    with open("lightcurve.csv", "w", encoding="ascii") as file:
        file.write("time_days,flux\n")
        for number in range(int(27 / STEP)):
            time = number * STEP
            # Spacecraft pause in the middle to send their data home.
            if 12.8 < time < 14.1:
                continue
            star = 1 + 0.0015 * math.sin(2 * math.pi * time / 11.3)
            phase = (time - FIRST + PERIOD / 2) % PERIOD - PERIOD / 2
            if abs(phase) < DURATION / 2:
                star -= DEPTH
            file.write(f"{time:.4f},{star + noise.gauss(0, NOISE):.6f}\n")


main()
