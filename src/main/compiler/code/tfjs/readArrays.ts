/** @file How a script in TypeScript reads NumPy's arrays. */
export const readArrays = `
interface Loaded {
  shape: number[]
  values: Float32Array | Int32Array | Uint8Array
}

/** An array of NumPy: its magic, the length of its header, the header, and the numbers. */
function load(name: string): Loaded {
  const bytes = readFileSync(new URL(name + '.npy', import.meta.url))
  const start = 10 + bytes.readUInt16LE(8)
  const header = bytes.subarray(10, start).toString('latin1')
  const kind = /'descr': '(.+?)'/.exec(header)?.[1] ?? ''
  const shape = (/'shape': \\(([^)]*)\\)/.exec(header)?.[1] ?? '').split(',').map(Number).filter((size) => size > 0)
  const data = Uint8Array.from(bytes.subarray(start)).buffer
  if (kind.includes('f4')) return { shape, values: new Float32Array(data) }
  return { shape, values: kind.includes('i4') ? new Int32Array(data) : new Uint8Array(data) }
}

/** Bytes stand for value / 255. */
function tensorOf({ shape, values }: Loaded): Tensor {
  if (values instanceof Uint8Array) return tf.div(tf.tensor(Float32Array.from(values), shape), 255)
  return tf.tensor(values, shape, values instanceof Int32Array ? 'int32' : 'float32')
}
`
