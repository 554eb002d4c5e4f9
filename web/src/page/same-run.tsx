import { useState } from "preact/hooks";
import { elsewhere } from "../elsewhere/elsewhere.ts";
import { fieldsOf } from "../form/fields.ts";
import { backend, config, fileNames, runId, scale, seed, study } from "../state/lab.ts";
import { Copy } from "./copy.tsx";

const tabs = ["command", "yaml", "typescript"] as const;
const names = { command: "Command", yaml: "YAML", typescript: "TypeScript" } as const;

/** The run's id, and the same run as a command, a config file and a program. */
export function SameRun() {
  const [tab, setTab] = useState<(typeof tabs)[number]>("command");
  const card = study.value;
  if (card === null) return null;
  const text = elsewhere({
    study: card.id,
    config: config.value,
    defaults: card.defaults,
    seed: seed.value,
    scale: scale.value,
    backend: backend.value,
    files: filesHere(),
  })[tab];
  const id = runId.value ?? "";
  return (
    <section aria-labelledby="elsewhere">
      <h2 id="elsewhere">Same run elsewhere</h2>
      <div class="tabs" role="tablist" aria-label="Form">
        {tabs.map((one, i) => (
          <button
            key={one}
            type="button"
            role="tab"
            id={`tab-${one}`}
            aria-selected={tab === one}
            aria-controls="elsewhere-text"
            tabIndex={tab === one ? 0 : -1}
            onClick={() => setTab(one)}
            onKeyDown={(event) => {
              const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
              const next = tabs[(i + by + tabs.length) % tabs.length];
              if (by === 0 || next === undefined) return;
              setTab(next);
              document.getElementById(`tab-${next}`)?.focus();
            }}
          >
            {names[one]}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="elsewhere-text" aria-labelledby={`tab-${tab}`}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard */}
        <pre class="mono" tabIndex={0}>
          {text}
        </pre>
        <Copy text={text} what={`the ${names[tab]}`} />
      </div>
      <div class="mono soft">
        id {id.slice(0, 4)}…{id.slice(-2)} · {backend.value} · v{card.version}{" "}
        <Copy text={id} what="the whole id">
          copy id
        </Copy>
      </div>
    </section>
  );
}

/** The settings that name a file, with the file's name where it was chosen here. */
function filesHere(): Readonly<Record<string, { readonly asset: string; readonly name: string }>> {
  return Object.fromEntries(
    fieldsOf(study.value?.schema ?? {}).flatMap((field) => {
      const hash = config.value[field.path[0] ?? ""];
      if (field.kind !== "file" || typeof hash !== "string") return [];
      return [[field.path[0] ?? "", { asset: field.asset, name: fileNames.value.get(hash)?.name ?? "FILE" }]];
    }),
  );
}
