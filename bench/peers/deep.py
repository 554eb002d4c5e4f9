"""Full-batch steps of deep networks in PyTorch, float64, gradients from autograd.

θ holds the layers' weights one after the other: W_1, …, W_L, then the output weights.
"""

import torch
from torch.nn.functional import conv2d, linear


class _Step:
    def take(self, arrays, shapes):
        theta, at = torch.from_numpy(arrays["theta"].copy()), 0
        self.weights = []
        for shape in shapes:
            size = 1
            for side in shape:
                size *= side
            self.weights.append(theta[at : at + size].reshape(shape).clone().requires_grad_())
            at += size
        self.y = torch.from_numpy(arrays["y"])

    def run(self, repeats):
        for _ in range(repeats):
            r = self.outputs() - self.y
            loss = 0.5 * (r * r).mean()
            gradients = torch.autograd.grad(loss, self.weights)
            with torch.no_grad():
                for weight, gradient in zip(self.weights, gradients):
                    weight.sub_(gradient, alpha=self.step)

    def result(self):
        return torch.cat([weight.detach().flatten() for weight in self.weights]).numpy()


class FullyConnected(_Step):
    """x_l = relu(W_l x_{l−1}), l = 1…L; f = a · x_L."""

    def __init__(self, sizes, arrays):
        n, d, m, layers = sizes["n"], sizes["d"], sizes["m"], sizes["layers"]
        self.step = sizes["step"]
        self.x = torch.from_numpy(arrays["x"]).reshape(n, d)
        self.take(arrays, [(m, d if layer == 0 else m) for layer in range(layers)] + [(m,)])

    def outputs(self):
        h = self.x
        for weight in self.weights[:-1]:
            h = torch.relu(linear(h, weight))
        return h @ self.weights[-1]


class Convolutional(_Step):
    """x_l = relu(W_l ∗ x_{l−1}), 3×3, zero padding, images [n, channels, height, width]; f = ⟨a, x_L⟩."""

    def __init__(self, sizes, arrays):
        n, channels, height, width, layers = (sizes[key] for key in ("n", "channels", "height", "width", "layers"))
        self.step = sizes["step"]
        self.scale = sizes["scale"]
        self.x = torch.from_numpy(arrays["x"]).reshape(n, channels, height, width)
        self.take(arrays, [(channels, channels, 3, 3)] * layers + [(channels * height * width,)])

    def outputs(self):
        h = self.x
        for weight in self.weights[:-1]:
            h = torch.relu(conv2d(h, weight, padding=1))
        return h.flatten(1) @ self.weights[-1]


class Residual(Convolutional):
    """x_l = x_{l−1} + scale · relu(W_l ∗ x_{l−1})."""

    def outputs(self):
        h = self.x
        for weight in self.weights[:-1]:
            h = h + self.scale * torch.relu(conv2d(h, weight, padding=1))
        return h.flatten(1) @ self.weights[-1]


class TangentKernel:
    """Gram matrix of ∂f(x_i)/∂θ of a fully connected network, layer by layer: (δδᵀ) ∘ (hhᵀ) summed over layers."""

    def __init__(self, sizes, arrays):
        n, d, m, layers = sizes["n"], sizes["d"], sizes["m"], sizes["layers"]
        self.x = torch.from_numpy(arrays["x"]).reshape(n, d)
        self.step = 0
        _Step.take(self, {**arrays, "y": arrays["x"][:n]}, [(m, d if layer == 0 else m) for layer in range(layers)] + [(m,)])
        self.weights = [weight.detach() for weight in self.weights]

    take = _Step.take

    @torch.no_grad()
    def run(self, repeats):
        for _ in range(repeats):
            inputs = [self.x]
            for weight in self.weights[:-1]:
                inputs.append(torch.relu(linear(inputs[-1], weight)))
            gram = inputs[-1] @ inputs[-1].t()
            delta = self.weights[-1].expand_as(inputs[-1])
            for layer in range(len(self.weights) - 2, -1, -1):
                delta = delta * (inputs[layer + 1] > 0)
                gram += (delta @ delta.t()) * (inputs[layer] @ inputs[layer].t())
                if layer > 0:
                    delta = delta @ self.weights[layer]
            self.gram = gram

    def result(self):
        return self.gram.flatten().numpy()
