import { expect, it } from "vitest";
import { texText } from "../../src/views/tex-text.ts";

it.each([
  [String.raw`\|\nabla L(W)\|_F \ge \kappa\, L(W)`, "‖∇L(W)‖_F ≥ κ L(W)"],
  [String.raw`L(W_t) \le \frac{r\,w_{\max}}{t\eta}`, "L(Wₜ) ≤ (r w_max)/(tη)"],
  [String.raw`\delta^{3/8}`, "δ^(3/8)"],
  [String.raw`x^2 + x_{12} - x^{-1}`, "x² + x₁₂ − x⁻¹"],
  [String.raw`\hat{w}_j^\top M v`, "w\u0302ⱼᵀ M v"],
  [String.raw`\mathbb{E}_{x \sim N(0, I_d)} \left[ f(x)^2 \right]`, "𝔼_(x ~ N(0, I_d)) [ f(x)² ]"],
  [String.raw`\sqrt{2/\pi}`, "√(2/π)"],
  [String.raw`\sum_{j \in T_i} \|w_j\| w_j - w^*_i`, "Σ_(j ∈ Tᵢ) ‖wⱼ‖ wⱼ − w*ᵢ"],
  [String.raw`\text{for } \varepsilon \le \varepsilon_0`, "for ε ≤ ε₀"],
  ["plain words", "plain words"],
  [String.raw`\unknowncommand{x}`, "unknowncommandx"],
])("%s reads %s", (tex, text) => {
  expect(texText(tex)).toBe(text);
});
