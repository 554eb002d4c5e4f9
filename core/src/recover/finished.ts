/** What a generator returns in the end, its progress unheard. */
export function finished<T>(work: Generator<unknown, T>): T {
  for (;;) {
    const next = work.next();
    if (next.done === true) return next.value;
  }
}
