import { describe, expect, it } from "vitest";
import { nearestName } from "../../src/schema/nearest-name.ts";
import { jsonSchema } from "../../src/schema/json-schema.ts";
import { resolveConfig } from "../../src/schema/resolve-config.ts";
import { config, field, z } from "../../src/schema/schema.ts";

const study = {
  id: "toy",
  config: config({
    students: field(z.int().min(1).max(4096).default(12), { description: "Width of the student", symbol: "m", slider: [1, 96] }),
    step: field(z.number().positive().max(1).default(0.05), { description: "Step of the descent", unit: "1/curvature" }),
    start: field(z.enum(["near", "random", "subspace"]).default("near"), { description: "Where the run starts" }),
    norms: field(z.array(z.number().positive()).min(1).default([1, 1]), { description: "Norms of the teachers" }),
    teacher: field(z.string().optional(), { description: "Teacher file", asset: "teacher" }),
  }),
};

describe("resolveConfig", () => {
  it("fills defaults", () => {
    expect(resolveConfig(study, { students: 3 })).toEqual({ students: 3, step: 0.05, start: "near", norms: [1, 1], scale: "default" });
  });

  it.each([
    [{ studens: 3 }, /^toy: there is no such setting; got "studens"\. Did you mean students\.$/],
    [{ zzz: 3 }, /the settings are students, step, start, norms, teacher, scale/i],
    [{ students: 0 }, /^toy: students: must be at least 1; got 0\. It is width of the student, usually from 1 to 96\.$/],
    [{ students: -1 }, /must be at least 1; got -1/],
    [{ students: 1e12 }, /must be at most 4096; got 1000000000000/],
    [{ students: Number.NaN }, /must be (an integer|a finite number); got NaN/],
    [{ students: 2.5 }, /must be an integer; got 2.5/],
    [{ students: "3" }, /must be (an integer|a finite number); got "3"/],
    [{ step: 0 }, /must be above 0 \(1\/curvature\); got 0/],
    [{ step: Number.POSITIVE_INFINITY }, /step: must be .*; got Infinity/],
    [{ start: "rnadom" }, /must be one of "near", "random", "subspace"; got "rnadom"\. Did you mean random/],
    [{ norms: [1, -2] }, /norms\.1: must be above 0; got -2/],
    [{ norms: [] }, /norms: must be at least 1/],
    [{ scale: "huge" }, /must be one of "smoke", "default", "full"/],
  ])("says in one sentence what is wrong with %o", (partial, sentence) => {
    expect(() => resolveConfig(study, partial)).toThrow(sentence);
  });
});

describe("jsonSchema", () => {
  it("keeps defaults, ranges, descriptions and symbols, and requires nothing", () => {
    const schema = jsonSchema(study.config) as {
      required?: string[];
      properties: Record<string, Record<string, unknown>>;
      additionalProperties: unknown;
    };
    expect(schema.required ?? []).toEqual([]);
    expect(schema.additionalProperties).toBe(false);
    expect(schema.properties["students"]).toMatchObject({
      default: 12,
      minimum: 1,
      maximum: 4096,
      description: "Width of the student",
      symbol: "m",
    });
  });
});

describe("nearestName", () => {
  it("finds what was meant and nothing far", () => {
    expect(nearestName("zhou2012local", ["zhou2021local", "xu2023overparameterization"])).toBe("zhou2021local");
    expect(nearestName("Students", ["students"])).toBe("students");
    expect(nearestName("banana", ["students", "step"])).toBeUndefined();
  });
});
