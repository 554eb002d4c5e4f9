import { misuse } from "@overparam/core";
import { strToU8 } from "fflate";

/** f(x) = Σ_k a_k σ(w_k · x + b_k) + c: W [r,d] row-major, a [r]; b [r] and c where there are any. Of several outputs: A [m,r] row-major for a. */
export interface OnnxNetwork {
  readonly activation: keyof typeof operators;
  readonly inputs: number;
  readonly W: Float64Array;
  readonly a: Float64Array;
  readonly A?: Float64Array;
  readonly b?: Float64Array;
  readonly c?: number;
}

/** Operators of ONNX by the name of the activation. */
const operators = { relu: "Relu", abs: "Abs", tanh: "Tanh", sigmoid: "Sigmoid" } as const;

/** Field numbers of onnx.proto that are written here. */
const double = 11;
const wire = { varint: 0, bytes: 2 } as const;

/**
 * A two-layer network as an ONNX model in double precision: input `x` [n,d], output `y` [n]; [n,m] of several outputs.
 *
 * y = MatMul(σ(MatMul(x, Wᵀ) + b), a) + c, without the sums where there is no b or c; operator set 13. Equal networks and metadata give equal bytes.
 *
 * @param metadata strings in the model's metadata_props
 * @errors W that has no rows of `inputs` numbers for every entry of a, b of another length
 * @source onnx.proto, IR version 8
 */
export function writeOnnx(
  { activation, inputs: d, W, a, A, b, c }: OnnxNetwork,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const r = a.length;
  if (r < 1 || W.length !== r * d) throw misuse("writeOnnx", `W must hold ${r} rows of ${d} numbers, one at least`, W);
  if (b !== undefined && b.length !== r) throw misuse("writeOnnx", `b must hold ${r} numbers`, b);
  if (A !== undefined && (A.length === 0 || A.length % r !== 0)) throw misuse("writeOnnx", `A must hold rows of ${r} numbers`, A);
  const m = A === undefined ? 1 : A.length / r;
  const columns = new Float64Array(d * r);
  for (let k = 0; k < r; k++) for (let j = 0; j < d; j++) columns[j * r + k] = W[k * d + j] as number;
  const graph = message([
    [1, node("MatMul", ["x", "W"], "z")],
    ...(b === undefined ? [] : [[1, node("Add", ["z", "b"], "s")] as const]),
    [1, node(operators[activation], [b === undefined ? "z" : "s"], "h")],
    [1, node("MatMul", ["h", "a"], c === undefined ? "y" : "f")],
    ...(c === undefined ? [] : [[1, node("Add", ["f", "c"], "y")] as const]),
    [2, "two-layer network"],
    [5, tensor("W", [d, r], columns)],
    ...(b === undefined ? [] : [[5, tensor("b", [r], b)] as const]),
    [
      5,
      A === undefined
        ? tensor("a", [r], a)
        : tensor(
            "a",
            [r, m],
            Float64Array.from(A, (_, at) => A[(at % m) * r + Math.floor(at / m)] as number),
          ),
    ],
    ...(c === undefined ? [] : [[5, tensor("c", [], Float64Array.of(c))] as const]),
    [11, value("x", ["n", d])],
    [12, value("y", A === undefined ? ["n"] : ["n", m])],
  ]);
  return message([
    [1, 8],
    [2, "overparam"],
    [7, graph],
    [8, message([[2, 13]])],
    ...Object.entries(metadata).map(
      ([key, text]) =>
        [
          14,
          message([
            [1, key],
            [2, text],
          ]),
        ] as const,
    ),
  ]);
}

/** NodeProto. */
function node(operator: string, inputs: readonly string[], output: string): Uint8Array {
  return message([...inputs.map((name) => [1, name] as const), [2, output], [3, `${operator} ${output}`], [4, operator]]);
}

/** TensorProto of doubles in raw_data, little-endian. */
function tensor(name: string, shape: readonly number[], data: Float64Array): Uint8Array {
  const raw = new Uint8Array(8 * data.length);
  const view = new DataView(raw.buffer);
  data.forEach((entry, i) => view.setFloat64(8 * i, entry, true));
  return message([...shape.map((length) => [1, length] as const), [2, double], [8, name], [9, raw]]);
}

/** ValueInfoProto of a tensor of doubles; a word is a free length. */
function value(name: string, shape: readonly (number | string)[]): Uint8Array {
  const lengths = shape.map((length) => [1, message([typeof length === "string" ? [2, length] : [1, length]])] as const);
  const type = message([
    [
      1,
      message([
        [1, double],
        [2, message(lengths)],
      ]),
    ],
  ]);
  return message([
    [1, name],
    [2, type],
  ]);
}

/** A protobuf message: numbers as varints, texts and bytes with their length. */
function message(fields: readonly (readonly [field: number, content: number | string | Uint8Array])[]): Uint8Array {
  const out: number[] = [];
  const parts: Uint8Array[] = [];
  const flush = (): void => {
    parts.push(Uint8Array.from(out));
    out.length = 0;
  };
  for (const [field, content] of fields) {
    const bytes = typeof content === "string" ? strToU8(content) : content;
    varint(out, field * 8 + (typeof bytes === "number" ? wire.varint : wire.bytes));
    if (typeof bytes === "number") {
      varint(out, bytes);
      continue;
    }
    varint(out, bytes.length);
    flush();
    parts.push(bytes);
  }
  flush();
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function varint(out: number[], number: number): void {
  let rest = number;
  while (rest >= 128) {
    out.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  out.push(rest);
}
