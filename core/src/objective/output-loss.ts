/**
 * A loss of one sample's outputs that the kernels do not know: returns ℓ(f, y) and fills slope = ∂ℓ/∂f.
 * Convex or not, it should be Lipschitz and smooth where a theorem says so; nothing here asks for it.
 */
export type OutputLoss = (f: Float64Array, y: Float64Array, slope: Float64Array) => number;
