import { failures, notice, study } from "../state/lab.ts";

/** What the paper is, and in whose words its claims stand here. */
export function Paper() {
  const card = study.value;
  if (card === null) return null;
  const { paper } = card;
  const people = paper.authors.map((author) => author.split(" ").at(-1)).join(", ");
  const marked = card.claims.filter((claim) => claim.fidelity !== "paper").length;
  return (
    <>
      <h1>{paper.title}</h1>
      <div class="cite">
        {people} · {paper.venue.includes(String(paper.year)) ? paper.venue : `${paper.venue}, ${paper.year}`}
        {paper.arxiv !== undefined && (
          <>
            {" "}
            · <a href={`https://arxiv.org/abs/${paper.arxiv}`}>arXiv {paper.arxiv}</a>
          </>
        )}
        {paper.doi !== undefined && (
          <>
            {" "}
            · <a href={`https://doi.org/${paper.doi}`}>doi {paper.doi}</a>
          </>
        )}
        {" · "}
        <span class={`tag${marked > 0 ? " marked" : ""}`}>
          {marked === 0 ? "claims: paper’s text" : `${marked} of ${card.claims.length} claims not the paper’s own text, marked`}
        </span>
      </div>
      <p class="lead">{card.says}</p>
    </>
  );
}

/** One sentence about what went wrong, until it is closed; and studies that did not load. */
export function Notices() {
  return (
    <>
      {failures.value.map((sentence) => (
        <div key={sentence} class="notice mild">
          <p>{sentence}</p>
        </div>
      ))}
      {notice.value !== null && (
        <div class="notice" role="alert">
          <p>{notice.value}</p>
          <button type="button" class="quiet" onClick={() => (notice.value = null)}>
            close
          </button>
        </div>
      )}
    </>
  );
}
