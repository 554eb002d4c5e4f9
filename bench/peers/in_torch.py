"""Two-layer networks and Hessians in PyTorch, float64, as an experienced user writes them."""

import torch


class HandWritten:
    """Full-batch step of f(x) = Σ a_j relu(w_j·x) with the gradient written out: every array allocated once."""

    def __init__(self, sizes, arrays):
        n, d, m = sizes["n"], sizes["d"], sizes["m"]
        self.x = torch.from_numpy(arrays["x"]).reshape(n, d)
        self.y = torch.from_numpy(arrays["y"])
        self.w = torch.from_numpy(arrays["theta"][: m * d].copy()).reshape(m, d)
        self.a = torch.from_numpy(arrays["theta"][m * d :].copy())
        self.step = sizes["step"] / n
        self.h = torch.empty(n, m)
        self.mask = torch.empty(n, m)
        self.f = torch.empty(n)
        self.column = torch.empty(m, 1)
        self.gw = torch.empty(m, d)
        self.ga = torch.empty(m)

    @torch.no_grad()
    def run(self, repeats):
        x, y, w, a, h, mask = self.x, self.y, self.w, self.a, self.h, self.mask
        for _ in range(repeats):
            torch.mm(x, w.t(), out=h)
            h.clamp_(min=0)
            torch.mv(h, a, out=self.f)
            r = self.f.sub_(y)
            torch.dot(r, r)
            torch.mv(h.t(), r, out=self.ga)
            torch.sign(h, out=mask)
            mask.mul_(r.unsqueeze(1))
            torch.mm(mask.t(), x, out=self.gw)
            self.gw.mul_(a.unsqueeze(1))
            w.sub_(self.gw, alpha=self.step)
            a.sub_(self.ga, alpha=self.step)

    def result(self):
        return torch.cat([self.w.flatten(), self.a]).numpy()


class Autograd:
    """The same step with the gradient from autograd."""

    def __init__(self, sizes, arrays):
        n, d, m = sizes["n"], sizes["d"], sizes["m"]
        self.x = torch.from_numpy(arrays["x"]).reshape(n, d)
        self.y = torch.from_numpy(arrays["y"])
        self.w = torch.from_numpy(arrays["theta"][: m * d].copy()).reshape(m, d).requires_grad_()
        self.a = torch.from_numpy(arrays["theta"][m * d :].copy()).requires_grad_()
        self.step = sizes["step"]

    def run(self, repeats):
        x, y, w, a = self.x, self.y, self.w, self.a
        for _ in range(repeats):
            r = torch.relu(x @ w.t()) @ a - y
            loss = 0.5 * (r * r).mean()
            gw, ga = torch.autograd.grad(loss, (w, a))
            with torch.no_grad():
                w.sub_(gw, alpha=self.step)
                a.sub_(ga, alpha=self.step)

    def result(self):
        return torch.cat([self.w.flatten(), self.a]).detach().numpy()


class Hessian:
    """Hessian of 1/(2n) Σ (a·softplus(W x + b) + c − y)² by torch.autograd.functional.hessian; θ = W [m,d], b [m], a [m], c."""

    def __init__(self, sizes, arrays):
        n, d, m = sizes["n"], sizes["d"], sizes["m"]
        x = torch.from_numpy(arrays["x"]).reshape(n, d)
        y = torch.from_numpy(arrays["y"])
        self.theta = torch.from_numpy(arrays["theta"])

        def loss(theta):
            w, b, a, c = theta[: m * d].view(m, d), theta[m * d : m * d + m], theta[m * d + m : -1], theta[-1]
            r = torch.nn.functional.softplus(x @ w.t() + b) @ a + c - y
            return 0.5 * (r * r).mean()

        self.loss = loss

    def run(self, repeats):
        for _ in range(repeats):
            self.matrix = torch.autograd.functional.hessian(self.loss, self.theta)

    def result(self):
        return self.matrix.flatten().numpy()
