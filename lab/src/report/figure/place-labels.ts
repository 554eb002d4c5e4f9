import { textWidth } from "./text-width.ts";

/** A label that wants to stand right of a point, and the polylines it should not cover. */
export interface Wish {
  readonly lines: readonly string[];
  /** The end of its line, in pixels. */
  readonly x: number;
  readonly y: number;
  /** Does the line run leftwards at its end? Its label then stands better on the left, where the line would go on. */
  readonly leftwards?: boolean;
}

/** Where a label stands: its left edge and the middle of its block; `moved` when a leader should join it to its line. */
export interface Placed {
  readonly x: number;
  readonly y: number;
  readonly moved: boolean;
}

export const labelSize = 12;
export const labelLeading = 15;

/**
 * Places labels at line ends so that none overlaps another.
 *
 * Lines that end farthest right get their labels beyond all curves, in the order of the ends, moved apart as little as possible
 * (least squares); lines that end earlier get theirs beside the end, where the fewest curve points lie beneath.
 *
 * @cost O(wishes² · candidates + wishes · candidates · points)
 */
export function placeLabels(
  wishes: readonly Wish[],
  points: readonly (readonly [number, number])[],
  width: number,
  height: number,
): Placed[] {
  const order = wishes.map((_, i) => i).sort((a, b) => (wishes[a]?.y ?? 0) - (wishes[b]?.y ?? 0) || a - b);
  const rightmost = [...points, ...wishes.map(({ x, y }) => [x, y] as const)].reduce((most, [x]) => Math.max(most, x), 0);
  const atEdge = order.filter((i) => (wishes[i]?.x ?? 0) > rightmost - 12);
  const out: Placed[] = [];
  const taken: Box[] = [];
  const heights = spread(
    atEdge.map((i) => wishes[i]?.y ?? 0),
    atEdge.map((i) => (wishes[i]?.lines.length ?? 1) * labelLeading + 1),
    height,
  );
  const moved = atEdge.map((i, k) => Math.abs((heights[k] ?? 0) - (wishes[i]?.y ?? 0)) > 0.55 * labelLeading);
  // Room for leaders where some label had to move.
  const left = rightmost + (moved.includes(true) ? 20 : 8);
  atEdge.forEach((i, k) => {
    const y = heights[k] ?? 0;
    out[i] = { x: left, y, moved: moved[k] === true };
    taken.push(boxAt(wishes[i] as Wish, left, y));
  });
  for (const i of order.filter((k) => !atEdge.includes(k))) {
    const wish = wishes[i] as Wish;
    const free = candidates(wish, width).filter(
      ({ box }) => box.top > -6 && box.bottom < height + 6 && !taken.some((other) => overlaps(box, other)),
    );
    const covered = (box: Box): number => points.filter(([x, y]) => x > box.left && x < box.right && y > box.top && y < box.bottom).length;
    let best = { x: wish.x + 8, y: wish.y, shift: 0, box: boxAt(wish, wish.x + 8, wish.y) };
    let least = Number.POSITIVE_INFINITY;
    for (const candidate of free) {
      const cost =
        Math.abs(candidate.shift) + Math.min(40, 3 * covered(candidate.box)) + (candidate.x < wish.x === (wish.leftwards === true) ? 0 : 5);
      if (cost < least) {
        least = cost;
        best = candidate;
      }
    }
    taken.push(best.box);
    out[i] = { x: best.x, y: best.y, moved: Math.abs(best.y - wish.y) > 1.2 * labelLeading };
  }
  return out;
}

/** Beside the end, shifted up and down in half-line steps, right of it or left. */
function candidates(wish: Wish, width: number): { x: number; y: number; shift: number; box: Box }[] {
  const wide = widthOf(wish);
  const right = wish.x + 8 + wide < width + 150 ? [wish.x + 8] : [];
  // Left of the frame stand the words of the axis.
  const left = wish.x - 8 - wide >= 0 || right.length === 0 ? [wish.x - 8 - wide] : [];
  return [...right, ...left].flatMap((x) =>
    Array.from({ length: 41 }, (_, k) => {
      const shift = k - 20 + (x < wish.x ? 0.5 : 0);
      const y = wish.y + (shift * labelLeading) / 2;
      return { x, y, shift, box: boxAt(wish, x, y) };
    }),
  );
}

/** Middles as near as possible to the wished ones (ascending), blocks of the given sizes apart, inside [0, height] where they fit. */
function spread(wished: readonly number[], sizes: readonly number[], height: number): number[] {
  // Blocks that touch move together, to the mean of where their members want them (pool adjacent violators).
  const blocks: { members: number[]; size: number; top: number }[] = [];
  const settle = (members: number[]): { members: number[]; size: number; top: number } => {
    let offset = 0;
    let sum = 0;
    for (const i of members) {
      const size = sizes[i] ?? 0;
      sum += (wished[i] ?? 0) - offset - size / 2;
      offset += size;
    }
    const top = Math.max(-6, Math.min(height + 6 - offset, sum / members.length));
    return { members, size: offset, top };
  };
  for (let i = 0; i < wished.length; i++) {
    let block = settle([i]);
    for (let last = blocks.at(-1); last !== undefined && last.top + last.size > block.top; last = blocks.at(-1)) {
      blocks.pop();
      block = settle([...last.members, ...block.members]);
    }
    blocks.push(block);
  }
  const out: number[] = [];
  for (const { members, top } of blocks) {
    let at = top;
    for (const i of members) {
      const size = sizes[i] ?? 0;
      out[i] = at + size / 2;
      at += size;
    }
  }
  return out;
}

function widthOf(wish: Wish): number {
  return Math.max(0, ...wish.lines.map((line) => textWidth(line, labelSize)));
}

function boxAt(wish: Wish, x: number, y: number): Box {
  const tall = wish.lines.length * labelLeading;
  return { left: x - 2, right: x + widthOf(wish) + 2, top: y - tall / 2, bottom: y + tall / 2 };
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
