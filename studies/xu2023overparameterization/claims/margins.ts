/** Halfway between no power of n and the half power that one use of Cauchy–Schwarz over n students would lose. */
export const widthMargin = 0.25;
/** Halfway between ‖∇L‖ ~ L^{2/3} and ‖∇L‖ ~ L. */
export const lossMargin = 1 / 6;
