/** Halfway between no power of k and the half power. */
export const powerMargin = 0.25;
/** A cluster of final objectives is this wide; levels of different families are further apart. */
export const levelWidth = 1e-4;
