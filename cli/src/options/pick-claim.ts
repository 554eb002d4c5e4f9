import { type Claim, misuse, nearestName, type Study } from "@overparam/core";

/** The claim called `word`, by id or by name (`theorem-5`, `Theorem 5`). */
export function pickClaim(study: Study, word: string): Claim<unknown> {
  const id = word
    .trim()
    .toLowerCase()
    .replace(/[\s.]+/g, "-");
  const claims: readonly Claim<unknown>[] = study.claims;
  const match = claims.find((claim) => claim.id === id || claim.name.toLowerCase() === word.trim().toLowerCase());
  if (match !== undefined) return match;
  const ids = claims.map((claim) => claim.id);
  const near = nearestName(id, ids);
  throw misuse(study.id, "there is no such claim", word, near === undefined ? `the claims are ${ids.join(", ")}` : `did you mean ${near}`);
}
