import type { LabView } from "@overparam/core";

/** Deep networks have no neurons in the plane; the page shows curves alone. */
export const lab: LabView = {};
