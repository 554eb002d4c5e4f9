import { useComputed } from "@preact/signals";
import { choosePreset, editSeed } from "../state/actions.ts";
import { config, explained, preset, refusal, seed, study } from "../state/lab.ts";
import { departures } from "../text/departures.ts";
import { fieldsOf } from "./fields.ts";
import { Setting } from "./setting.tsx";

/** Presets, and the form made from the schema of the study's config. */
export function Settings() {
  const card = study.value;
  const fields = useComputed(() => (study.value === null ? [] : fieldsOf(study.value.schema)));
  if (card === null) return null;
  const groups = [...new Set(fields.value.map((field) => field.group))];
  const known = new Set(["seed", ...fields.value.map((field) => field.path.join("."))]);
  const departed = departures(config.value, card.defaults);
  const wrong = refusal.value;
  return (
    <>
      <section aria-labelledby="presets">
        <h2 id="presets">Presets</h2>
        {card.presets.map((one) => {
          const same = Object.keys(departures(config.value, one.config)).length === 0;
          return (
            <button
              key={one.id}
              type="button"
              class="preset"
              aria-pressed={same && (preset.value === one.id || preset.value === null)}
              onClick={() => void choosePreset(one.id)}
            >
              <b>{one.title}</b>
              {one.says}
            </button>
          );
        })}
        {card.presets.length === 0 && <p class="small soft">This study has no presets; the settings below are its defaults.</p>}
      </section>
      <section aria-labelledby="settings">
        <h2 id="settings">
          Settings
          <button type="button" class="quiet right" aria-pressed={explained.value} onClick={() => (explained.value = !explained.value)}>
            what they mean
          </button>
        </h2>
        {wrong !== null && !covered(known, wrong.field) && (
          <div class="notice" role="alert">
            <p>{wrong.sentence}</p>
          </div>
        )}
        <form onSubmit={(event) => event.preventDefault()}>
          {groups.map((group, i) => {
            const own = fields.value.filter((field) => field.group === group);
            const changed = own.filter((field) => field.path[0] !== undefined && field.path[0] in departed);
            return (
              <details key={`${card.id}.${group}`} open={i === 0} class="group">
                <summary>
                  {group === "" ? "all" : group}
                  {changed.length > 0 && <span class="soft"> · {changed.length} changed</span>}
                </summary>
                {own.map((field) => (
                  <Setting key={`${card.id}.${field.path.join(".")}`} field={field} />
                ))}
              </details>
            );
          })}
          <div class="field">
            <div class="row">
              <label for="setting-seed">seed</label>
              <input
                id="setting-seed"
                type="number"
                min={0}
                step={1}
                inputMode="numeric"
                value={seed.value}
                onChange={(event) => {
                  const value = Math.floor(Number(event.currentTarget.value));
                  if (Number.isSafeInteger(value) && value >= 0) void editSeed(value);
                  else event.currentTarget.value = String(seed.value);
                }}
              />
            </div>
            <div class="range">
              <span>whole number from 0</span>
            </div>
          </div>
        </form>
      </section>
    </>
  );
}

/** Is the refused setting one that shows its own sentence? */
function covered(known: ReadonlySet<string>, field: string): boolean {
  return field !== "" && (known.has(field) || [...known].some((path) => field.startsWith(`${path}.`)));
}
