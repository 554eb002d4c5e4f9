import { readFileSync } from "node:fs";
import type { Reference } from "@overparam/core";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { authorParts } from "../../src/report/author-name.ts";
import { bibtex } from "../../src/report/bibtex.ts";
import { cite } from "../../src/report/cite.ts";
import { overparamReference } from "../../src/report/overparam-reference.ts";

const paper: Reference = {
  key: "zhou2021local",
  title: "A Local Theory: 100% of $x_i$ & more",
  authors: ["Mo Zhou", "Ludwig van der Berg", "{The Group}"],
  year: 2021,
  venue: "Conference on Learning Theory, PMLR 134",
  pages: "4577-4632",
  arxiv: "2102.02410",
  kind: "inproceedings",
};

describe("cite", () => {
  it("writes BibTeX with family names first, capitals kept and special characters escaped", () => {
    expect(bibtex(paper)).toBe(`@inproceedings{zhou2021local,
  author = {Zhou, Mo and van der Berg, Ludwig and {The Group}},
  title = {{A Local Theory: 100\\% of \\$x\\_i\\$ \\& more}},
  booktitle = {Conference on Learning Theory, PMLR 134},
  year = {2021},
  pages = {4577--4632},
  eprint = {2102.02410},
  archivePrefix = {arXiv}
}
`);
  });
  it("writes one line of text", () => {
    expect(cite(paper, "text")).toBe(
      "Mo Zhou, Ludwig van der Berg and The Group. A Local Theory: 100% of $x_i$ & more. Conference on Learning Theory, PMLR 134, 4577–4632, 2021. arXiv:2102.02410.",
    );
  });
  it("writes RIS with one tag a line and CRLF", () => {
    const lines = cite(paper, "ris").split("\r\n");
    expect(lines[0]).toBe("TY  - CONF");
    expect(lines).toContain("AU  - van der Berg, Ludwig");
    expect(lines).toContain("SP  - 4577");
    expect(lines).toContain("EP  - 4632");
    expect(lines.at(-2)).toBe("ER  - ");
    expect(lines.every((line) => line === "" || /^[A-Z][A-Z0-9] {2}- /.test(line))).toBe(true);
  });
  it("writes CSL-JSON", () => {
    expect(JSON.parse(cite(paper, "csl-json"))).toEqual([
      {
        id: "zhou2021local",
        type: "paper-conference",
        title: paper.title,
        author: [{ family: "Zhou", given: "Mo" }, { family: "van der Berg", given: "Ludwig" }, { literal: "The Group" }],
        issued: { "date-parts": [[2021]] },
        "container-title": paper.venue,
        page: "4577-4632",
        URL: "https://arxiv.org/abs/2102.02410",
      },
    ]);
  });
  it("cites overparam as CITATION.cff does", () => {
    const cff = parse(readFileSync(new URL("../../../CITATION.cff", import.meta.url), "utf8"));
    expect(overparamReference.title).toBe(cff.title);
    expect(overparamReference.venue).toContain(`version ${cff.version}`);
    expect(overparamReference.authors).toEqual(cff.authors.map(({ name }: { name: string }) => `{${name}}`));
    expect(bibtex(overparamReference)).toContain("author = {{The overparam authors}}");
  });
});

describe("authorParts", () => {
  it.each([
    ["Chi Jin", "Jin", "Chi"],
    ["Jin, Chi", "Jin", "Chi"],
    ["Plato", "Plato", ""],
    ["Ludwig van der Berg", "van der Berg", "Ludwig"],
    ["{OpenLab Team}", "OpenLab Team", ""],
  ])("splits %s", (author, family, given) => {
    expect(authorParts(author)).toEqual({ family, given });
  });
});
