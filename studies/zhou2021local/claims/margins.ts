/**
 * Margin of "does not grow with m" for a norm: half of 1/2.
 *
 * A bound that adds up neurons one by one instead of their masses loses √m (Cauchy–Schwarz over m neurons). Powers 0 and 1/2 are told apart at their middle.
 */
export const widthMargin = 1 / 4;

/** The same for a sum over neurons or a squared norm, where the alternative is proportional to m: powers 0 and 1. */
export const sumMargin = 1 / 2;
