import { describe, expect, it } from "vitest";
import { parseSweep } from "../../src/sweep/parse-sweep.ts";
import { planSweep } from "../../src/sweep/sweep-plan.ts";
import quadratic from "../fixtures/studies/quadratic/index.ts";

const sound = `study: quadratic
config: { steps: 10 }
axes:
  - setting: size
    list: [1, 2]
  - setting: curvature
    log: { from: 0.1, to: 10, count: 3 }
seeds: 2
keep: { scalars: [loss, odd.max, facts.size] }
`;
/** The place and sentence that a changed file is refused with. */
function refusal(change: (text: string) => string): string {
  try {
    planSweep(parseSweep(change(sound), "s.yaml"), quadratic, "wasm");
  } catch (error) {
    return (error as Error).message;
  }
  return "accepted";
}

describe("a sweep file", () => {
  it("gives its settings with defaults filled in", () => {
    const { file } = parseSweep(sound, "s.yaml");
    expect(file).toMatchObject({ study: "quadratic", backend: "auto", seeds: 2, budget: { seconds: 3600 }, keep: { verdicts: [] } });
    expect(refusal((text) => text)).toBe("accepted");
  });

  it.each([
    ["broken YAML", (text: string) => text.replace("steps: 10 }", "steps: 10"), "s.yaml:3:1: this is not YAML"],
    [
      "an unknown key",
      (text: string) => text.replace("list:", "lst:"),
      "s.yaml:5:5: axes[0].lst: there is no such key. Did you mean list.",
    ],
    [
      "no kind of values",
      (text: string) => text.replace("list: [1, 2]", "name: n"),
      "s.yaml:4:5: axes[0]: an axis has exactly one of list",
    ],
    [
      "two kinds of values",
      (text: string) => text.replace("log:", "list: [1]\n    log:"),
      "s.yaml:6:5: axes[1]: an axis has exactly one of",
    ],
    [
      "a value of the wrong type",
      (text: string) => text.replace("count: 3", "count: three"),
      "s.yaml:7:38: axes[1].log.count: must be a number",
    ],
    [
      "seeds that are no seeds",
      (text: string) => text.replace("seeds: 2", "seeds: many"),
      "s.yaml:8:8: seeds: must be a number, or settings, or a list",
    ],
    [
      "an unknown setting on an axis",
      (text: string) => text.replace("setting: size", "setting: sise"),
      's.yaml:4:14: axes[0].setting: there is no such setting; got "sise". Did you mean size.',
    ],
    [
      "an unknown setting in config",
      (text: string) => text.replace("steps: 10", "stepz: 10"),
      "s.yaml:2:18: config.stepz: there is no such setting",
    ],
    [
      "a setting out of range in config",
      (text: string) => text.replace("steps: 10", "steps: 0"),
      "s.yaml:2:18: config.steps: quadratic: steps must be at least 1",
    ],
    [
      "a value of a list out of range",
      (text: string) => text.replace("[1, 2]", "[1, 2.5]"),
      "s.yaml:5:15: axes[0].list[1]: quadratic: size must be an integer",
    ],
    [
      "a value of a range out of range",
      (text: string) => text.replace("to: 10", "to: 1000"),
      "s.yaml:6:5: axes[1]: quadratic: curvature must be at most 100",
    ],
    [
      "an unknown observable",
      (text: string) => text.replace("[loss,", "[los,"),
      "s.yaml:9:19: keep.scalars[0]: there is no such observable",
    ],
    ["a list where a number is wanted", (text: string) => text.replace("odd.max", "odd"), "s.yaml:9:25: keep.scalars[1]: odd is a list"],
    [
      "a log range through zero",
      (text: string) => text.replace("from: 0.1", "from: 0"),
      "s.yaml:7:10: axes[1].log: a log range needs both ends above 0",
    ],
    [
      "a setting twice",
      (text: string) => text.replace("setting: curvature", "setting: size"),
      "s.yaml:4:14: axes[0].setting: a setting has one axis",
    ],
    [
      "a setting on an axis and in config",
      (text: string) => text.replace("steps: 10", "steps: 10, size: 3"),
      "s.yaml:4:14: axes[0].setting: a setting stands on an axis or in config",
    ],
  ])("is refused with place and caret for %s", (_what, change, wanted) => {
    const [sentence = "", line = "", caret = ""] = refusal(change).split("\n");
    expect(sentence.slice(0, wanted.length)).toBe(wanted);
    const column = Number(/^s\.yaml:\d+:(\d+)/.exec(sentence)?.[1]);
    expect(caret.indexOf("^") - line.indexOf("|") - 2).toBe(column - 1);
  });
});
