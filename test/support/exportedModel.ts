/** @file An exported model as any other program would run it: its bytes, its metadata, and ONNX Runtime. */
import { InferenceSession, Tensor } from 'onnxruntime-node'

/** What the metadata say under a key, or null. They are read from the bytes, since ONNX Runtime hands them to no one here. */
export function readMetadata(onnx: Buffer, key: string): unknown {
  // An entry of `metadata_props` (onnx.proto): field 1 is the key, field 2 the value, each with its length before it.
  const name = Buffer.from(key)
  const entry = Buffer.concat([Buffer.of(0x0a, name.length), name, Buffer.of(0x12)])
  const at = onnx.indexOf(entry)
  if (at < 0) return null
  let [length, place, shift] = [0, at + entry.length, 0]
  for (;;) {
    const byte = onnx[place++] ?? 0
    length += (byte & 0x7f) * 2 ** shift
    shift += 7
    if (byte < 0x80) break
  }
  return JSON.parse(onnx.subarray(place, place + length).toString('utf8'))
}

export interface Answers {
  /** Of each row: the label, or the number. */
  readonly values: (string | number)[]
  /** Row by row; empty for numbers. */
  readonly probabilities: number[]
}

/** @param feeds by the name of the input. @throws where the model wants another input than these. */
export async function runExported(onnx: Buffer, feeds: Readonly<Record<string, Tensor>>): Promise<Answers> {
  const session = await InferenceSession.create(onnx, { logSeverityLevel: 3 })
  try {
    const outputs = await session.run(
      Object.fromEntries(session.inputNames.map((name) => [name, feeds[name]])) as Record<string, Tensor>,
    )
    const { label, value, probabilities } = outputs
    const values = Array.from((label ?? value)?.data as Iterable<string | number>)
    return { values, probabilities: Array.from((probabilities?.data ?? []) as Float32Array) }
  } finally {
    await session.release()
  }
}

export const column = {
  numbers: (cells: readonly number[]): Tensor =>
    new Tensor('float32', Float32Array.from(cells), [cells.length, 1]),
  categories: (cells: readonly string[]): Tensor => new Tensor('string', [...cells], [cells.length, 1]),
}
