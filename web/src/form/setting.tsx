import { useRef } from "preact/hooks";
import { chooseFile, edit } from "../state/actions.ts";
import { config, explained, fileNames, preset, refusal, study } from "../state/lab.ts";
import { TeX } from "../page/tex.tsx";
import { number } from "../text/number.ts";
import type { Field } from "./fields.ts";
import { sliderMap } from "./slider.ts";

/** Milliseconds after the last movement of a slider before a new run is set up. */
const patience = 90;

/** One setting of the form, with its symbol, unit, range and the preset that it departs from. */
export function Setting({ field }: { readonly field: Field }) {
  switch (field.kind) {
    case "number":
      return <NumberSetting field={field} />;
    case "choice":
      return <ChoiceSetting field={field} options={field.options} path={field.path} />;
    case "switch":
      return <SwitchSetting field={field} />;
    case "file":
      return <FileSetting field={field} />;
    case "variants":
      return <VariantsSetting field={field} />;
    case "fields":
      return (
        <fieldset>
          <legend>{nameOf(field.path)}</legend>
          {field.fields.map((inner) => (
            <Setting key={inner.path.join(".")} field={inner} />
          ))}
        </fieldset>
      );
    case "text":
      return <TextSetting field={field} />;
  }
}

function NumberSetting({ field }: { readonly field: Extract<Field, { kind: "number" }> }) {
  const id = idOf(field.path);
  const box = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const value = valueAt(config.value, field.path) as number | undefined | null;
  const wrong = wrongHere(field.path);
  const standard = presetValue(field.path);
  const slide = field.slider === undefined ? undefined : sliderMap(field.slider[0], field.slider[1], field.scale, field.integer);
  const commit = (text: string) => {
    const typed = text.trim();
    if (typed === "" && field.optional) return void edit(field.path, undefined);
    const read = Number(typed);
    void edit(field.path, typed === "" || Number.isNaN(read) ? typed : read);
  };
  return (
    <div class="field">
      <div class="row">
        <label for={id}>
          <Said field={field} />
        </label>
        <input
          ref={box}
          id={id}
          type="number"
          inputMode={field.integer ? "numeric" : "decimal"}
          step="any"
          value={value ?? ""}
          placeholder={field.optional ? "default" : ""}
          aria-invalid={wrong === undefined ? undefined : "true"}
          aria-describedby={`${id}-says ${id}-range`}
          onChange={(event) => commit(event.currentTarget.value)}
        />
        <Unit field={field} />
      </div>
      {slide !== undefined && (
        <input
          type="range"
          min={0}
          max={slide.stops}
          step={1}
          value={typeof value === "number" ? slide.toPosition(value) : 0}
          aria-label={`${nameOf(field.path)}, slider`}
          aria-valuetext={`${typeof value === "number" ? number(value) : "default"} ${field.unit}`.trim()}
          onInput={(event) => {
            const next = slide.toValue(Number(event.currentTarget.value));
            if (box.current !== null) box.current.value = String(next);
            clearTimeout(timer.current);
            timer.current = setTimeout(() => void edit(field.path, next), patience);
          }}
        />
      )}
      <div class="range" id={`${id}-range`}>
        <span>{rangeOf(field)}</span>
        {standard !== undefined && standard !== value && (
          <span>
            preset <b>{number(standard as number)}</b>
          </span>
        )}
      </div>
      <Meaning field={field} />
      <Wrong field={field} />
    </div>
  );
}

function ChoiceSetting({
  field,
  options,
  path,
}: {
  readonly field: Field;
  readonly options: readonly unknown[];
  readonly path: readonly string[];
}) {
  const id = idOf(path);
  const value = valueAt(config.value, path);
  return (
    <div class="field">
      <div class="row">
        <label for={id}>
          <Said field={field} />
        </label>
        <select
          id={id}
          value={String(value)}
          aria-describedby={`${idOf(field.path)}-says`}
          onChange={(event) => {
            const chosen = options.find((option) => String(option) === event.currentTarget.value);
            // The other fields of a variant belong to that variant alone.
            if (field.kind === "variants") void edit(field.path, { [field.by]: chosen });
            else void edit(path, chosen);
          }}
        >
          {options.map((option) => (
            <option key={String(option)} value={String(option)} selected={option === value}>
              {String(option)}
            </option>
          ))}
        </select>
      </div>
      <Meaning field={field} />
      <Wrong field={field} />
    </div>
  );
}

function VariantsSetting({ field }: { readonly field: Extract<Field, { kind: "variants" }> }) {
  const value = valueAt(config.value, [...field.path, field.by]);
  const chosen = field.variants.find((variant) => variant.value === value);
  return (
    <>
      <ChoiceSetting field={field} options={field.variants.map((variant) => variant.value)} path={[...field.path, field.by]} />
      {chosen !== undefined && chosen.fields.length > 0 && (
        <fieldset>
          <legend class="hidden">
            {nameOf(field.path)}: {String(value)}
          </legend>
          {chosen.fields.map((inner) => (
            <Setting key={inner.path.join(".")} field={inner} />
          ))}
        </fieldset>
      )}
    </>
  );
}

function SwitchSetting({ field }: { readonly field: Field }) {
  const value = valueAt(config.value, field.path) === true;
  return (
    <div class="field check">
      <label>
        <input type="checkbox" checked={value} onChange={(event) => void edit(field.path, event.currentTarget.checked)} />
        <span>
          <Said field={field} />
        </span>
      </label>
      <Meaning field={field} />
      <Wrong field={field} />
    </div>
  );
}

function FileSetting({ field }: { readonly field: Extract<Field, { kind: "file" }> }) {
  const id = idOf(field.path);
  const value = valueAt(config.value, field.path);
  const known = typeof value === "string" ? fileNames.value.get(value) : undefined;
  const chosen = typeof value !== "string" ? undefined : known === undefined ? value : `${known.name}: ${known.says}`;
  return (
    <div class="field">
      <label for={id}>
        <Said field={field} />
      </label>
      <input
        id={id}
        type="file"
        class="small"
        accept=".npz,.npy,.safetensors,.csv,.graphml,.dot,.gv"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          if (file !== undefined) void chooseFile(field.path, file);
        }}
      />
      <div class="range">
        <span>{chosen ?? "none; .npz, .npy, .safetensors or .csv"}</span>
        {chosen !== undefined && (
          <button type="button" class="quiet" onClick={() => void edit(field.path, undefined)}>
            remove
          </button>
        )}
      </div>
      <Meaning field={field} />
      <Wrong field={field} />
    </div>
  );
}

function TextSetting({ field }: { readonly field: Field }) {
  const id = idOf(field.path);
  const value = valueAt(config.value, field.path);
  return (
    <div class="field">
      <label for={id}>
        <Said field={field} />
      </label>
      <input
        id={id}
        type="text"
        value={value === undefined || value === null ? "" : typeof value === "string" ? value : JSON.stringify(value)}
        onChange={(event) => void edit(field.path, parsed(event.currentTarget.value))}
      />
      <Meaning field={field} />
      <Wrong field={field} />
    </div>
  );
}

/** The setting's name and symbol; what it means is a tooltip, read out as a description, and on the page where asked for. */
function Said({ field }: { readonly field: Field }) {
  return (
    <span title={field.says}>
      {nameOf(field.path)}
      {field.symbol !== "" && (
        <>
          {" "}
          <span class="symbol">
            <TeX source={field.symbol} />
          </span>
        </>
      )}
    </span>
  );
}

function Meaning({ field }: { readonly field: Field }) {
  return (
    <div id={`${idOf(field.path)}-says`} class={explained.value ? "meaning" : "hidden"}>
      {field.says}
      {field.unit === "" || field.unit === "1" ? "" : `, in ${field.unit}`}
    </div>
  );
}

/** `startLoss` → `start loss` */
function nameOf(path: readonly string[]): string {
  return (path.at(-1) ?? "")
    .replace(/(?<=[a-z])(?=[A-Z])|_/g, " ")
    .replaceAll("-", " ")
    .toLowerCase();
}

function Unit({ field }: { readonly field: Field }) {
  return field.unit === "" || field.unit === "1" ? null : <span class="unit">{field.unit}</span>;
}

function Wrong({ field }: { readonly field: Field }) {
  const wrong = wrongHere(field.path);
  return wrong === undefined ? null : (
    <div class="wrong" role="alert">
      {wrong}
    </div>
  );
}

function rangeOf(field: Extract<Field, { kind: "number" }>): string {
  const low = field.low ?? field.slider?.[0];
  const high = field.high ?? field.slider?.[1];
  if (low === undefined && high === undefined) return field.integer ? "whole number" : "";
  if (low === undefined) return `up to ${number(high)}`;
  if (high === undefined) return `from ${number(low)}`;
  return `${number(low)} – ${number(high)}`;
}

function wrongHere(path: readonly string[]): string | undefined {
  const wrong = refusal.value;
  return wrong !== null && wrong.field === path.join(".") ? wrong.sentence : undefined;
}

function presetValue(path: readonly string[]): unknown {
  const card = study.value;
  const departed = card?.presets.find((one) => one.id === preset.value);
  return valueAt(departed?.config ?? card?.defaults ?? {}, path);
}

function valueAt(settings: Readonly<Record<string, unknown>>, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === "object" && inner !== null ? (inner as Record<string, unknown>)[key] : undefined),
    settings,
  );
}

function idOf(path: readonly string[]): string {
  return `setting-${path.join("-")}`;
}

function parsed(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
