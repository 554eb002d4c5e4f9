/**
 * μ = λ^{n−1} r^{−(n−1)}: what one of two paths with n edges, inner passages λ and growth r keeps of a walker, relative to the scale of the flow.
 *
 * The path of larger μ wins.
 *
 * @source derived by the laboratory
 */
export function pathWeight(edges: number, passage: number, growth: number): number {
  let mu = 1;
  for (let i = 1; i < edges; i++) mu *= passage / growth;
  return mu;
}
