import { describe, expect, it } from "vitest";
import { availableBackends, loadEngine } from "../../src/node/index.ts";
import type { TwoLayer } from "../../src/two-layer.ts";
import { uniforms } from "../support/random.ts";

describe.each(availableBackends())("engine memory on %s", (backend) => {
  it("takes exactly what the plan says, and gives all of it back", async () => {
    const engine = await loadEngine({ backend, memory: 2 ** 22 });
    const network: TwoLayer = { activation: "relu", parameterization: "output", students: 9, inputs: 4 };
    const problem = engine.population.open(network, { directions: new Float64Array(8), weights: new Float64Array(2) });
    expect(problem.bytes).toBe(engine.population.plan(network, 2));
    expect(engine.memory.used).toBe(problem.bytes);
    const sampled = engine.sampled.open(network, { x: new Float64Array(40), y: new Float64Array(10) });
    expect(sampled.bytes).toBe(engine.sampled.plan(network, 10));
    expect(engine.memory.used).toBe(problem.bytes + sampled.bytes);
    const arena = engine.arena(1000);
    expect(engine.memory.used).toBe(problem.bytes + sampled.bytes + 1000);
    problem.close();
    arena.free();
    expect(engine.memory.used).toBe(sampled.bytes);
    engine.close();
    expect(engine.memory.used).toBe(0);
  });

  it("cuts arenas into zeroed arrays that begin at multiples of 64 bytes and never move", async () => {
    const engine = await loadEngine({ backend, memory: 2 ** 22 });
    for (let round = 0; round < 3; round++) {
      const arena = engine.arena(4096);
      const first = arena.float64(3);
      const second = arena.float64(5);
      expect([...first, ...second]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
      expect((second.byteOffset - first.byteOffset) % 64).toBe(0);
      first.fill(1);
      second.fill(2);
      engine.population.gram("relu", first, first, 3, new Float64Array(1));
      expect([...first]).toEqual([1, 1, 1]);
      arena.free();
    }
    engine.close();
  });

  it("uses freed memory again, whatever the order of freeing", async () => {
    const engine = await loadEngine({ backend, memory: 2 ** 20 });
    const random = uniforms(4);
    const held: { free(): void }[] = [];
    for (let i = 0; i < 3000; i++) {
      if (held.length > 6) held.splice(Math.floor(((random.next() + 1) / 2) * held.length), 1)[0]?.free();
      held.push(engine.arena(64 * (1 + Math.floor((random.next() + 1) * 500))));
    }
    for (const arena of held) arena.free();
    expect(engine.memory.used).toBe(0);
    const whole = engine.arena(2 ** 20);
    whole.free();
    engine.close();
  });
});
