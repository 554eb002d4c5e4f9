import { signal } from "@preact/signals";

type Render = (source: string, display: boolean) => string;

/** KaTeX, once it is there; until then the source is shown in words of its own. */
const render = signal<Render | null>(null);
let asked = false;

function ask(): void {
  if (asked) return;
  asked = true;
  import("./katex.ts").then(
    (module) => {
      render.value = module.render;
    },
    () => undefined,
  );
}

/** A formula as HTML and MathML. A plain letter needs no typesetting. */
export function TeX({ source, display = false }: { readonly source: string; readonly display?: boolean }) {
  if (!display && /^[\p{L}\d]$/u.test(source)) return <i>{source}</i>;
  ask();
  const ready = render.value;
  if (ready === null) return <span class="tex">{source}</span>;
  // KaTeX escapes what it is given and runs without trust; the sources are those of the studies that the page was built with.
  return <span class="tex" dangerouslySetInnerHTML={{ __html: ready(source, display) }} />;
}
