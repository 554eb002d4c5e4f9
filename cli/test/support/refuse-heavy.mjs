import { register } from "node:module";

// In a process started with `--import` of this file, no module of a library that is slow to load can be loaded.
const hooks = `export function resolve(name, context, next) {
  if (/^(vega|vega-lite|katex|hyparquet-writer|yaml|jiti|hono|@resvg\\/resvg-js)(\\/|$)/.test(name)) throw new Error("loads " + name);
  return next(name, context);
}`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
