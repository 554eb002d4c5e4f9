import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { loadEngine } from "../../src/browser/index.ts";
import { Misuse } from "../../src/misuse.ts";

const bytes = readFileSync(new URL("../../build/wasm/overparam.wasm", import.meta.url));

it("loads from the bytes of the module", async () => {
  const engine = await loadEngine({ url: new Uint8Array(bytes) });
  expect(engine.backend).toBe("wasm");
  expect(engine.math.exp(0)).toBe(1);
  engine.close();
});

it("loads from any host, whatever media type it serves, and says so when the module is not there", async () => {
  const server = createServer((request, response) => {
    if (request.url === "/overparam.wasm") response.writeHead(200, { "content-type": "application/octet-stream" }).end(bytes);
    else response.writeHead(404).end();
  }).listen(0, "127.0.0.1");
  try {
    await new Promise((ready) => server.once("listening", ready));
    const { port } = server.address() as AddressInfo;
    const engine = await loadEngine({ url: `http://127.0.0.1:${port}/overparam.wasm`, memory: 2 ** 20 });
    expect(engine.memory.limit).toBe(2 ** 20);
    engine.close();
    const missing = loadEngine({ url: `http://127.0.0.1:${port}/other.wasm` });
    await expect(missing).rejects.toThrow(/must be served at .*other\.wasm; got 404/);
    await expect(missing).rejects.toBeInstanceOf(Misuse);
  } finally {
    server.close();
  }
});

it("refuses native backends", async () => {
  await expect(loadEngine({ backend: "avx2", url: new Uint8Array(bytes) })).rejects.toThrow(/a browser runs backend wasm only; got "avx2"/);
});
