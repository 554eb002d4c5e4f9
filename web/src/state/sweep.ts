import type { PhaseDiagram, SweepTable } from "@overparam/lab/diagram";
import { signal } from "@preact/signals";

/** A place in a diagram: column and line of a cell. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** The sweep that is open, and how its diagram is looked at. Only `sweep-actions.ts` writes them. */
export const sweep = signal<{ readonly name: string; readonly table: SweepTable } | null>(null);
export const order = signal<{ readonly x: string; readonly y: string; readonly value: string }>({ x: "", y: "", value: "" });
export const diagram = signal<PhaseDiagram | null>(null);
/** What an order that could not be drawn said. */
export const orderRefusal = signal<string | null>(null);
/** The cell under the pointer or the keyboard's cursor, and the one that is held. */
export const cursor = signal<Place | null>(null);
export const held = signal<Place | null>(null);
/** The trial that is replayed, and what to know of it. */
export const replayed = signal<{ readonly trial: string; readonly says: string } | null>(null);
