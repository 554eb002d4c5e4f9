import { loadEngine } from "@overparam/kernels/browser";
import { studies } from "virtual:overparam-studies";
import { numbers } from "../numbers.ts";

const engine = await loadEngine();
const loaded = await Promise.all(studies.map(({ load }) => load()));
(globalThis as { numbers?: unknown }).numbers = await numbers(engine, loaded);
