import { encodeJson } from "@overparam/lab";
import type { Terminal } from "./terminal/terminal.ts";

/** Tells one event as one line of JSON; infinities and NaN as the words that the records use, too. */
export type Tell = (event: string, content: object) => void;

/** `--json`: every event is one object on a line of stdout. */
export function jsonEvents(terminal: Terminal): Tell {
  return (event, content) => terminal.print(encodeJson({ event, ...content }));
}
