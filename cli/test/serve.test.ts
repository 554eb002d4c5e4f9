import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listen } from "../src/serve/listen.ts";
import { pageApp } from "../src/serve/page-app.ts";
import { folder } from "./support/folder.ts";
import { bin } from "./support/overparam.ts";
import { writtenStudy } from "./support/written-study.ts";

describe("the page's server", () => {
  const root = join(folder("page"), "site");
  mkdirSync(join(root, "assets"), { recursive: true });
  writeFileSync(join(root, "index.html"), "<!doctype html><p>the lab</p>");
  writeFileSync(join(root, "assets", "kernels-1a2b.wasm"), "\0asm");
  writeFileSync(join(root, "assets", "page-1a2b.js"), "export {};");
  writeFileSync(join(root, "..", "secret.txt"), "not for the page");
  let server: Awaited<ReturnType<typeof listen>>;
  beforeAll(async () => {
    server = await listen(pageApp(root), 0);
  });
  afterAll(() => server.close());

  /** By hand, so that no client tidies the path or the headers. */
  const get = (path: string, headers: Record<string, string> = {}) =>
    new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
      request({ host: "127.0.0.1", port: server.port, path, headers }, (response) => {
        let body = "";
        response.on("data", (part: Buffer) => {
          body += part.toString();
        });
        response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
      })
        .on("error", reject)
        .end();
    });

  it.each([
    ["/", "text/html; charset=utf-8", "no-cache"],
    ["/assets/kernels-1a2b.wasm", "application/wasm", "public, max-age=31536000, immutable"],
    ["/assets/page-1a2b.js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"],
  ])("gives %s as %s", async (path, type, cache) => {
    const { status, headers } = await get(path);
    expect(status).toBe(200);
    expect(headers).toMatchObject({ "content-type": type, "cache-control": cache });
    expect(headers).toMatchObject({ "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" });
  });

  it.each(["/secret.txt", "/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/assets/../../secret.txt", "/nothing"])(
    "does not give %s",
    async (path) => {
      const { status, body } = await get(path);
      expect(status).toBe(404);
      expect(body).not.toContain("not for the page");
    },
  );

  it("answers under its own names alone, so that no page from elsewhere reads it by another name for 127.0.0.1", async () => {
    expect((await get("/", { host: `localhost:${server.port}` })).status).toBe(200);
    expect((await get("/", { host: "rebound.example" })).status).toBe(403);
  });

  it("says which port is taken", async () => {
    await expect(listen(pageApp(root), server.port)).rejects.toMatchObject({ code: "EADDRINUSE" });
  });
});

describe("overparam serve", () => {
  it("builds and serves a page that has a study from elsewhere, prints its address once and ends on Ctrl-C", {
    timeout: 180_000,
  }, async () => {
    const cache = folder("cache");
    const studies = writtenStudy("trivial");
    const child = spawn(process.execPath, [bin, "serve", "--port", "0", "--studies", studies], {
      env: { ...process.env, XDG_CACHE_HOME: cache },
    });
    let stdout = "";
    let stderr = "";
    child.stderr.on("data", (part: Buffer) => {
      stderr += part.toString();
    });
    const address = await new Promise<string>((resolve, reject) => {
      child.stdout.on("data", (part: Buffer) => {
        stdout += part.toString();
        if (stdout.includes("\n")) resolve(stdout.trim());
      });
      child.on("close", () => reject(new Error(stderr)));
    });
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect(await (await fetch(address)).text()).toContain("<script");
    const built = (await (await fetch(`${address}built.json`)).json()) as { studies: string[] };
    expect(built.studies).toContain("trivial");
    const ended = new Promise((resolve) => child.on("close", resolve));
    child.kill("SIGINT");
    expect(await ended).toBe(0);
    expect(stdout.trim()).toBe(address);
  });
});
