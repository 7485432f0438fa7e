"""Fits a Gaussian to a made-up spectral line: press F5 to run it."""

import matplotlib.pyplot as plt
import numpy as np
from astropy.modeling import fitting, models

generator = np.random.default_rng(7)
wavelength = np.linspace(6540, 6590, 200)  # Å
flux = 1 - 0.6 * np.exp(-0.5 * ((wavelength - 6563) / 2.5) ** 2)
flux += generator.normal(scale=0.02, size=flux.size)

model = models.Const1D(1) + models.Gaussian1D(-0.5, mean=6560, stddev=2)
fit = fitting.TRFLSQFitter()(model, wavelength, flux)
print(f"The line is at {fit.mean_1.value:.2f} Å, {2.355 * fit.stddev_1.value:.2f} Å wide")

plt.plot(wavelength, flux, ".", label="observed")
plt.plot(wavelength, fit(wavelength), label="fitted")
plt.xlabel("wavelength / Å")
plt.ylabel("flux")
plt.legend()
plt.show()
