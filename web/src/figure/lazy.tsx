import { signal } from "@preact/signals";
import type { ComponentChild, ComponentType } from "preact";

/** A component whose code comes when it is first shown; until then, and where it does not come, `waiting` stands in its place. */
export function lazy<P extends object>(load: () => Promise<ComponentType<P>>, waiting: ComponentChild): ComponentType<P> {
  const loaded = signal<{ readonly component: ComponentType<P> } | null>(null);
  let asked = false;
  return function Lazy(props: P) {
    if (!asked) {
      asked = true;
      load().then(
        (component) => {
          loaded.value = { component };
        },
        () => undefined,
      );
    }
    const ready = loaded.value;
    return ready === null ? <>{waiting}</> : <ready.component {...props} />;
  };
}
