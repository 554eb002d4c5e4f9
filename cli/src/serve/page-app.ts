import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";

/** Names under which this machine reaches itself; any other in the Host header is a page of elsewhere that tries to read ours. */
const ownNames = new Set(["127.0.0.1", "localhost", "[::1]"]);

/**
 * The page as a web application: the files of `root`, nothing else, nothing written.
 *
 * Cross-origin isolation (COOP, COEP) gives the page shared memory, hence threaded WebAssembly. Files below assets/ carry a hash of their
 * content in their name and never change; everything else is asked for again each time.
 */
export function pageApp(root: string): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    const host = context.req.header("host") ?? "";
    if (!ownNames.has(host.replace(/:\d+$/, ""))) return context.text("This page is served to this machine alone.\n", 403);
    await next();
    const { headers } = context.res;
    headers.set("cross-origin-opener-policy", "same-origin");
    headers.set("cross-origin-embedder-policy", "require-corp");
    headers.set("cross-origin-resource-policy", "same-origin");
    headers.set("x-content-type-options", "nosniff");
    headers.set("referrer-policy", "no-referrer");
    const lasting = context.res.ok && new URL(context.req.url).pathname.startsWith("/assets/");
    headers.set("cache-control", lasting ? "public, max-age=31536000, immutable" : "no-cache");
  });
  app.get("*", serveStatic({ root }));
  app.notFound((context) => context.text("There is no such page.\n", 404));
  return app;
}
