/**
 * Run folders, worker threads, studies and files: the lab on Node.
 *
 * @module
 */
export { type LoadedAsset, loadAsset } from "./asset/load-asset.ts";
export { assetKeys, type ResolvedFiles, resolveFiles } from "./asset/resolve-files.ts";
export { addData } from "./data/add-data.ts";
export { catalogue, type DataPackage, type KnownData } from "./data/catalogue.ts";
export { dataFolder } from "./data/data-folder.ts";
export { type DataReference, isDataReference, parseClasses, parseDataReference } from "./data/data-reference.ts";
export type { DataSplit, DataSplits, SplitName } from "./data/data-split.ts";
export { fetchData, knownData } from "./data/fetch-data.ts";
export { type SelectedData, selectData, storedNamed } from "./data/select-data.ts";
export { listStored, readSplit, readStored, type StoredData, type StoredSplit } from "./data/stored-data.ts";
export { type ExperimentFolder, type ExperimentFolderOrder, experimentInFolder } from "./experiment/experiment-in-folder.ts";
export { readExperiment } from "./experiment/read-experiment.ts";
export { fileFault, isFileError } from "./file/file-fault.ts";
export { makeFolder } from "./file/make-folder.ts";
export { writeAtomic } from "./file/write-atomic.ts";
export { type StoredCheckpoint, readCheckpoint } from "./folder/checkpoint-file.ts";
export type { DrivenRun, Driving } from "./folder/drive-run.ts";
export { readEvents, type RunEvent } from "./folder/event-log.ts";
export { readRun, type StoredRun } from "./folder/read-run.ts";
export { type ResumeOrder, resumeRun } from "./folder/resume-run.ts";
export { type FolderKind, readRunConfig, type RunConfig, runFiles } from "./folder/run-config.ts";
export { runPlace } from "./folder/run-place.ts";
export { type RunEnd, type RunOrder, startRun } from "./folder/start-run.ts";
export { type NarrowOrder, type NarrowResult, narrowInFolder, median, reaches, scoreOf, type Training } from "./narrow/narrow-in-folder.ts";
export { checkNarrow, type NarrowSamples, type NarrowSettings, type NarrowTarget } from "./narrow/narrow-plan.ts";
export { narrowSamples, type SamplesOrder } from "./narrow/narrow-samples.ts";
export { type NarrowFiles, writeNarrow } from "./narrow/write-narrow.ts";
export { type Discovery, discoverStudies } from "./studies/discover-studies.ts";
export { findStudy } from "./studies/find-study.ts";
export { type FoundStudy, loadStudy } from "./studies/load-study.ts";
export { type Provenance, provenance } from "./studies/provenance.ts";
export { builtInFolder, type StudyPlace, type StudySource, studyPlaces } from "./studies/study-places.ts";
export { type ThreadOptions, threadExecutor } from "./thread/thread-executor.ts";
export { readVerification } from "./verification/read-verification.ts";
export { type VerifiedFolder, type VerifyFolderOrder, verifyInFolder } from "./verification/verify-in-folder.ts";
export { writeVerification } from "./verification/write-verification.ts";
export { type ExportFormat, exportFormats, exportRun } from "./export/export-run.ts";
export type { RecoverySource } from "./recover/open-source.ts";
export { type RecoveredFolder, type RecoverOrder, recoverInFolder } from "./recover/recover-in-folder.ts";
export { renderPng } from "./figure/render-png.ts";
export { renderSvg } from "./figure/render-svg.ts";
export { type Reported, type ReportOptions, htmlReport } from "./report/html-report.ts";
