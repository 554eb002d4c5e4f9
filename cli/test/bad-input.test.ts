import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeSafetensors } from "@overparam/lab";
import { describe, expect, it } from "vitest";
import { folder } from "./support/folder.ts";
import { overparam } from "./support/overparam.ts";
import { writtenStudy } from "./support/written-study.ts";

const home = folder("bad-input");
const studies = writtenStudy("trivial");
const at = (...names: string[]): string => join(home, ...names);
const run = ["run", "trivial", "--studies", studies];
const zhou = ["verify", "zhou2021local", "--scale", "smoke"];

const tensor = (shape: readonly number[], value = 1) => ({ shape, data: new Float64Array(shape.reduce((a, b) => a * b, 1)).fill(value) });
const good = writeSafetensors({ W: { shape: [2, 3], data: Float64Array.of(1, 0, 0, 0, 1, 0) } });
writeFileSync(at("empty.safetensors"), "");
writeFileSync(at("truncated.safetensors"), good.subarray(0, good.length - 20));
writeFileSync(at("no-W.safetensors"), writeSafetensors({ V: tensor([2, 3]) }));
writeFileSync(at("flat.safetensors"), writeSafetensors({ W: tensor([6]) }));
writeFileSync(at("bias.safetensors"), writeSafetensors({ W: tensor([2, 3]), b: tensor([2]) }));
writeFileSync(at("nan.safetensors"), writeSafetensors({ W: tensor([2, 3], Number.NaN) }));
writeFileSync(at("words.npz"), "these are words");
writeFileSync(at("teacher.txt"), "1 2 3");
writeFileSync(at("file"), "a file, not a folder");
writeFileSync(at("broken.yaml"), "dimension: 3\ncondition: [1, 2\nstep: 0.1\n");
writeFileSync(at("unknown.yaml"), "# settings\ndimension: 3\ncondishun: 50\n");
writeFileSync(at("range.yaml"), "study: trivial\nconfig:\n  dimension: 3\n  step: 7\n");
writeFileSync(at("type.yaml"), "dimension: many\n");
writeFileSync(at("list.yaml"), "- dimension\n- 3\n");
writeFileSync(at("other.yaml"), "study: zhou2021local\nconfig:\n  dimension: 3\n");
writeFileSync(at("twice.yaml"), "dimension: 3\ndimension: 4\n");
mkdirSync(at("nothing"));
writeFileSync(at("three.safetensors"), good);
writeFileSync(at("words.parquet"), "these are words");
const lines = (y: (i: number) => string | number, n = 60): string =>
  `x1,x2,y\n${Array.from({ length: n }, (_, i) => `${Math.sin(i + 1)},${Math.cos(3 * i)},${y(i)}`).join("\n")}\n`;
writeFileSync(at("good.csv"), lines(Math.sin));
writeFileSync(at("few.csv"), lines(Math.sin, 3));
writeFileSync(
  at("gap.csv"),
  lines((i) => (i === 4 ? "" : 1)),
);
writeFileSync(
  at("infinite.csv"),
  lines((i) => (i === 2 ? "inf" : 1)),
);
const sweep = (name: string, text: string): void => writeFileSync(at(`${name}.yaml`), `study: trivial\n${text}`);
sweep("sweep", "axes:\n  - {setting: condition, list: [2, 4]}\nseeds: 2\n");
sweep("sweep-key", "axes:\n  - {setting: condition, lst: [2, 4]}\n");
sweep("sweep-range", "axes:\n  - setting: condition\n    list: [2, 0.5]\n");
sweep("sweep-keep", "axes:\n  - {setting: condition, list: [2, 4]}\nkeep:\n  scalars: [losss]\n");
writeFileSync(at("sweep-study.yaml"), "study: zhou2021locl\naxes:\n  - {setting: students, list: [2, 4]}\n");
writeFileSync(at("sweep-yaml.yaml"), "study: trivial\naxes: [{setting: condition\n");
writeFileSync(at("sweep-gone.yaml"), "study: zhou2021local\nconfig:\n  teacher: gone.npz\naxes:\n  - {setting: students, list: [2, 4]}\n");
writeFileSync(at("zero.csv"), `x1,x2,y\n${"0,0,1\n".repeat(60)}`);
mkdirSync(at("recovery"));
writeFileSync(at("recovery", "config.json"), '{"schema":1,"kind":"recovery","id":"0"}');

/** A finished run, and the same of a newer form of records, of another version of the study, and damaged. */
overparam([...run, "--out", at("kept")]);
const [id = ""] = readdirSync(at("kept", "trivial"));
function changed(name: string, file: string, change: (text: string) => string): void {
  cpSync(at("kept", "trivial", id), at(name), { recursive: true });
  writeFileSync(at(name, file), change(readFileSync(at(name, file), "utf8")));
}
changed("newer", "config.json", (text) => text.replace(/"schema": \d+/, '"schema": 999'));
changed("other-version", "config.json", (text) => text.replace(/"studyVersion": \d+/, '"studyVersion": 7'));
changed("no-json", "config.json", (text) => text.slice(0, 40));
changed("no-metrics", "metrics.jsonl", (text) => `${text.slice(0, 100)}\n{"iteration": oh\n${text.slice(100)}`);

/** A sweep that is finished, and one whose sweep.json is of a newer form. */
overparam(["sweep", at("sweep.yaml"), "--studies", studies, "--workers", "1", "--backend", "wasm", "--out", at("sweeps")]);
cpSync(at("sweeps", "sweep"), at("sweeps", "newer"), { recursive: true });
writeFileSync(
  at("sweeps", "newer", "sweep.json"),
  readFileSync(at("sweeps", "sweep", "sweep.json"), "utf8").replace(/"schema": \d+/, '"schema": 999'),
);
const inSweep = ["sweep", "--studies", studies];
const asked = ["query", "sweep", "--sweeps", at("sweeps")];

/** What is typed, and what the sentence must say: where, and what to do. */
const rows: readonly (readonly [name: string, args: readonly string[], says: RegExp])[] = [
  ["an unknown command", ["verfy", "zhou2021local"], /unknown command 'verfy'; did you mean verify\?/],
  ["an unknown option", [...zhou, "--sed", "3"], /unknown option '--sed'; did you mean/],
  ["a missing argument", ["verify"], /missing required argument 'study'/],
  ["too many arguments", ["verify", "a", "b"], /too many arguments/],
  ["an option without its value", ["verify", "zhou2021local", "--seed"], /--seed.*argument missing/],
  ["a seed that is no number", [...zhou, "--seed", "one"], /--seed.*whole number/],
  ["a negative seed", [...zhou, "--seed=-1"], /--seed.*whole number/],
  ["no workers", [...zhou, "--workers", "0"], /--workers.*whole number from 1/],
  ["an unknown scale", ["verify", "zhou2021local", "--scale", "huge"], /--scale.*smoke, default, full/],
  ["an unknown backend", [...zhou, "--backend", "cuda"], /--backend.*avx512, avx2, generic, wasm/],
  ["an unknown study", ["verify", "zhou2021locl"], /no such study.*zhou2021locl.*did you mean zhou2021local/i],
  ["an unknown claim", ["show", "zhou2021local", "theorem-44"], /no such claim.*did you mean theorem-4/i],
  ["an unknown setting", [...zhou, "--set", "studnets=4"], /studnets.*did you mean students/i],
  ["an unknown preset", [...run, "--preset", "wel"], /no such preset.*did you mean well/i],
  ["a setting without a value", [...zhou, "--set", "students"], /--set takes key=value.*"students"/],
  ["width 0", [...zhou, "--set", "students=0"], /students.*at least 1.*got 0/],
  ["width −1", [...zhou, "--set", "students=-1"], /students.*at least 1.*got -1/],
  ["width 1e12", [...zhou, "--set", "students=1e12"], /students.*at most 1024.*got 1000000000000/],
  ["width NaN", [...zhou, "--set", "students=NaN"], /students.*integer|students.*number/],
  ["half a neuron", [...zhou, "--set", "students=2.5"], /students.*integer.*got 2\.5/],
  ["a word for a width", [...zhou, "--set", "students=many"], /students.*got "many"/],
  ["a missing teacher file", [...zhou, "--teacher", at("no.safetensors")], /no\.safetensors.*no such file/i],
  ["a folder as teacher file", [...zhou, "--teacher", at("nothing")], /nothing.*folder/],
  ["an empty teacher file", [...zhou, "--teacher", at("empty.safetensors")], /empty\.safetensors.*empty/],
  ["a truncated teacher file", [...zhou, "--teacher", at("truncated.safetensors")], /truncated\.safetensors/],
  ["a teacher file without W", [...zhou, "--teacher", at("no-W.safetensors")], /\bW\b/],
  ["a teacher file of another shape", [...zhou, "--teacher", at("flat.safetensors")], /\bW\b.*(matrix|\[r,\s?d\]|shape)/i],
  ["a teacher with biases", [...zhou, "--teacher", at("bias.safetensors")], /\bb\b/],
  ["a teacher that is not finite", [...zhou, "--teacher", at("nan.safetensors")], /finite|not a number|NaN/],
  ["a teacher file that is words", [...zhou, "--teacher", at("words.npz")], /words\.npz/],
  ["a teacher file of an unknown kind", [...zhou, "--teacher", at("teacher.txt")], /teacher\.txt.*safetensors/],
  ["a teacher for a study that takes none", [...run, "--teacher", at("bias.safetensors")], /trivial.*takes no teacher/],
  ["a folder of studies that is not there", ["list", "--studies", at("no-studies")], /no-studies.*must exist/],
  ["a folder of studies without any", ["list", "--studies", at("nothing")], /nothing.*index\.ts/],
  ["records below a file", [...run, "--out", at("file", "runs")], /file\/runs.*(file|folder)/],
  ["a verification below a file", ["verify", "trivial", "--studies", studies, "--out", at("file", "runs")], /file\/runs.*(file|folder)/],
  ["records in a place without write permission", [...run, "--out", "/proc/overparam"], /\/proc\/overparam/],
  ["a missing config file", [...run, "--config", at("no.yaml")], /no\.yaml.*does not exist/],
  ["broken YAML", [...run, "--config", at("broken.yaml")], /broken\.yaml:\d+:\d+: .*\n.*\|.*\n\s*\^$/],
  [
    "an unknown setting in YAML",
    [...run, "--config", at("unknown.yaml")],
    /unknown\.yaml:3:1: .*did you mean condition.*\n {2}3 \| condishun: 50\n {6}\^$/i,
  ],
  [
    "a setting out of range in YAML",
    [...run, "--config", at("range.yaml")],
    /range\.yaml:4:3: .*step.*at most 1.*got 7.*\n {2}4 \| {3}step: 7\n {8}\^$/,
  ],
  ["a word for a number in YAML", [...run, "--config", at("type.yaml")], /type\.yaml:1:1: .*dimension.*got "many"/],
  ["a list for settings", [...run, "--config", at("list.yaml")], /list\.yaml:1:1: .*name: value/],
  ["settings of another study", [...run, "--config", at("other.yaml")], /other\.yaml.*zhou2021local.*trivial/],
  ["a setting twice in YAML", [...run, "--config", at("twice.yaml")], /twice\.yaml:2:1: .*unique/],
  ["a run that is not there", ["resume", at("no-run")], /no-run.*no such folder/],
  ["an id that is not there", ["report", "abcdef", "--runs", at("kept")], /abcdef.*no such folder/],
  ["a folder that is no run", ["resume", at("nothing")], /nothing.*config\.json/],
  ["a run of a newer form of records", ["report", at("newer"), "--studies", studies], /newer.*form.*999/],
  ["a run of another version of the study", ["resume", at("other-version"), "--studies", studies], /other-version.*version 7/],
  ["a run with half a config.json", ["resume", at("no-json"), "--studies", studies], /config\.json.*JSON/],
  ["a run with a damaged line", ["export", at("no-metrics"), "--format", "csv"], /metrics\.jsonl.*line|metrics\.jsonl:\d+/],
  [
    "a run as a verification",
    ["export", at("kept", "trivial", id), "--format", "pdf"],
    /--format.*npz, safetensors, csv, parquet, svg, png/,
  ],
  ["an export below a file", ["export", at("kept", "trivial", id), "--format", "csv", "--out", at("file", "x.csv")], /file\/x\.csv/],
  ["a name that is no key", ["new-study", "My Study"], /NAME.*small letters.*My Study/],
  ["a name that is taken", ["new-study", "kept", "--dir", home], /kept.*there already/],
  ["a new study below a file", ["new-study", "mine", "--dir", at("file")], /file/],
  ["nothing to recover from", ["recover"], /one source.*--teacher.*--query/],
  ["two sources to recover from", ["recover", at("good.csv"), "--teacher", at("bias.safetensors")], /one source/],
  ["questions without a dimension", ["recover", "--query", "cat"], /--query needs --dimension/],
  ["a dimension without questions", ["recover", at("good.csv"), "--dimension", "3"], /--dimension goes with --query/],
  ["inputs without a teacher", ["recover", at("good.csv"), "--inputs", at("good.csv")], /--inputs goes with --teacher/],
  ["a number of samples beside a file", ["recover", at("good.csv"), "--samples", "100"], /--samples goes with/],
  ["moments of a command's answers", ["recover", "--query", "cat", "--dimension", "3", "--method", "moments"], /--query answers with one/],
  ["an unknown method", ["recover", at("good.csv"), "--method", "magic"], /--method.*descent, moments/],
  ["no attempts", ["recover", at("good.csv"), "--attempts", "0"], /--attempts.*whole number from 1/],
  ["an unknown activation", ["recover", at("good.csv"), "--activation", "tanh"], /--activation.*relu, abs/],
  ["samples that are not there", ["recover", at("no.csv")], /no\.csv.*no such file/i],
  ["a folder as samples", ["recover", at("nothing")], /nothing.*folder/],
  ["samples of an unknown kind", ["recover", at("teacher.txt")], /teacher\.txt.*\.csv/],
  ["a Parquet file that is words", ["recover", at("words.parquet")], /words\.parquet.*PAR1/],
  ["a network as samples", ["recover", at("bias.safetensors")], /bias\.safetensors.*tensor x/],
  ["samples with a gap", ["recover", at("gap.csv")], /gap\.csv.*empty cell/],
  ["samples that are not finite", ["recover", at("infinite.csv")], /y must hold finite numbers.*entry 2/],
  ["too few samples", ["recover", at("few.csv")], /at least \d+ samples.*got 3/],
  ["inputs that never vary", ["recover", at("zero.csv")], /some input must vary/],
  ["more neurons than the samples determine", ["recover", at("good.csv"), "--most", "1000"], /determine at most \d+ neurons.*got 1000/],
  ["a network to recover with biases", ["recover", "--teacher", at("bias.safetensors")], /biases b are not accepted/],
  [
    "inputs of another dimension",
    ["recover", "--teacher", at("three.safetensors"), "--inputs", at("good.csv")],
    /good\.csv.*3 columns.*got 2/,
  ],
  ["a comparison of another dimension", ["recover", at("good.csv"), "--against", at("three.safetensors")], /2 columns.*got 3/],
  ["a command that does not answer", ["recover", "--query", "exit 7", "--dimension", "2"], /must answer 1000 questions.*exit status 7/],
  ["a recovery below a file", ["recover", at("good.csv"), "--out", at("file", "runs")], /file\/runs.*(file|folder)/],
  ["a recovery as a run", ["resume", at("recovery")], /that of a recovery.*overparam recover/],
  ["a sweep without a file", ["sweep"], /sweep takes a file/],
  ["a sweep file that is not there", [...inSweep, at("no-sweep.yaml")], /no-sweep\.yaml.*(exist|no such)/],
  ["a sweep file that is no YAML", [...inSweep, at("sweep-yaml.yaml")], /sweep-yaml\.yaml:\d+:\d+: this is not YAML.*\n.*\|.*\n\s*\^$/],
  [
    "an unknown key in a sweep file",
    [...inSweep, at("sweep-key.yaml")],
    /sweep-key\.yaml:3:26: .*did you mean list.*\n {2}3 \| .*\n {31}\^$/i,
  ],
  ["a value out of range on an axis", [...inSweep, at("sweep-range.yaml")], /sweep-range\.yaml:4:15: .*condition.*\n {2}4 \| .*\n {20}\^$/],
  ["an unknown observable to keep", [...inSweep, at("sweep-keep.yaml")], /sweep-keep\.yaml:5:13: .*did you mean loss.*\n.*\n\s*\^$/i],
  [
    "an unknown study in a sweep file",
    [...inSweep, at("sweep-study.yaml")],
    /sweep-study\.yaml:1:8: .*did you mean zhou2021local.*\n.*\n\s*\^$/i,
  ],
  [
    "a teacher that a sweep file names and is not there",
    [...inSweep, at("sweep-gone.yaml")],
    /sweep-gone\.yaml:3:12: .*no such file.*gone\.npz.*\n.*\n\s*\^$/i,
  ],
  ["an unknown executor", [...inSweep, at("sweep.yaml"), "--executor", "abacus"], /--executor.*threads/],
  ["a sweep with no workers", [...inSweep, at("sweep.yaml"), "--workers", "0"], /--workers.*whole number from 1/],
  ["a sweep below a file", [...inSweep, at("sweep.yaml"), "--out", at("file", "x")], /file\/x.*(file|folder)/],
  [
    "a sweep with another backend than it was begun with",
    [...inSweep, at("sweep.yaml"), "--backend", "generic", "--out", at("sweeps")],
    /begun with backend wasm.*got "generic".*leave --backend out/i,
  ],
  ["the status of a newer form", ["status", at("sweeps", "newer")], /sweep\.json.*form.*999/],
  [
    "the status of a sweep that is not there",
    ["status", "swep", "--sweeps", at("sweeps")],
    /no such folder.*did you mean .*sweeps\/sweep/i,
  ],
  ["the status of a folder that holds none", ["status", at("nothing")], /nothing.*sweep\.json/],
  ["retry without what", ["retry", "sweep", "--sweeps", at("sweeps")], /retry takes --failed/],
  ["compact of a run", ["compact", at("kept", "trivial", id)], /sweep\.json/],
  ["a question with half a condition", [...asked, "--where", "status"], /--where.*status = done/],
  ["a question for a column that is not there", [...asked, "--columns", "los"], /no such column.*did you mean loss/i],
  ["a question in two forms", [...asked, "SELECT 1", "--where", "seed = 1"], /SQL, or --where/],
  ["an answer in two forms", [...asked, "--csv", "--json"], /--csv or --json/],
  ["a port that is no port", ["serve", "--port", "99999"], /--port.*0 to 65535/],
  ["an unknown shell", ["completion", "tcsh"], /tcsh.*bash|bash.*tcsh|zsh/],
];

/** Everything below a folder, by name. */
const below = (path: string): string[] => (readdirSync(path, { recursive: true }) as string[]).sort();

describe("bad input is told in one helpful sentence, with exit code 2 and nothing half-written", () => {
  it.each(rows)("%s", (_name, args, says) => {
    const before = below(home);
    const { status, stdout, stderr } = overparam(args, { cwd: home });
    expect({ stderr, stdout, status }).toMatchObject({ stdout: "", status: 2 });
    expect(stderr).toMatch(/^overparam: /);
    expect(stderr.trimEnd()).toMatch(says);
    expect(stderr.trimEnd().split("\n").length).toBeLessThanOrEqual(stderr.includes(" | ") ? 3 : 1);
    expect(stderr.length).toBeLessThan(700);
    expect(stderr).not.toMatch(/\n\s+at |Error:|node:internal|fault of overparam/);
    expect(below(home)).toEqual(before);
  });
});
