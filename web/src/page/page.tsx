import { Claims } from "../claims/claims.tsx";
import { Graph } from "../figure/graph.tsx";
import { Loss } from "../figure/loss.tsx";
import { Measurement } from "../figure/measurement.tsx";
import { Neurons } from "../figure/neurons.tsx";
import { StudyFigure } from "../figure/study-figure.tsx";
import { Settings } from "../form/settings.tsx";
import { chooseStudy } from "../state/actions.ts";
import { announcement, cards, ensembleFigures, figures, studyId } from "../state/lab.ts";
import { OpenSweep, Sweep } from "../sweep/open-sweep.tsx";
import { Assumptions } from "./assumptions.tsx";
import { Notices, Paper } from "./paper.tsx";
import { SameRun } from "./same-run.tsx";
import { Toolbar } from "./toolbar.tsx";

/** The lab: settings, the run, the claims. */
export function Page() {
  const ready = cards.value !== null && studyId.value !== null;
  return (
    <>
      <a
        class="skip"
        href="#stage"
        onClick={(event) => {
          // What stands after # is the state of the page; skipping must not replace it.
          event.preventDefault();
          document.getElementById("stage")?.focus();
        }}
      >
        Skip to the run
      </a>
      <header>
        <span class="brand">overparam</span>
        <span class="tagline">the convergence theory of neural networks, executable</span>
        <PaperChoice />
        {ready && <OpenSweep />}
      </header>
      <div class="columns">
        <aside class="settings" aria-label="Settings">
          {ready && (
            <>
              <Settings />
              <Assumptions />
              <SameRun />
            </>
          )}
        </aside>
        <main class="stage" id="stage" tabIndex={-1}>
          <Notices />
          <Sweep />
          {ready ? (
            <>
              <Paper />
              <Toolbar />
              <Loss />
              <Figures />
            </>
          ) : (
            <>
              <h1>overparam</h1>
              {cards.value === null && <p class="soft ui">Fetching the studies and the kernels.</p>}
            </>
          )}
        </main>
        <section class="claims" aria-label="Claims">
          {ready && <Claims />}
        </section>
      </div>
      <div class="hidden" role="status" aria-live="polite">
        {announcement.value}
      </div>
    </>
  );
}

function Figures() {
  const own = figures.value.filter((figure) => figure.id !== "loss");
  const ensemble = ensembleFigures.value;
  return (
    <>
      <div class="pair">
        <Neurons />
        <Graph />
        <Measurement />
      </div>
      {own.length > 0 && (
        <details class="group more">
          <summary>{own.length === 1 ? "One more figure" : `${own.length} more figures`} of this run</summary>
          <div class="pair">
            {own.map((figure) => (
              <StudyFigure key={figure.id} figure={figure} />
            ))}
          </div>
        </details>
      )}
      {ensemble.length > 0 && (
        <section aria-labelledby="ensemble">
          <h2 id="ensemble">Over the runs of the verification</h2>
          <div class="pair">
            {ensemble.map((figure) => (
              <StudyFigure key={figure.id} figure={figure} />
            ))}
          </div>
        </section>
      )}
    </>
  );
}

function PaperChoice() {
  const all = cards.value ?? [];
  if (all.length === 0) return null;
  return (
    <span class="paper">
      <label for="paper">Paper</label>
      <select id="paper" value={studyId.value ?? ""} onChange={(event) => void chooseStudy(event.currentTarget.value)}>
        {all.map((card) => (
          <option key={card.id} value={card.id}>
            {card.id}
          </option>
        ))}
      </select>
    </span>
  );
}
