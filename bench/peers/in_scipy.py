"""A flow on a directed graph that reinforces the edges it takes, with scipy.sparse, float64."""

import numpy as np
from scipy.sparse import csr_matrix


class ReinforcedFlow:
    """p ← D p (1 + f_u / Σ p_u· + b_v / Σ p_·v), f ← λ Pᵀ f, b ← λ Q b, injections at both ends."""

    def __init__(self, sizes, arrays):
        self.decay, self.source, self.sink = sizes["decay"], sizes["source"], sizes["sink"]
        nodes = sizes["nodes"]
        rows = arrays["rows"].astype(np.int32)
        heads = arrays["heads"].astype(np.int32)
        self.tails = np.repeat(np.arange(nodes, dtype=np.int32), np.diff(rows))
        self.heads = heads
        self.flow = csr_matrix((arrays["pheromone"].copy(), heads, rows), shape=(nodes, nodes))
        self.back = self.flow.T  # shares the levels
        self.passage = arrays["passage"]
        self.ones = np.ones(nodes)
        self.f = np.zeros(nodes)
        self.b = np.zeros(nodes)
        self.ends()

    def ends(self):
        self.f[self.sink] = 0
        self.b[self.source] = 0
        self.f[self.source] = 1
        self.b[self.sink] = 1

    def run(self, repeats):
        for _ in range(repeats):
            leaving = self.flow @ self.ones
            entering = self.back @ self.ones
            x = np.divide(self.f, leaving, out=np.zeros_like(self.f), where=leaving > 0)
            y = np.divide(self.b, entering, out=np.zeros_like(self.b), where=entering > 0)
            self.f = self.passage * (self.back @ x)
            self.b = self.passage * (self.flow @ y)
            self.ends()
            change = np.take(x, self.tails)
            change += np.take(y, self.heads)
            change += 1
            change *= self.decay
            self.flow.data *= change

    def result(self):
        return np.concatenate([self.flow.data, self.f, self.b])
