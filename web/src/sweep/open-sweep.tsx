import { lazy } from "../figure/lazy.tsx";
import { sweep } from "../state/sweep.ts";

const Panel = lazy(() => import("./sweep-panel.tsx").then((module) => module.SweepPanel), null);

/** A button that opens a sweep's file; the code that draws it comes with the first one. */
export function OpenSweep() {
  return (
    <label class="open-sweep">
      <span>Open a sweep</span>
      <input
        type="file"
        accept=".json"
        aria-label="Open a sweep: sweep.json of overparam plot"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          // The same file may be chosen again after it has changed.
          event.currentTarget.value = "";
          if (file !== undefined) void import("../state/sweep-actions.ts").then(({ openSweep }) => openSweep(file));
        }}
      />
    </label>
  );
}

export function Sweep() {
  return sweep.value === null ? null : <Panel />;
}
