import { reading } from "../state/lab.ts";

/** The theorems' conditions, checked on this run as far as it has come. */
export function Assumptions() {
  const checked = reading.value?.assumptions ?? [];
  if (checked.length === 0) return null;
  return (
    <section aria-labelledby="assumptions">
      <h2 id="assumptions">Assumptions, here</h2>
      <ul class="facts">
        {checked.map((one) => (
          <li key={one.id}>
            <span class={`sign ${one.met ? "met" : "unmet"}`} aria-hidden="true">
              {one.met ? "✓" : "✗"}
            </span>
            <span>
              <span class="hidden">{one.met ? "met: " : "not met: "}</span>
              {one.says}
              <span class="soft"> · {one.measured}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
