"""Population gradients and linear algebra in numpy, float64, with buffers allocated once."""

import numpy as np


class PopulationGradient:
    """∇L of L = ½ E (Σ ‖w_i‖ |w_i·x| − Σ b_k |v_k·x|)², x ~ N(0, I), by matrices over all pairs.

    With unit vectors u, c = u_i·u_j, t = arccos c and weights p: E |u_i·x| |u_j·x| = 2/π (sin t + (π/2 − t) c).
    """

    def __init__(self, sizes, arrays):
        m, r, d = sizes["m"], sizes["r"], sizes["d"]
        self.w = arrays["theta"].reshape(m, d)
        v = arrays["directions"].reshape(r, d)
        norms = np.sqrt(np.einsum("ij,ij->i", v, v))
        self.units = np.empty((m + r, d))
        self.units[m:] = v / norms[:, None]
        self.weights = np.empty(m + r)
        self.weights[m:] = -arrays["weights"] * norms
        self.m = m
        self.cosine, self.turn, self.work = (np.empty((m, m + r)) for _ in range(3))

    def run(self, repeats):
        m, cosine, turn, work = self.m, self.cosine, self.turn, self.work
        for _ in range(repeats):
            norms = np.sqrt(np.einsum("ij,ij->i", self.w, self.w))
            units = self.units
            np.divide(self.w, norms[:, None], out=units[:m])
            self.weights[:m] = norms * norms
            np.matmul(units[:m], units.T, out=cosine)
            np.fill_diagonal(cosine, 1.0)
            np.clip(cosine, -1.0, 1.0, out=cosine)
            np.arccos(cosine, out=turn)
            np.subtract(np.pi / 2, turn, out=turn)
            np.multiply(cosine, cosine, out=work)
            np.subtract(1.0, work, out=work)
            np.sqrt(work, out=work)
            np.multiply(turn, cosine, out=cosine)
            along = cosine @ self.weights
            radial = work @ self.weights + along
            turn *= self.weights
            tangent = turn @ units
            self.gradient = (2 / np.pi) * norms[:, None] * (2 * radial[:, None] * units[:m] + tangent - along[:, None] * units[:m])

    def result(self):
        return self.gradient.ravel()


class Eigen:
    def __init__(self, sizes, arrays):
        self.a = arrays["a"].reshape(sizes["n"], sizes["n"])

    def run(self, repeats):
        for _ in range(repeats):
            self.values, _ = np.linalg.eigh(self.a)

    def result(self):
        return self.values


class SingularValues(Eigen):
    def run(self, repeats):
        for _ in range(repeats):
            _, self.values, _ = np.linalg.svd(self.a)


class Cholesky(Eigen):
    def run(self, repeats):
        for _ in range(repeats):
            self.values = np.linalg.cholesky(self.a)

    def result(self):
        return self.values.ravel()


class TangentKernel:
    """J Jᵀ of f(x) = Σ a_k relu(w_k·x), by layers: (X Xᵀ) ∘ (S Sᵀ) + H Hᵀ with S = a 1[z > 0], H = relu(z)."""

    def __init__(self, sizes, arrays):
        n, d, m = sizes["n"], sizes["d"], sizes["m"]
        self.x = arrays["x"].reshape(n, d)
        self.w = arrays["theta"][: m * d].reshape(m, d)
        self.a = arrays["theta"][m * d :]

    def run(self, repeats):
        for _ in range(repeats):
            z = self.x @ self.w.T
            slopes = self.a * (z > 0)
            h = np.maximum(z, 0)
            self.kernel = (self.x @ self.x.T) * (slopes @ slopes.T) + h @ h.T

    def result(self):
        return self.kernel.ravel()
