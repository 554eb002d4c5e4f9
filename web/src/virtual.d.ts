declare module "virtual:overparam-studies" {
  import type { StudySource } from "@overparam/lab/browser";
  export const studies: readonly StudySource[];
}

declare module "virtual:overparam-wasm" {
  const url: string;
  export default url;
}
