import { useRef, useState } from "preact/hooks";
import { link, pause, play, rewind, seek, step } from "../state/actions.ts";
import { iteration, marks, pace, phase, rate, time } from "../state/lab.ts";
import { count, number } from "../text/number.ts";

/** Run, pause, one step, back to the start; where the run is; a link to exactly this state. */
export function Toolbar() {
  const moving = phase.value === "running" || phase.value === "seeking";
  const over = phase.value === "over";
  const opening = phase.value === "opening";
  return (
    <>
      <div class="bar" role="group" aria-label="The run">
        <button type="button" class="go" onClick={play} disabled={moving || over || opening}>
          ▶ Run
        </button>
        <button type="button" onClick={pause} disabled={!moving}>
          ❚❚ Pause
        </button>
        <button type="button" onClick={step} disabled={over || opening}>
          Step
        </button>
        <button type="button" onClick={rewind} disabled={opening || iteration.value === 0}>
          ⟲ Rewind
        </button>
        <span class="right">
          <label class="hidden" for="pace">
            Pace of the run
          </label>
          <select id="pace" value={String(pace.value)} onChange={(event) => (pace.value = Number(event.currentTarget.value))}>
            <option value="0">full speed</option>
            <option value="1.5">1.5 s per decade</option>
            <option value="5">5 s per decade</option>
          </select>
          <Share />
        </span>
      </div>
      <Scrubber />
    </>
  );
}

/** Goes to any recorded moment; those that were dropped to save memory are computed again on the way. */
function Scrubber() {
  const places = marks.value;
  const at = places.findLastIndex((mark) => mark <= iteration.value);
  return (
    <div class="scrub">
      <span class="now">
        t = {number(time.value)} · iteration {count(iteration.value)}
        {rate.value > 0 && <> · {number(rate.value, 2)} steps/s</>}
        {phase.value === "over" && <> · over</>}
      </span>
      <label for="scrubber" class="hidden">
        Recorded moment
      </label>
      <input
        id="scrubber"
        type="range"
        min={0}
        max={Math.max(1, places.length - 1)}
        step={1}
        value={Math.max(0, at)}
        disabled={places.length < 2}
        aria-valuetext={`iteration ${count(iteration.value)}`}
        onInput={(event) => {
          const to = places[Number(event.currentTarget.value)];
          if (to !== undefined) seek(to);
        }}
      />
      <output for="scrubber">
        {Math.max(0, at) + 1} of {places.length}
      </output>
    </div>
  );
}

function Share() {
  const [copied, setCopied] = useState<string | null>(null);
  const box = useRef<HTMLInputElement>(null);
  const share = async () => {
    const address = link();
    try {
      await navigator.clipboard.writeText(address);
      setCopied("Link copied");
    } catch {
      setCopied(address);
      requestAnimationFrame(() => box.current?.select());
      return;
    }
    setTimeout(() => setCopied(null), 2500);
  };
  return (
    <>
      <button type="button" onClick={() => void share()}>
        Share link
      </button>
      <span role="status" class="small soft">
        {copied === "Link copied" ? (
          copied
        ) : copied === null ? (
          ""
        ) : (
          <input ref={box} readOnly value={copied} aria-label="Link to this state" onBlur={() => setCopied(null)} />
        )}
      </span>
    </>
  );
}
