import { useState } from "preact/hooks";

/** Copies a text and says so. */
export function Copy({ text, what, children }: { readonly text: string; readonly what: string; readonly children?: string }) {
  const [done, setDone] = useState("");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setDone("copied");
    } catch {
      setDone("not allowed here: select and copy");
    }
    setTimeout(() => setDone(""), 2500);
  };
  return (
    <>
      <button type="button" class="quiet" onClick={() => void copy()}>
        {children ?? "copy"}
        <span class="hidden"> {what}</span>
      </button>
      <span role="status" class="small soft">
        {" "}
        {done}
      </span>
    </>
  );
}
