import type { Reference } from "@overparam/core";

/** Charikar, Garg, Gordon, Shiragur 2021. */
export const paper: Reference = {
  key: "charikar2021ants",
  title: "A Model for Ant Trail Formation and its Convergence Properties (Extended Abstract)",
  authors: ["Moses Charikar", "Shivam Garg", "Deborah M. Gordon", "Kirankumar Shiragur"],
  year: 2021,
  venue: "12th Innovations in Theoretical Computer Science Conference, LIPIcs 185",
  pages: "85:1-85:2",
  arxiv: "2011.14722",
  kind: "inproceedings",
};
