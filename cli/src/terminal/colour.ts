/** Roles of colour, the same in the terminal, the report and the page: blue is measured, orange predicted. */
export type Role = "measured" | "predicted" | "holds" | "violated" | "undecided" | "quiet" | "strong";

const codes: Readonly<Record<Role, readonly [open: string, close: string]>> = {
  measured: ["\x1b[38;5;68m", "\x1b[39m"],
  predicted: ["\x1b[38;5;172m", "\x1b[39m"],
  holds: ["\x1b[32m", "\x1b[39m"],
  violated: ["\x1b[31m", "\x1b[39m"],
  undecided: ["\x1b[33m", "\x1b[39m"],
  quiet: ["\x1b[90m", "\x1b[39m"],
  strong: ["\x1b[1m", "\x1b[22m"],
};

/** Colours a text by its role, or leaves it alone. */
export type Paint = (role: Role, text: string) => string;

/** Colour codes go to terminals only; NO_COLOR silences them there, FORCE_COLOR asks for them everywhere, and NO_COLOR wins. */
export function wantsColour(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== "0" && env.FORCE_COLOR !== "false";
  return stream.isTTY === true && env.TERM !== "dumb";
}

export function paint(enabled: boolean): Paint {
  if (!enabled) return (_role, text) => text;
  return (role, text) => {
    const [open, close] = codes[role];
    return text === "" ? "" : `${open}${text}${close}`;
  };
}
