import type { NeuronCloud } from "@overparam/core";
import { iteration, neurons, trail } from "../state/lab.ts";
import { number } from "../text/number.ts";
import { Circle } from "./circle.tsx";
import { Frame } from "./frame.tsx";
import { lazy } from "./lazy.tsx";

const Sphere = lazy(() => import("./sphere.tsx").then((module) => module.Sphere), <p class="small soft">Fetching the sphere.</p>);

/** The neurons of the run: on the circle for two inputs, on the sphere for three; nothing for more. */
export function Neurons() {
  const cloud = neurons.value;
  if (cloud === null || (cloud.inputs !== 2 && cloud.inputs !== 3)) return null;
  const past = trail.value.filter((one) => one.iteration <= iteration.value).map((one) => one.neurons);
  const r = cloud.teachers.length / cloud.inputs;
  const m = cloud.masses.length;
  const mass = cloud.masses.reduce((sum, one) => sum + one, 0);
  const summary = `${m} student neurons with total mass ${number(mass)} and ${r} teachers as directions ${cloud.inputs === 2 ? "on the circle" : "on the sphere"}${cloud.folded ? ", up to sign" : ""}.`;
  return (
    <Frame
      title={cloud.inputs === 2 ? "Neurons on the circle" : "Neurons on the sphere"}
      caption={`Area is mass, arrows are teachers; lines come from the start${cloud.inputs === 2 ? ", inside, to now, on the circle" : ""}.${cloud.folded ? " Opposite directions are one neuron." : ""}`}
      table={() => tableOf(cloud)}
    >
      {cloud.inputs === 2 ? <Circle cloud={cloud} past={past} summary={summary} /> : <Sphere cloud={cloud} past={past} summary={summary} />}
    </Frame>
  );
}

function tableOf(cloud: NeuronCloud) {
  const row = (kind: string, array: Float64Array, i: number, mass: string) => [
    kind,
    ...Array.from(array.subarray(i * cloud.inputs, (i + 1) * cloud.inputs), (entry) => number(entry, 4)),
    mass,
  ];
  return {
    head: ["neuron", ...["x", "y", "z"].slice(0, cloud.inputs), "mass"],
    rows: [
      ...Array.from({ length: cloud.teachers.length / cloud.inputs }, (_, i) => row(`teacher ${i + 1}`, cloud.teachers, i, "")),
      ...Array.from(cloud.masses, (mass, i) => row(`student ${i + 1}`, cloud.students, i, number(mass, 4))),
    ],
  };
}
