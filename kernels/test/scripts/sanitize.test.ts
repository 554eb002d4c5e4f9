import { describe, expect, it } from "vitest";
import { noSanitizer, sanitize, sanitizedTargets } from "../../scripts/sanitize.mjs";

const ci = process.env["CI"] === "true";
const reason = ci ? undefined : noSanitizer();
/** All of them take a minute of processor time; away from CI the one that computes here is enough. */
const checked = ci ? sanitizedTargets : sanitizedTargets.slice(0, 1);

describe.skipIf(reason !== undefined)(
  `the address and undefined-behaviour sanitizers${reason === undefined ? "" : ` (skipped: ${reason})`}`,
  () => {
    it("are there", () => {
      expect(noSanitizer()).toBeUndefined();
    });

    it.concurrent.each(checked)(
      "find no access outside a plan and nothing undefined in any kernel of $name at awkward sizes",
      (target) => sanitize(target),
      600_000,
    );
  },
);
