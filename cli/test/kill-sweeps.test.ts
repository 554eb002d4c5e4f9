import { expect, it } from "vitest";
import { killSweeps } from "../../scripts/kill-sweeps.mjs";
import { folder } from "./support/folder.ts";

const home = folder("kill-sweeps");

it("a sweep killed three times, once while it writes its tables, ends byte for byte as if never killed", async () => {
  const found = await killSweeps({ kills: 3, workers: 2, trials: 300, home });
  expect(found).toMatchObject({ kills: 3, faults: [], met: { compacting: 1 } });
}, 180_000);
