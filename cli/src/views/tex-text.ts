// The mathematics of a claim as a line of text. A converter and not a typesetter: what it does not know stays as it was written.
const symbols: Readonly<Record<string, string>> = {
  alpha: "α",
  beta: "β",
  gamma: "γ",
  delta: "δ",
  epsilon: "ε",
  varepsilon: "ε",
  zeta: "ζ",
  eta: "η",
  theta: "θ",
  kappa: "κ",
  lambda: "λ",
  mu: "μ",
  nu: "ν",
  xi: "ξ",
  pi: "π",
  rho: "ρ",
  sigma: "σ",
  tau: "τ",
  phi: "φ",
  varphi: "φ",
  chi: "χ",
  psi: "ψ",
  omega: "ω",
  Gamma: "Γ",
  Delta: "Δ",
  Theta: "Θ",
  Lambda: "Λ",
  Sigma: "Σ",
  Phi: "Φ",
  Psi: "Ψ",
  Omega: "Ω",
  Pi: "Π",
  nabla: "∇",
  partial: "∂",
  infty: "∞",
  sum: "Σ",
  prod: "Π",
  int: "∫",
  ell: "ℓ",
  top: "ᵀ",
  angle: "∠",
  prime: "′",
  le: "≤",
  leq: "≤",
  leqslant: "≤",
  ge: "≥",
  geq: "≥",
  geqslant: "≥",
  ne: "≠",
  neq: "≠",
  approx: "≈",
  sim: "~",
  simeq: "≃",
  equiv: "≡",
  propto: "∝",
  ll: "≪",
  gg: "≫",
  lesssim: "≲",
  gtrsim: "≳",
  in: "∈",
  notin: "∉",
  subset: "⊂",
  subseteq: "⊆",
  cup: "∪",
  cap: "∩",
  emptyset: "∅",
  forall: "∀",
  exists: "∃",
  to: "→",
  rightarrow: "→",
  longrightarrow: "→",
  mapsto: "↦",
  implies: "⟹",
  Rightarrow: "⟹",
  Longrightarrow: "⟹",
  iff: "⟺",
  Leftrightarrow: "⟺",
  downarrow: "↓",
  uparrow: "↑",
  cdot: "·",
  times: "×",
  pm: "±",
  mp: "∓",
  circ: "∘",
  odot: "⊙",
  otimes: "⊗",
  ast: "*",
  star: "*",
  langle: "⟨",
  rangle: "⟩",
  lVert: "‖",
  rVert: "‖",
  Vert: "‖",
  "|": "‖",
  lvert: "|",
  rvert: "|",
  mid: "|",
  lfloor: "⌊",
  rfloor: "⌋",
  lceil: "⌈",
  rceil: "⌉",
  dots: "…",
  ldots: "…",
  cdots: "…",
  quad: "  ",
  qquad: "   ",
  ",": " ",
  ";": " ",
  ":": " ",
  "!": "",
  " ": " ",
  "{": "{",
  "}": "}",
  "%": "%",
  "&": "&",
  "#": "#",
  _: "_",
  "\\": "; ",
  perp: "⊥",
  parallel: "∥",
  dagger: "†",
  setminus: "∖",
  wedge: "∧",
  vee: "∨",
  left: "",
  right: "",
  big: "",
  Big: "",
  bigl: "",
  bigr: "",
  Bigl: "",
  Bigr: "",
  bigg: "",
  Bigg: "",
  displaystyle: "",
  limits: "",
};
const letters: Readonly<Record<string, string>> = { R: "ℝ", N: "ℕ", Z: "ℤ", C: "ℂ", P: "ℙ", E: "𝔼", 1: "𝟙", S: "𝕊" };
const superscripts: Readonly<Record<string, string>> = {
  ...Object.fromEntries([..."0123456789"].map((digit, i) => [digit, "⁰¹²³⁴⁵⁶⁷⁸⁹"[i] ?? digit])),
  "+": "⁺",
  "-": "⁻",
  n: "ⁿ",
  i: "ⁱ",
  ᵀ: "ᵀ",
  d: "ᵈ",
  m: "ᵐ",
  r: "ʳ",
  k: "ᵏ",
};
const subscripts: Readonly<Record<string, string>> = {
  ...Object.fromEntries([..."0123456789"].map((digit, i) => [digit, "₀₁₂₃₄₅₆₇₈₉"[i] ?? digit])),
  "+": "₊",
  "-": "₋",
  i: "ᵢ",
  j: "ⱼ",
  k: "ₖ",
  m: "ₘ",
  n: "ₙ",
  t: "ₜ",
  r: "ᵣ",
  p: "ₚ",
  s: "ₛ",
  l: "ₗ",
};
const accents: Readonly<Record<string, string>> = {
  hat: "\u0302",
  widehat: "\u0302",
  bar: "\u0304",
  overline: "\u0304",
  tilde: "\u0303",
  widetilde: "\u0303",
  dot: "\u0307",
  vec: "\u20d7",
};
const plainGroups = new Set([
  "mathrm",
  "operatorname",
  "text",
  "textrm",
  "textup",
  "mathbf",
  "boldsymbol",
  "mathcal",
  "mathsf",
  "mathit",
  "textit",
  "textbf",
  "emph",
  "mbox",
  "bm",
]);

/** They belong to what follows them. */
const prefixes = new Set(["∇", "∂"]);
/** They stand apart from both sides, however the source is spaced. */
const relations = new Set("≤≥≠≈≃≡∝≪≫≲≳∈∉⊂⊆→↦⟹⟺×");

/** TeX as one line of Unicode text: `\|\nabla L(W)\|_F \ge \kappa L(W)` → `‖∇L(W)‖_F ≥ κ L(W)`. */
export function texText(tex: string): string {
  let at = 0;

  /** The next token: a control word with its backslash, or a character. */
  function token(): string {
    if (tex[at] === "\\") {
      const word = /^\\([A-Za-z]+|.)/su.exec(tex.slice(at))?.[0] ?? "\\";
      at += word.length;
      return word;
    }
    const character = String.fromCodePoint(tex.codePointAt(at) ?? 0);
    at += character.length;
    return character;
  }

  function skipSpaces(): void {
    while (tex[at] === " " || tex[at] === "\n") at += 1;
  }

  /** An argument: a group in braces or one token. */
  function argument(): string {
    skipSpaces();
    if (tex[at] !== "{") return at < tex.length ? render(token()) : "";
    at += 1;
    return sequence("}");
  }

  function sequence(end: string): string {
    let out = "";
    while (at < tex.length) {
      if (end !== "" && tex[at] === end) {
        at += 1;
        return out;
      }
      out += render(token());
    }
    return out;
  }

  function render(current: string): string {
    if (current === "{") return sequence("}");
    if (current === "}" || current === "$") return "";
    if (current === "~") return " ";
    if (current === "^") return script(argument(), superscripts, "^");
    if (current === "_") return script(argument(), subscripts, "_");
    if (current === "'") return "′";
    if (!current.startsWith("\\")) return current === "-" ? "−" : current;
    const word = current.slice(1);
    if (word === "frac" || word === "tfrac" || word === "dfrac") return `${bracketed(argument())}/${bracketed(argument())}`;
    if (word === "sqrt") return `√${bracketed(argument())}`;
    if (word === "mathbb") {
      const letter = argument();
      return letters[letter] ?? letter;
    }
    if (plainGroups.has(word)) return argument();
    const accent = accents[word];
    if (accent !== undefined) {
      const [first = "", ...rest] = argument();
      return first + accent + rest.join("");
    }
    if (word === "not") return `${argument()}\u0338`;
    if (word === "begin" || word === "end") {
      argument();
      return "";
    }
    const symbol = symbols[word] ?? word;
    if (prefixes.has(symbol)) skipSpaces();
    return relations.has(symbol) ? ` ${symbol} ` : symbol;
  }

  return sequence("")
    .replace(/[ \n]+/g, " ")
    .replace(/ ([,.;)])/g, "$1")
    .trim();
}

/** As a raised or lowered figure where Unicode has all the characters, else with its mark: x², x^(3/8), w_max. */
function script(text: string, table: Readonly<Record<string, string>>, mark: string): string {
  const plain = text.replaceAll("−", "-");
  const small = [...plain].map((character) => table[character]);
  if (small.every((character) => character !== undefined)) return small.join("");
  if (mark === "^" && (text === "*" || text === "′" || text === "ᵀ" || text === "†" || text === "∘")) return text;
  return mark + (/^[\p{L}\p{N}*∞]+$/u.test(text) ? text : `(${text})`);
}

/** In brackets unless it is a number or one letter with its marks: a/b, (a b)/(2c). */
function bracketed(text: string): string {
  return /^(?:[\p{N}.]+|\p{L}[\p{M}\p{Lm}\p{No}ᵢⱼₖₘₙₜᵣₚₛₗ*′]*(?:_\p{L}+)?)$/u.test(text) ? text : `(${text})`;
}
