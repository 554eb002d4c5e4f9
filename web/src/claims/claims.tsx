import type { ClaimCard, ClaimShown } from "@overparam/lab/browser";
import type { Verdict } from "@overparam/core";
import { TeX } from "../page/tex.tsx";
import { counts, stopVerifying, verify } from "../state/actions.ts";
import { phase, scale, shown, study, verifying } from "../state/lab.ts";
import { duration } from "../text/duration.ts";
import { number, withInterval } from "../text/number.ts";

const signs = {
  holds: ["✓", "holds"],
  violated: ["✗", "violated"],
  undecided: ["…", "undecided"],
  "not applicable": ["–", "na"],
} as const satisfies Record<Verdict["verdict"], readonly [string, string]>;

/** Every claim of the paper with its verdict, filling as evidence arrives. */
export function Claims() {
  const card = study.value;
  if (card === null) return null;
  const state = verifying.value;
  const progress = new Map(state.kind === "running" ? state.claims.map((one) => [one.claim, one]) : []);
  return (
    <>
      <h2 id="claims">
        Claims <span class="counts">{counts() || `${card.claims.length} to judge`}</span>
      </h2>
      <VerifyBar />
      <div class="list">
        {card.claims.map((claim) => {
          const evidence = progress.get(claim.id);
          return (
            <Claim
              key={claim.id}
              claim={claim}
              result={shown.value.get(claim.id)}
              waiting={evidence === undefined ? undefined : `${evidence.done} of ${evidence.total} runs`}
            />
          );
        })}
      </div>
    </>
  );
}

function VerifyBar() {
  const state = verifying.value;
  const running = state.kind === "running";
  return (
    <div class="verify" role="group" aria-label="Verification">
      {running ? (
        <button type="button" onClick={stopVerifying}>
          Stop
        </button>
      ) : (
        <button type="button" class="go" onClick={() => void verify()} disabled={phase.value === "opening"}>
          Verify
        </button>
      )}
      <label class="soft" for="scale">
        scale
      </label>
      <select
        id="scale"
        value={scale.value}
        disabled={running}
        onChange={(event) => (scale.value = event.currentTarget.value as typeof scale.value)}
      >
        <option value="smoke">smoke: a quick look</option>
        <option value="default">default: the main job</option>
        <option value="full">full: the paper’s size</option>
      </select>
      <span class="soft small">{saying(state)}</span>
      {running && <progress value={state.done} max={Math.max(1, state.total)} aria-label="Runs done" />}
      {state.kind === "done" &&
        state.failures.map((reason) => (
          <div key={reason} class="notice mild">
            <p>A run failed: {reason}</p>
          </div>
        ))}
    </div>
  );
}

function saying(state: typeof verifying.value): string {
  switch (state.kind) {
    case "idle":
      return "runs every ensemble and its counter-runs";
    case "running":
      return state.total === 0
        ? "planning the runs"
        : `${state.done} of ${state.total} runs${state.secondsLeft === null ? "" : ` · ${duration(state.secondsLeft)} left`}`;
    case "done":
      return `${state.runs} runs in ${duration(state.seconds)} · id ${state.id.slice(0, 4)}…${state.id.slice(-2)}`;
  }
}

interface ClaimProps {
  readonly claim: ClaimCard;
  readonly result: ClaimShown | undefined;
  readonly waiting: string | undefined;
}

function Claim({ claim, result, waiting }: ClaimProps) {
  return (
    <article class="claim" aria-labelledby={`claim-${claim.id}`}>
      <div class="top">
        <h3 id={`claim-${claim.id}`}>{claim.name}</h3>
        <span class="tag">{claim.grade}</span>
        {claim.fidelity !== "paper" && <span class="tag marked">{claim.fidelity}</span>}
        <Chip verdict={result?.verdict} />
      </div>
      <div class="statement">
        <TeX source={claim.statement} />
      </div>
      <p>{claim.says}</p>
      {result === undefined ? (
        <div class="pending">{waiting === undefined ? `Measures the ${claim.quantity}.` : waiting}</div>
      ) : (
        <Evidence claim={claim} verdict={result.verdict} counter={result.counter} />
      )}
      <About claim={claim} />
    </article>
  );
}

/** What the laboratory added, what is assumed, and how the check could fail: at a click. */
function About({ claim }: { readonly claim: ClaimCard }) {
  return (
    <details class="about">
      <summary>
        how it is judged<span class="hidden"> ({claim.name})</span>
      </summary>
      <dl class="evidence">
        <dt>measures</dt>
        <dd>{claim.quantity}</dd>
        {claim.addition !== undefined && (
          <>
            <dt>added here</dt>
            <dd>{claim.addition}</dd>
          </>
        )}
        {claim.assumes.length > 0 && (
          <>
            <dt>assumes</dt>
            <dd>{claim.assumes.map(({ says }) => says).join("; ")}</dd>
          </>
        )}
        <dt>counter-run</dt>
        <dd>{claim.counter}</dd>
      </dl>
    </details>
  );
}

function Chip({ verdict }: { readonly verdict: Verdict | undefined }) {
  if (verdict === undefined) return <span class="chip waiting">not judged</span>;
  const [sign, name] = signs[verdict.verdict];
  return (
    <span class={`chip ${name}`}>
      <span aria-hidden="true">{sign} </span>
      {verdict.verdict}
      {verdict.vacuous && " (vacuous)"}
    </span>
  );
}

function Evidence({ claim, verdict, counter }: { readonly claim: ClaimCard; readonly verdict: Verdict; readonly counter: Verdict | null }) {
  const plain = verdict.verdict === "holds" || verdict.verdict === "violated";
  return (
    <dl class="evidence">
      {verdict.estimate !== null && (
        <>
          <dt>measured</dt>
          <dd>
            {claim.quantity}: {withInterval(verdict.estimate, verdict.interval)}{" "}
            <span class="soft">
              ({verdict.points} points{verdict.runs > 1 ? `, ${verdict.runs} runs` : ""})
            </span>
          </dd>
        </>
      )}
      <dt>asked</dt>
      <dd>
        {verdict.asked}
        {verdict.slack !== null && ` · slack ${number(verdict.slack, 2)}`}
      </dd>
      {(!plain || verdict.vacuous) && (
        <>
          <dt>because</dt>
          <dd>{verdict.reason}</dd>
        </>
      )}
      {counter !== null && (
        <>
          <dt>counter-run</dt>
          <dd class={counter.verdict === "violated" ? "" : counter.verdict === "holds" ? "violated" : "undecided"}>{ofCounter(counter)}</dd>
        </>
      )}
    </dl>
  );
}

/** The same judge must say `violated` of the counter-run; anything else is said as what it is. */
function ofCounter(counter: Verdict): string {
  if (counter.verdict === "violated") return "✓ violated, as it must be";
  if (counter.verdict === "holds") return "✗ holds: this check could not fail here";
  return `… ${counter.verdict}: ${counter.reason}`;
}
