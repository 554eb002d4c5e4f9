import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

export interface DataTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

export interface FrameProps {
  readonly title: string;
  readonly caption: ComponentChildren;
  /** The data behind the figure, made only when asked for. */
  readonly table: () => DataTable;
  readonly children: ComponentChildren;
  readonly id?: string;
}

/** A figure with its caption, and its data as a table at a click. */
export function Frame({ title, caption, table, children, id }: FrameProps) {
  const [open, setOpen] = useState(false);
  return (
    <figure id={id} aria-label={title}>
      <div class="titled">
        <span>{title}</span>
        <button type="button" class="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? "hide data" : "data"}
          <span class="hidden"> of {title}</span>
        </button>
      </div>
      {children}
      <figcaption>{caption}</figcaption>
      {open && <Data title={title} data={table()} />}
    </figure>
  );
}

function Data({ title, data }: { readonly title: string; readonly data: DataTable }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard
    <section class="scroll" tabIndex={0} aria-label={`Data of ${title}`}>
      <table>
        <thead>
          <tr>
            {data.head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.rows.map((row, i) => (
            <tr key={i}>
              {row.map((cell, k) => (
                <td key={k}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
