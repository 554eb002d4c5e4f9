import type { LiveLine } from "./live-line.ts";

const millisecondsBetween = 10_000;

/** The same news for pipes and files: a plain line now and then, no cursor codes. */
export function plainLines(stream: NodeJS.WriteStream): LiveLine {
  let last = performance.now();
  return {
    update(compose) {
      if (performance.now() - last < millisecondsBetween) return;
      last = performance.now();
      stream.write(`${compose(160)}\n`);
    },
    note: (text) => void stream.write(`${text}\n`),
    end: () => {},
  };
}
