"""Derives the polynomial tables of kernels/cpp/elementary/tables.hpp (needs mpmath; run by hand, the output is committed).

Each table is a near-minimax (Chebyshev) fit in 60-digit arithmetic, rounded to double; its error is printed beside it.
Usage: python3 kernels/scripts/derive-coefficients.py > kernels/cpp/elementary/tables.hpp
"""
import sys
from mpmath import atan, cos, erfc, exp, factorial, floor, mp, mpf, pi, chebyfit, sin, sqrt, tanh, erf, log, log1p

mp.dps = 60


def table(name, what, f, a, b, terms):
    coefficients, error = chebyfit(f, [a, b], terms, error=True)
    print(f"// {what}; {terms} terms, absolute error {mp.nstr(error, 2)}.")
    print(f"inline constexpr double {name}[{terms}] = {{")
    for c in reversed(coefficients):
        print(f"    {float(c).hex()},")
    print("};\n")


def small(f, series):
    """f away from 0, the first terms of its series near 0 (removable singularity)."""
    return lambda z: series(z) if abs(z) < mpf(10) ** -12 else f(z)


def split(name, value, bits):
    """value = sum of parts; all but the last have `bits` significant bits, so that products with small integers are exact."""
    rest = value
    for index, width in enumerate(bits):
        exponent = int(floor(mp.log(rest, 2))) + 1
        part = floor(rest * mpf(2) ** (width - exponent)) * mpf(2) ** (exponent - width) if width < 53 else mpf(float(rest))
        print(f"inline constexpr double {name}{index + 1} = {float(part).hex()};")
        rest -= part
    print()


print("// Made by kernels/scripts/derive-coefficients.py. Do not edit.")
print("#pragma once\n")
print('#include "target.hpp"\n')
print("OVERPARAM_BEGIN\n")
split("ln2_", log(2), [32, 53])
print(f"inline constexpr double one_over_ln2 = {float(1 / log(2)).hex()};")
print(f"inline constexpr double two_over_pi = {float(2 / pi).hex()};\n")
split("half_pi_", pi / 2, [33, 33, 33, 53])
print(f"inline constexpr double pi_high = {float(pi).hex()};")
print(f"inline constexpr double pi_low = {float(pi - mpf(float(pi))).hex()};")
print(f"inline constexpr double atan_half_high = {float(atan(mpf(1) / 2)).hex()};")
print(f"inline constexpr double atan_half_low = {float(atan(mpf(1) / 2) - mpf(float(atan(mpf(1) / 2)))).hex()};\n")

r = log(2) / 2 * mpf("1.0001")
table("exp_tail", "(e^r - 1 - r) / r^2, |r| <= ln 2 / 2", small(lambda r: (exp(r) - 1 - r) / r**2, lambda r: mpf(1) / 2 + r / 6), -r, r, 11)
s = (sqrt(2) - 1) / (sqrt(2) + 1) * mpf("1.0001")
table(
    "log_tail",
    "(log((1+s)/(1-s)) - 2s) / s^3 as a polynomial in z = s^2, |s| <= 3 - 2 sqrt 2",
    small(lambda z: (log1p(sqrt(z)) - log1p(-sqrt(z)) - 2 * sqrt(z)) / sqrt(z) ** 3, lambda z: mpf(2) / 3 + 2 * z / 5),
    0,
    s * s,
    9,
)
q = (pi / 4 * mpf("1.0001")) ** 2
table("sin_tail", "(sin x - x) / x^3 in z = x^2, |x| <= pi/4", small(lambda z: (sin(sqrt(z)) - sqrt(z)) / sqrt(z) ** 3, lambda z: -mpf(1) / 6 + z / 120), 0, q, 7)
table("cos_tail", "(cos x - 1 + x^2/2) / x^4 in z = x^2, |x| <= pi/4", small(lambda z: (cos(sqrt(z)) - 1 + z / 2) / z**2, lambda z: mpf(1) / 24 - z / 720), 0, q, 7)
table("atan_tail", "(atan x - x) / x^3 in z = x^2, |x| <= 1/4", small(lambda z: (atan(sqrt(z)) - sqrt(z)) / sqrt(z) ** 3, lambda z: -mpf(1) / 3 + z / 5), 0, mpf(1) / 16, 9)
table("tanh_tail", "(tanh x - x) / x^3 in z = x^2, |x| <= 1", small(lambda z: (tanh(sqrt(z)) - sqrt(z)) / sqrt(z) ** 3, lambda z: -mpf(1) / 3 + 2 * z / 15), 0, 1, 16)
table("erf_tail", "erf(x)/x - 1 in z = x^2, |x| <= 1", small(lambda z: erf(sqrt(z)) / sqrt(z) - 1, lambda z: 2 / sqrt(pi) * (1 - z / 3) - 1), 0, 1, 12)


def scaled_erfc(s):
    x = 2 * (1 + s) / (1 - s)
    return exp(x * x) * erfc(x)


table("erfc_scaled", "e^(x^2) erfc(x) in s = (x - 2)/(x + 2), 1 <= x <= 6", scaled_erfc, -mpf(1) / 3, mpf(1) / 2, 17)


def psi_series(terms):
    print("// psi(t)/t^3 = sum_k (-1)^k 2(k+1) / (2k+3)! t^(2k): the Taylor series, alternating, for t < 1.")
    print(f"inline constexpr double psi_tail[{terms}] = {{")
    for k in range(terms):
        print(f"    {float((-1) ** k * mpf(2 * (k + 1)) / factorial(2 * k + 3)).hex()},")
    print("};\n")


psi_series(10)
mp.dps = 420
words = 40
digits = int(floor(2 / pi * mpf(2) ** (32 * words)))
print("// The first 1280 bits of 2/pi after the point, most significant word first.")
print(f"inline constexpr unsigned two_over_pi_words[{words}] = {{")
for i in range(0, words, 8):
    print("    " + ", ".join(f"0x{(digits >> (32 * (words - 1 - j))) & 0xFFFFFFFF:08x}" for j in range(i, i + 8)) + ",")
print("};\n")
print("OVERPARAM_END")
sys.stdout.flush()
