import { type Elementary, misuse } from "@overparam/kernels";
import { type Assessment, undecided } from "./assessment.ts";
import { binomialAtLeast, binomialAtMost, fractionInterval } from "./binomial.ts";
import type { Count } from "./evidence.ts";
import { fisherExact } from "./hypergeometric.ts";
import { familyLevel } from "./level.ts";
import { numberText } from "./number-text.ts";

/** What is asked of fractions. */
export type FractionQuestion =
  | { readonly form: "fraction at least" | "fraction at most"; readonly bound: number }
  | { readonly form: "fractions equal"; readonly to: readonly Count[] }
  | { readonly form: "fractions increase"; readonly order: readonly string[] };

/**
 * Judges counts of events among independent runs, by exact tests: no normal approximation, so that fractions near 0 and small samples keep their level.
 *
 * - `fraction at least`, `at most`: of every group, by binomial tails.
 * - `fractions equal`: every group against a count of another sample, by Fisher's test. Equality can be contradicted (the least p-value times the number of
 *   groups, Holm's first step), not shown: it holds when uncontradicted by a test that would have rejected at least half of the counts that could have
 *   been seen in some group, and is undecided otherwise.
 * - `fractions increase`: along the order, every neighbour against the next, by Fisher's test on one side.
 *
 * Counts of one group are added up.
 *
 * @source Clopper, Pearson 1934; Fisher 1935
 */
export function assessFractions(math: Elementary, claim: string, question: FractionQuestion, counts: readonly Count[]): Assessment {
  const groups = addUp(claim, counts);
  const all = [...groups.values()];
  const runs = all.reduce((sum, { of }) => sum + of, 0);
  const empty = all.find(({ of }) => of === 0);
  if (all.length === 0 || empty !== undefined)
    return undecided(all.length === 0 ? "nothing was counted" : `no run was counted of ${empty?.group}`);
  switch (question.form) {
    case "fractions equal":
      return equal(math, claim, question.to, groups, runs);
    case "fractions increase":
      return increase(math, claim, question.order, groups, runs);
    default:
      return bounded(math, question, all, runs);
  }
}

type Groups = ReadonlyMap<string, Count>;

function addUp(claim: string, counts: readonly Count[]): Groups {
  const groups = new Map<string, Count>();
  for (const { group, hits, of } of counts) {
    if (!(Number.isSafeInteger(hits) && Number.isSafeInteger(of) && hits >= 0 && hits <= of)) {
      throw misuse(claim, "a count must have whole numbers 0 ≤ hits ≤ of", `${hits} of ${of}`);
    }
    const before = groups.get(group);
    groups.set(group, { group, hits: hits + (before?.hits ?? 0), of: of + (before?.of ?? 0) });
  }
  return groups;
}

function groupOf(claim: string, groups: Groups, name: string): Count {
  const found = groups.get(name);
  if (found === undefined)
    throw misuse(claim, `counted are ${[...groups.keys()].join(", ")}`, name, "let reduce count every group of the prediction");
  return found;
}

function bounded(
  math: Elementary,
  { form, bound }: { readonly form: "fraction at least" | "fraction at most"; readonly bound: number },
  groups: readonly Count[],
  runs: number,
): Assessment {
  const most = form === "fraction at most";
  const margin = ({ hits, of }: Count): number => (most ? bound - hits / of : hits / of - bound);
  const tests = groups.map(({ hits, of }) => {
    const low = binomialAtMost(math, hits, of, bound);
    const high = binomialAtLeast(math, hits, of, bound);
    return most ? { holds: low, violated: high } : { holds: high, violated: low };
  });
  const worst = leastBy(groups, margin);
  return {
    kind: "tested",
    estimate: worst.hits / worst.of,
    slack: margin(worst),
    runs,
    points: groups.length,
    pHolds: Math.max(...tests.map(({ holds }) => holds)),
    pViolated: Math.min(1, groups.length * Math.min(...tests.map(({ violated }) => violated))),
    interval: (missing) => fractionInterval(math, worst.hits, worst.of, missing),
    says: `${groups.length > 1 ? "the worst fraction" : "the fraction"} is ${countText(worst)}`,
  };
}

function equal(math: Elementary, claim: string, to: readonly Count[], groups: Groups, runs: number): Assessment {
  const tests = to.map((other) => {
    const seen = groupOf(claim, groups, other.group);
    const accepted = acceptance(math, seen.of, other, familyLevel / to.length);
    return {
      seen,
      other,
      p: fisherExact(math, { hits: seen.hits, of: seen.of, otherHits: other.hits, otherOf: other.of }).both,
      accepted,
      slack: Math.min(seen.hits - accepted[0], accepted[1] - seen.hits) / seen.of,
      sharp: accepted[1] - accepted[0] + 1 <= (seen.of + 1) / 2,
    };
  });
  if (tests.length === 0) throw misuse(claim, "fractions must be compared with at least one count");
  const worst = leastBy(tests, ({ p }) => p);
  const blind = tests.filter(({ sharp }) => !sharp).map(({ seen }) => seen.group);
  const listed = tests.map(({ seen, other, p }) => `${seen.group}: ${countText(seen)} against ${countText(other)}, p = ${numberText(p)}`);
  return {
    kind: "tested",
    estimate: worst.seen.hits / worst.seen.of,
    slack: worst.slack,
    runs,
    points: tests.length,
    pHolds: null,
    uncontradicted: blind.length < tests.length ? "holds" : "undecided",
    pViolated: Math.min(1, tests.length * worst.p),
    interval: (missing) => fractionInterval(math, worst.seen.hits, worst.seen.of, missing),
    says: `the counts are ${listed.join("; ")}${blind.length === 0 ? "" : `; too few runs to tell most fractions apart at ${blind.join(", ")}`}`,
  };
}

function increase(math: Elementary, claim: string, order: readonly string[], groups: Groups, runs: number): Assessment {
  const pairs = order
    .slice(1)
    .map((name, at) => ({ less: groupOf(claim, groups, order[at] as string), more: groupOf(claim, groups, name) }));
  if (pairs.length === 0) throw misuse(claim, "an order needs at least two groups", order);
  const difference = ({ less, more }: (typeof pairs)[number]): number => more.hits / more.of - less.hits / less.of;
  const tests = pairs.map(({ less, more }) => {
    const { low, high } = fisherExact(math, { hits: more.hits, of: more.of, otherHits: less.hits, otherOf: less.of });
    return { holds: high, violated: low };
  });
  const worst = leastBy(pairs, difference);
  return {
    kind: "tested",
    estimate: difference(worst),
    slack: difference(worst),
    runs,
    points: groups.size,
    pHolds: Math.max(...tests.map(({ holds }) => holds)),
    pViolated: Math.min(1, pairs.length * Math.min(...tests.map(({ violated }) => violated))),
    interval(missing) {
      const more = fractionInterval(math, worst.more.hits, worst.more.of, missing / 2);
      const less = fractionInterval(math, worst.less.hits, worst.less.of, missing / 2);
      return [more[0] - less[1], more[1] - less[0]];
    },
    says: `the counts are ${order.map((name) => `${name}: ${countText(groupOf(claim, groups, name))}`).join("; ")}`,
  };
}

/** The least and the largest count of `of` that the two-sided test does not reject at `level` against the other sample. */
function acceptance(math: Elementary, of: number, other: Count, level: number): readonly [number, number] {
  const accepts = (hits: number): boolean => fisherExact(math, { hits, of, otherHits: other.hits, otherOf: other.of }).both > level;
  const middle = Math.min(of, Math.max(0, Math.floor((of * other.hits) / other.of + 0.5)));
  const edge = (inside: number, outside: number): number => {
    if (accepts(outside)) return outside;
    let [near, far] = [inside, outside];
    while (Math.abs(far - near) > 1) {
      const between = Math.floor((near + far) / 2);
      if (accepts(between)) near = between;
      else far = between;
    }
    return near;
  };
  return [edge(middle, 0), edge(middle, of)];
}

function countText({ hits, of }: Count): string {
  return `${hits} of ${of}`;
}

function leastBy<T>(entries: readonly T[], key: (entry: T) => number): T {
  return entries.reduce((best, entry) => (key(entry) < key(best) ? entry : best));
}
