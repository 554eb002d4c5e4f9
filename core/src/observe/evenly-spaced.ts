import { misuse } from "@overparam/kernels";
import type { Schedule } from "./schedule.ts";

/** Records at iteration 0, at every multiple of `every`, and at `last`: for what falls exponentially, where records a decade would be too sparse. */
export function evenlySpaced({ last, every }: { readonly last: number; readonly every: number }): Schedule {
  if (!(Number.isSafeInteger(last) && last >= 0)) throw misuse("evenlySpaced", "last must be an integer of at least 0", last);
  if (!(Number.isSafeInteger(every) && every >= 1)) throw misuse("evenlySpaced", "every must be an integer of at least 1", every);
  return {
    last,
    next(iteration) {
      const following = iteration < 0 ? 0 : (Math.floor(iteration / every) + 1) * every;
      return Math.min(following, last);
    },
  };
}
