import "./styles.css";
import { render } from "preact";
import { Page } from "./page/page.tsx";
import { link, open, openLinked } from "./state/actions.ts";

const root = document.getElementById("page");
if (root !== null) render(<Page />, root);
void open();
addEventListener("hashchange", () => {
  // The page's own updates of the address do not fire this; an address that someone pastes does.
  if (location.href !== link()) void openLinked();
});
