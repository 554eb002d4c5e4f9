import { width } from "./wrap.ts";

/** A part of a line: as it is measured, and as it is shown with colours. */
export interface Piece {
  readonly plain: string;
  readonly shown: string;
}

/** Those that fit beside each other, the first first. */
export function fitting(pieces: readonly Piece[], columns: number): readonly Piece[] {
  let room = columns;
  return pieces.filter(({ plain }) => {
    const needed = width(plain) + 2;
    if (plain === "" || needed > room + 2) return false;
    room -= needed;
    return true;
  });
}
