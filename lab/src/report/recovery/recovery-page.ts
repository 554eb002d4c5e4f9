import type { Comparison, Recovery } from "@overparam/core";
import { recoveryWords } from "../../recover/recovery-words.ts";
import { escapeXml } from "../escape-xml.ts";
import { formatNumber } from "../format-number.ts";
import { type DrawnFigure, figureSection } from "../page/figure-section.ts";
import { style } from "../page/style.ts";
import { shortId } from "../short-id.ts";

/** All that the report of a recovery shows. */
export interface RecoveryPage {
  readonly id: string;
  readonly recovery: Recovery;
  /** Beside the teacher, where one is known. */
  readonly comparison?: Comparison | undefined;
  /** Name and value: data, settings, versions. */
  readonly settings: readonly (readonly [name: string, value: string])[];
  readonly files: readonly string[];
  readonly command: string;
  readonly figures: readonly DrawnFigure[];
}

const chips = {
  exact: ["holds", "✓ recovered exactly"],
  noisy: ["holds", "✓ recovered up to noise"],
  ambiguous: ["undecided", "? ambiguous"],
  none: ["violated", "✗ not recovered"],
} as const;

/**
 * The report of a recovery as one HTML document that opens from disk: no network, no script.
 *
 * A pure function of its content: equal content, equal bytes.
 */
export function recoveryPage(content: RecoveryPage): string {
  const { recovery, comparison, id } = content;
  const [role, word] = chips[recovery.verdict];
  const title = `recover · ${shortId(id)}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="overparam">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${escapeXml(title)}</title>
<style>${style}</style>
</head>
<body>
<header>
<div class="mark ui"><b>overparam</b><span>the convergence theory of neural networks, executable</span></div>
<h1>A two-layer network from samples of it</h1>
<p>${escapeXml(recoveryWords(recovery))}</p>
<ul class="counts ui" aria-label="Verdict"><li><span class="chip ${role}">${word}</span></li></ul>
</header>
<main>
${certificate(recovery)}
${neurons(recovery, comparison)}
${figureSection(content.figures, [])}
${attempts(recovery)}
${facts("settings", "Settings", content.settings)}
${
  content.files.length === 0
    ? ""
    : facts(
        "files",
        "Files",
        content.files.map((file) => ["written", file] as const),
      )
}
<section aria-labelledby="again"><h2 id="again">Do it again</h2><pre tabindex="0" aria-label="command">${escapeXml(content.command)}</pre></section>
</main>
<footer class="ui">Made by overparam. Blue is measured on held-out samples or found; orange is the fit or the teacher.</footer>
</body>
</html>
`;
}

/** What the verdict rests on. */
function certificate(recovery: Recovery): string {
  const {
    verdict,
    reason,
    heldOutError,
    error,
    floor,
    noise,
    scale,
    samples,
    lackOfFit,
    certificate: largest,
    end,
    unique,
    activation,
  } = recovery;
  const rows: (readonly [string, string])[] = [
    ["verdict", `${chips[verdict][1]}: ${reason}`],
    ["error, held out", `${formatNumber(heldOutError)} on ${samples.heldOut} samples that were never fitted`],
    ["error, fitted", `${formatNumber(error)} on ${samples.fitted} samples; the targets have ${formatNumber(scale)}`],
    ["rounding floor", `${formatNumber(floor)}: an exact recovery needs a held-out error of at most this`],
    ...(noise > 0 ? [["noise σ̂", formatNumber(noise)] as const] : []),
    ...(lackOfFit === undefined
      ? []
      : [
          [
            "is the rest noise?",
            `F = ${formatNumber(lackOfFit.statistic)} with ${lackOfFit.freedom[0]} and ${lackOfFit.freedom[1]} degrees of freedom, p = ${formatNumber(lackOfFit.p)}; below 10⁻⁴ no network is claimed`,
          ] as const,
        ]),
    ...(largest === undefined
      ? []
      : [
          [
            "is it complete?",
            `a further neuron correlates with the rest at ${formatNumber(largest.value)} at most, over all directions; noise alone gives ${formatNumber(largest.expected)} ± ${formatNumber(largest.spread, { digits: 2 })}, and four times that deviation above it no network is claimed`,
          ] as const,
        ]),
    [
      "search",
      end === "exact"
        ? "ended at an exact network"
        : end === "twice the same"
          ? "two starts ended in the same network"
          : "no two starts ended in the same network",
    ],
    [
      "resolution",
      `neurons closer than about ${formatNumber((recovery.resolution * 180) / Math.PI)}° look like one: too few samples lie between their kinks`,
    ],
    ...(activation === "relu"
      ? [
          [
            "sides of the neurons",
            unique ? "determined by the linear part" : "not determined: relu(u) − relu(−u) = u lets some be turned round",
          ] as const,
        ]
      : [["signs of w", "w and −w are the same |x| neuron; one of the two is given"] as const]),
    ["expected error of all weights", `${formatNumber(recovery.predictedError)}, √tr σ²(JᵀJ)⁻¹`],
    ...(samples.setAside === 0
      ? []
      : [
          [
            "set aside",
            `${samples.setAside} samples that are nearly alone in a direction of the inputs, along which nothing can be determined`,
          ] as const,
        ]),
    [
      "inputs",
      `${recovery.rank === recovery.inputs ? "span all" : `span ${recovery.rank} of`} ${recovery.inputs} dimensions${recovery.rank === recovery.inputs ? "" : "; weights are known in the span alone, and 0 outside"}; largest over smallest spread ${formatNumber(recovery.spread)}`,
    ],
  ];
  return facts("certificate", "Certificate", rows);
}

function neurons(recovery: Recovery, comparison: Comparison | undefined): string {
  const { a, A, W, inputs: d, width, standardErrors, pairs } = recovery;
  const tied = standardErrors.length === width && pairs === 0;
  const partner = new Map(comparison?.neurons.map((neuron) => [neuron.found, neuron] as const) ?? []);
  const degrees = (radians: number): string => (Number.isNaN(radians) ? "–" : `${formatNumber((radians * 180) / Math.PI)}°`);
  const heads = [
    "neuron",
    A === undefined ? "output weight a (‖w‖ = 1)" : "norm of the output weights a (‖w‖ = 1)",
    ...(tied ? ["± (√tr of covariance)"] : []),
    ...(comparison === undefined ? [] : ["teacher", "its a‖w‖", "angle", "relative error"]),
    "w",
  ];
  const rows = Array.from(a, (weight, k) => {
    const beside = partner.get(k);
    const first = Array.from(W.subarray(k * d, k * d + Math.min(d, 6)), (entry) => formatNumber(entry)).join(", ");
    const cells = [
      formatNumber(weight, { digits: 6 }),
      ...(tied ? [formatNumber(standardErrors[k], { digits: 2 })] : []),
      ...(comparison === undefined
        ? []
        : [
            beside?.teacher === undefined ? "none" : String(beside.teacher + 1),
            beside?.teacher === undefined ? "–" : formatNumber(beside.teacherNorm, { digits: 6 }),
            degrees(beside?.angle ?? Number.NaN),
            formatNumber(beside?.error ?? Number.NaN, { digits: 2 }),
          ]),
      `${first}${d > 6 ? ", …" : ""}`,
    ];
    return `<tr><th scope="row">${k + 1}</th>${cells.map((cell) => `<td>${escapeXml(cell)}</td>`).join("")}</tr>`;
  });
  const missed = comparison?.neurons.filter(({ found }) => found === undefined) ?? [];
  const note =
    missed.length === 0
      ? ""
      : `<p class="note">Teacher neurons without a partner: ${missed.map(({ teacher }) => (teacher ?? 0) + 1).join(", ")}.</p>`;
  if (width === 0) return `<section aria-labelledby="neurons"><h2 id="neurons">Neurons</h2><p>None.</p>${note}</section>`;
  return `<section aria-labelledby="neurons"><h2 id="neurons">Neurons</h2><div class="scroll" tabindex="0" role="group" aria-labelledby="neurons"><table><thead><tr>${heads.map((head) => `<th scope="col">${escapeXml(head)}</th>`).join("")}</tr></thead><tbody>${rows.join("")}</tbody></table></div>${note}</section>`;
}

function attempts({ attempts: records }: Recovery): string {
  const rows = records.map(
    ({ students, width, error, heldOut }, k) =>
      `<tr><th scope="row">${k + 1}</th><td>${students}</td><td>${width}</td><td>${formatNumber(error)}</td><td>${formatNumber(heldOut)}</td></tr>`,
  );
  return `<section aria-labelledby="attempts"><h2 id="attempts">Attempts</h2><div class="scroll" tabindex="0" role="group" aria-labelledby="attempts"><table><thead><tr><th scope="col">attempt</th><th scope="col">students at the start</th><th scope="col">lines of the best width</th><th scope="col">error, fitted</th><th scope="col">error, held out</th></tr></thead><tbody>${rows.join("")}</tbody></table></div></section>`;
}

function facts(id: string, title: string, rows: readonly (readonly [name: string, value: string])[]): string {
  return `<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2><dl class="facts">${rows.map(([name, value]) => `<dt>${escapeXml(name)}</dt><dd>${escapeXml(value)}</dd>`).join("")}</dl></section>`;
}
