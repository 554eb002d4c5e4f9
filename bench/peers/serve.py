"""Runs a peer's cases on request: one JSON object a line in, one out. Usage: serve.py THREADS

A case is a class with run(repeats), which does the work that is timed, and result(), which returns what was computed.
"""

import importlib
import json
import sys
import time

import numpy as np


def main():
    threads = int(sys.argv[1])
    case = None
    for line in sys.stdin:
        order = json.loads(line)
        try:
            if order["do"] == "open":
                module, name = order["case"].split(".")
                if module not in ("in_numpy", "in_scipy"):
                    import torch

                    torch.set_num_threads(threads)
                    torch.set_default_dtype(torch.float64)
                arrays = {key: np.fromfile(path) for key, path in order["arrays"].items()}
                case = None
                case = getattr(importlib.import_module(module), name)(order["sizes"], arrays)
                answer = {}
            elif order["do"] == "run":
                begun = time.perf_counter()
                case.run(order["repeats"])
                answer = {"seconds": time.perf_counter() - begun}
            elif order["do"] == "result":
                np.ascontiguousarray(case.result(), dtype=np.float64).tofile(order["path"])
                answer = {}
            else:
                answer = {"versions": versions()}
        except Exception as error:  # the benchmark shows it and goes on with the next row
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


def versions():
    import torch

    return {"python": sys.version.split()[0], "numpy": np.__version__, "torch": torch.__version__}


main()
