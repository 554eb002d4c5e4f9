import { setTimeout as pause } from "node:timers/promises";

/**
 * Times two sides in turn: A B, B A, A B, … so that a busy moment of the machine falls on both.
 *
 * @param sides two functions (repeats) → seconds, or a promise of them
 * @param pairs how many pairs
 * @param milliseconds how long one measurement should take at least; repeats are chosen before the first pair
 * @returns two lists of seconds per repeat, pair by pair
 */
export async function interleave(sides, { pairs, milliseconds }) {
  const repeats = [];
  for (const side of sides) repeats.push(await enough(side, milliseconds / 1000));
  const times = [[], []];
  for (let pair = 0; pair < pairs; pair++) {
    for (const index of pair % 2 === 0 ? [0, 1] : [1, 0]) {
      await pause(5); // threads that still spin after the other side's last loop go to sleep
      times[index].push((await sides[index](repeats[index])) / repeats[index]);
    }
  }
  return times;
}

async function enough(side, seconds) {
  let repeats = 1;
  await side(1); // first touch of memory, compilation
  for (;;) {
    const took = await side(repeats);
    if (took >= 0.7 * seconds || repeats >= 1e7) return repeats;
    repeats = Math.ceil(repeats * Math.min(20, Math.max(1.5, seconds / Math.max(took, 1e-7))));
  }
}
