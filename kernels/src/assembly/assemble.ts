import type { Engine } from "../engine.ts";
import { misuse } from "../misuse.ts";
import type { Binding } from "./binding.ts";
import { assembleCurvature } from "./curvature.ts";
import { assembleDeep } from "./deep.ts";
import { assembleElementary } from "./elementary.ts";
import { assembleFlow } from "./flow.ts";
import { assembleLinear } from "./linear.ts";
import { openArena, openMemory } from "./memory.ts";
import { assemblePopulation } from "./population.ts";
import { assembleSampled } from "./sampled.ts";
import { assembleTangent } from "./tangent.ts";

/** Makes the engine of a host's binding: checks, memory and shapes live here, once for all hosts. */
export function assembleEngine(binding: Binding, memoryLimit: number): Engine {
  const memory = openMemory(binding, memoryLimit);
  const closers = new Set<() => void>();
  let open = true;
  return {
    backend: binding.backend,
    threads: binding.team.members,
    memory,
    math: assembleElementary(binding),
    population: assemblePopulation(binding, memory, closers),
    sampled: assembleSampled(binding, memory, closers),
    curvature: assembleCurvature(binding, memory, closers),
    deep: assembleDeep(binding, memory, closers),
    tangent: assembleTangent(binding, memory),
    flow: assembleFlow(binding, memory, closers),
    linear: assembleLinear(binding, memory),
    arena(bytes) {
      if (!open) throw misuse("engine.arena", "the engine has been closed", undefined, "load a new one");
      const arena = openArena(memory, bytes);
      const free = () => {
        arena.free();
        closers.delete(free);
      };
      closers.add(free);
      return { ...arena, free };
    },
    close() {
      open = false;
      for (const close of closers) close();
      closers.clear();
      binding.close();
    },
  };
}
