import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

/** Why browser tests are skipped; undefined where they run. In CI a missing browser is a failure, never a skip. */
export const noChromium =
  existsSync(executablePath) || process.env["CI"] === "true"
    ? undefined
    : `there is no Chromium at ${executablePath} (CHROMIUM names another)`;

/** A headless Chromium that talks to nobody and draws WebGL in software. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--use-angle=swiftshader",
      "--enable-unsafe-swiftshader",
    ],
  });
}
