const digits = (value) => (value >= 99.95 ? value.toFixed(0) : value.toPrecision(3));

function time(seconds) {
  if (seconds === undefined) return "";
  const [unit, scale] = seconds < 1e-3 ? ["µs", 1e6] : seconds < 1 ? ["ms", 1e3] : ["s", 1];
  return `${(seconds * scale).toPrecision(3)} ${unit}`;
}

export const heading = ["| measure | ours | other | median | 95 % interval | asked | met |", "|---|--:|--:|--:|--:|--:|:-:|"].join("\n");

/** One line of the Markdown table. */
export function line(result) {
  const asked = result.asked === undefined ? "" : `${result.sense === "at most" ? "≤" : "≥"} ${result.asked} ${result.unit}`;
  const cells =
    result.reason === undefined
      ? [
          time(result.ours),
          time(result.theirs),
          `${digits(result.median)} ${result.unit}`,
          `${digits(result.low)} – ${digits(result.high)}`,
          asked,
          result.met === undefined ? "" : result.met ? "yes" : "**no**",
        ]
      : ["", "", "", result.reason, asked, "**no**"];
  return `| ${[result.name, ...cells].join(" | ")} |`;
}
