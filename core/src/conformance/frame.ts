/** What a suite needs of a test runner; vitest's own `{ describe, it, expect }` is one. */
export interface TestFrame {
  describe(name: string, body: () => void): unknown;
  it(name: string, body: () => void): unknown;
  expect(
    actual: unknown,
    message?: string,
  ): {
    toBe(expected: unknown): void;
    toEqual(expected: unknown): void;
    toMatch(expected: RegExp): void;
    toBeGreaterThan(expected: number): void;
    toBeLessThanOrEqual(expected: number): void;
  };
}
