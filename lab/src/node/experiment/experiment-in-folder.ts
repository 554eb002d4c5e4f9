import { experimentIdentity } from "../../plan/identity.ts";
import { type ExperimentOrder, type ExperimentResult, runExperiment } from "../../run/run-experiment.ts";
import { type EnsembleFolder, type EnsembleOrder, ensembleFolder } from "../ensemble/ensemble-folder.ts";
import { experimentFile, writeExperimentResult } from "./experiment-result.ts";

/** What `experimentInFolder` is asked to do. */
export interface ExperimentFolderOrder extends EnsembleOrder, Pick<ExperimentOrder, "experiment" | "onPlanned" | "onEvent"> {}

/** An experiment and where it lies. */
export interface ExperimentFolder extends Omit<EnsembleFolder<ExperimentResult>, "outcome"> {
  readonly result: ExperimentResult;
}

/**
 * Makes the runs of one of a study's experiments over worker threads and keeps them in a folder (see ensembleFolder).
 *
 * @throws Interrupted when `signal` aborts; the folder then holds what was finished
 * @errors one sentence, and nothing left behind, where something is refused before the first run is finished
 */
export async function experimentInFolder(order: ExperimentFolderOrder): Promise<ExperimentFolder> {
  const { found, config, seed, engine, experiment } = order;
  const { study } = found;
  const { outcome, ...place } = await ensembleFolder(order, {
    kind: "experiment",
    id: experimentIdentity({ study, config, seed, backend: engine.backend }, experiment),
    asked: { experiment },
    result: experimentFile,
    work: ({ given, planned, see }) =>
      runExperiment({
        ...given,
        study,
        experiment,
        config,
        seed,
        engine,
        onPlanned(tasks, size, reused) {
          planned(tasks, size, reused);
          order.onPlanned?.(tasks, size, reused);
        },
        onEvent(event) {
          see(event);
          order.onEvent?.(event);
        },
      }),
    write: writeExperimentResult,
  });
  return { result: outcome, ...place };
}
