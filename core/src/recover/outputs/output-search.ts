import type { Recovery } from "../recovery.ts";
import type { AttemptRecord } from "../search.ts";
import type { OutputNetwork } from "./output-network.ts";

/** The best fit of one width. */
export interface OutputFit {
  readonly network: OutputNetwork;
  /** Σ e² of the rows that are fitted, over all outputs, each in units of its targets' root mean square. */
  readonly squares: number;
  /** Root mean square error over rows and outputs, in the units of y: on the rows that are fitted, and on those held out. */
  readonly error: number;
  readonly heldOut: number;
}

/** What two looks at the moments found. */
export interface OutputSearch {
  readonly best: OutputFit;
  /** Narrow to wide, from the network without neurons on. */
  readonly widths: readonly OutputFit[];
  readonly attempts: readonly AttemptRecord[];
  readonly end: Recovery["end"];
  /** Why the moments gave no wider network, where they gave none. */
  readonly fault: string | undefined;
}
