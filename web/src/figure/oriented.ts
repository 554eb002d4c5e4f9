import type { NeuronCloud } from "@overparam/core";

/** Unit directions to draw, [count][inputs]: where a direction and its opposite are one, the one nearer to `towards`; null without a direction. */
export function oriented(
  directions: Float64Array,
  inputs: number,
  folded: boolean,
  towards: (unit: readonly number[], index: number) => number,
): readonly (readonly number[] | null)[] {
  return Array.from({ length: directions.length / inputs }, (_, i) => {
    const raw = Array.from(directions.subarray(i * inputs, (i + 1) * inputs));
    const length = Math.hypot(...raw);
    if (!(length > 0)) return null;
    const unit = raw.map((entry) => entry / length);
    return folded && towards(unit, i) < 0 ? unit.map((entry) => -entry) : unit;
  });
}

/** Students as they are drawn now: on the side of the teacher that is nearest up to sign. */
export function studentsNow(cloud: NeuronCloud): readonly (readonly number[] | null)[] {
  const teachers = oriented(cloud.teachers, cloud.inputs, false, () => 1);
  return oriented(cloud.students, cloud.inputs, cloud.folded, (unit) => {
    const sides = teachers.map((teacher) => (teacher === null ? 0 : dot(unit, teacher)));
    return sides.reduce((best, side) => (Math.abs(side) > Math.abs(best) ? side : best), 0);
  });
}

/** The ways of all students up to now, newest last, without jumps to the opposite side. */
export function waysSoFar(past: readonly NeuronCloud[], now: NeuronCloud): readonly (readonly (readonly number[] | null)[])[] {
  const frames = [studentsNow(now)];
  for (let k = past.length - 1; k >= 0; k--) {
    const cloud = past[k];
    const later = frames[0];
    if (cloud === undefined || later === undefined || cloud.masses.length !== now.masses.length) continue;
    frames.unshift(
      oriented(cloud.students, cloud.inputs, cloud.folded, (unit, i) => {
        const next = later[i];
        return next === null || next === undefined ? 1 : dot(unit, next);
      }),
    );
  }
  return now.masses.length === 0 ? [] : Array.from({ length: now.masses.length }, (_, i) => frames.map((frame) => frame[i] ?? null));
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, entry, i) => sum + entry * (b[i] ?? 0), 0);
}
