"""Writes kernels/test/fixtures/references.json: elementary functions at chosen points, as high + low doubles (needs mpmath; run by hand).

Usage: python3 kernels/scripts/derive-references.py > kernels/test/fixtures/references.json
"""
import json
import math
import random

from mpmath import mp, mpf

mp.prec = 1400  # enough to reduce the largest double modulo pi
random.seed(20260101)


def scattered(low, high):
    return math.ldexp(random.uniform(1, 2), random.randint(low, high)) * random.choice([-1, 1])


def parts(value):
    high = float(value)
    return [high, float(value - mpf(high)) if math.isfinite(high) else 0.0]


points = {
    "exp": [random.uniform(-744, 709) for _ in range(40)] + [random.uniform(-1, 1) for _ in range(40)] + [scattered(-60, 2) for _ in range(20)] + [709.78, -745.1, -708.5, 1e-300],
    "log": [abs(scattered(-1074, 1023)) for _ in range(40)] + [random.uniform(0.5, 2) for _ in range(40)] + [1 + scattered(-52, -2) for _ in range(30)] + [5e-324, 1.7976931348623157e308],
    "sin": [random.uniform(-7, 7) for _ in range(40)] + [random.uniform(-1e5, 1e5) for _ in range(40)] + [scattered(-30, 1023) for _ in range(40)] + [k * math.pi / 2 for k in (1, 2, 3, 4, 11, 22, 355, 63661)] + [6381956970095103 * 2.0**797],
    "tanh": [random.uniform(-21, 21) for _ in range(40)] + [random.uniform(-1.1, 1.1) for _ in range(40)] + [scattered(-60, 3) for _ in range(20)],
    "erf": [random.uniform(-6.1, 6.1) for _ in range(50)] + [random.uniform(-1.1, 1.1) for _ in range(30)] + [scattered(-60, 2) for _ in range(20)],
}
points["cos"] = points["sin"]
points["log1p"] = [random.uniform(-0.99, 1.1) for _ in range(40)] + [scattered(-60, -1) for _ in range(30)] + [abs(scattered(0, 1000)) for _ in range(30)] + [2.0**53 - 1, 2.0**53, 2.0**54]
points["sigmoid"] = [random.uniform(-700, 40) for _ in range(30)] + [random.uniform(-8, 8) for _ in range(60)] + [scattered(-60, 2) for _ in range(20)]
points["softplus"] = points["sigmoid"]
functions = {"exp": mp.exp, "log": mp.log, "sin": mp.sin, "cos": mp.cos, "tanh": mp.tanh, "erf": mp.erf, "log1p": mp.log1p, "sigmoid": lambda x: 1 / (1 + mp.exp(-x)), "softplus": lambda x: mp.log1p(mp.exp(x))}
out = {name: [[x, *parts(functions[name](mpf(x)))] for x in points[name]] for name in functions}
out["atan2"] = [[y, x, *parts(mp.atan2(mpf(y), mpf(x)))] for y, x in [(scattered(-30, 30), scattered(-30, 30)) for _ in range(60)] + [(random.uniform(-1, 1), random.uniform(-1, 1)) for _ in range(60)]]
out["power"] = [
    [x, n, d, *parts(mp.power(mpf(x), mpf(n) / d))]
    for x, n, d in [(abs(scattered(-60, 60)), random.choice([-7, -3, -2, -1, 1, 2, 3, 4, 5, 7, 11]), random.choice([1, 2, 3, 4, 6, 8, 9, 12, 27])) for _ in range(120)]
]
print(json.dumps(out).replace("]], ", "]],\n"))
