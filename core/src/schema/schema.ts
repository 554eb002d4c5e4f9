import { z } from "zod";

/** What a host needs to know of a field to make a flag, a slider or a YAML comment of it. Passed through `.meta()`. */
export interface FieldMeta {
  readonly description: string;
  /** The field's symbol in the paper. */
  readonly symbol?: string;
  readonly unit?: string;
  /** How a slider moves. */
  readonly scale?: "linear" | "log";
  /** Range of the slider where the allowed range is wider. */
  readonly slider?: readonly [number, number];
  /** The field names a file; the host replaces it by the hash of its content and hands the content over as an asset. */
  readonly asset?: "teacher" | "inputs" | "graph";
  /** Heading in the form. */
  readonly group?: string;
}

/** How large a verification is: at most 3 s on WebAssembly; the main job; the paper's own size. */
export const scales = ["smoke", "default", "full"] as const;
export type Scale = (typeof scales)[number];

/** The schema of a study's config: a strict zod object whose every field has a default or is optional. */
export type ConfigSchema<C> = z.ZodType<C> & { readonly shape: Record<string, z.ZodType> };

/** Builders that studies use; everything of zod is there, with `field` to attach {@link FieldMeta}. */
export function field<T extends z.ZodType>(type: T, meta: FieldMeta): T {
  return type.meta({ ...meta });
}

/** A strict config: the study's own fields and `scale`. */
export function config<S extends Record<string, z.ZodType>>(
  shape: S,
): z.ZodObject<S & { scale: z.ZodDefault<z.ZodEnum<{ smoke: "smoke"; default: "default"; full: "full" }>> }, z.core.$strict> {
  return z.strictObject({
    ...shape,
    scale: z.enum(scales).default("default").meta({ description: "How large a verification is", group: "run" }),
  });
}

export { z };
