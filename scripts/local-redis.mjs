// A Redis of this machine alone, in a folder: appends every write to a file, so that it comes back with what it had after kill -9.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { createConnection, createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/** Is there a Redis to start? Under CI there must be. */
export const redisHere = process.env.CI === "true" || existsSync("/usr/bin/redis-server");

/**
 * Starts one and waits until it answers.
 *
 * @returns its address; `kill` is kill -9, `again` starts it with what it had written
 */
export async function startRedis(folder, more = []) {
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  let child;
  const again = async () => {
    const place = ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder];
    const keeping = ["--save", "", "--appendonly", "yes", "--appendfsync", "always", "--maxmemory-policy", "noeviction"];
    child = spawn("redis-server", [...place, ...keeping, "--daemonize", "no", ...more], { stdio: "ignore" });
    for (let tries = 0; !(await answers(port)); tries++) {
      if (tries > 200) throw new Error("redis-server does not answer");
      await pause(50);
    }
  };
  const end = (signal) =>
    new Promise((resolve) => {
      child.once("exit", resolve);
      child.kill(signal);
    });
  await again();
  return { url: `redis://127.0.0.1:${port}`, port, again, kill: () => end("SIGKILL"), stop: () => end("SIGTERM") };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: "127.0.0.1" });
    const end = (is) => {
      socket.destroy();
      resolve(is);
    };
    socket.once("error", () => end(false));
    socket.once("connect", () => socket.write("PING\r\n"));
    // With a password it says so: that is an answer, too.
    socket.once("data", (data) => end(/^(\+PONG|-NOAUTH)/.test(String(data))));
  });
}
