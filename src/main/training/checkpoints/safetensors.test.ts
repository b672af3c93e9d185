import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { encodeTensors, readTensors, type TensorFile } from './safetensors'

/** What the reference implementation (safetensors 0.8 for Python) writes for `FILE`. */
const REFERENCE = Buffer.from(
  '6AAAAAAAAAB7Il9fbWV0YWRhdGFfXyI6eyJmb3JtYXQiOiJ0ZXN0Iiwibm90ZSI6Imdyw7bDn2UifSwiYS9rZXJuZWwiOnsiZHR5cGUiOiJGMz' +
    'IiLCJzaGFwZSI6WzIsMl0sImRhdGFfb2Zmc2V0cyI6WzAsMTZdfSwiYiI6eyJkdHlwZSI6IkYzMiIsInNoYXBlIjpbXSwiZGF0YV9vZmZzZXRz' +
    'IjpbMTYsMjBdfSwiYyI6eyJkdHlwZSI6IkYzMiIsInNoYXBlIjpbMCw0XSwiZGF0YV9vZmZzZXRzIjpbMjAsMjBdfX0gICAgICAgAACAPwAAAM' +
    'AAAGBA3cfZAAAA4EA=',
  'base64',
)
const FILE: TensorFile = {
  metadata: { format: 'test', note: 'größe' },
  tensors: new Map([
    ['a/kernel', { shape: [2, 2], values: new Float32Array([1, -2, 3.5, 2e-38]) }],
    ['b', { shape: [], values: new Float32Array([7]) }],
    ['c', { shape: [0, 4], values: new Float32Array(0) }],
  ]),
}

async function write(bytes: Uint8Array): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'fettle-tensors-')), 'tensors')
  await writeFile(file, bytes)
  return file
}

/** The bytes of a file with this header and as many values. */
function withHeader(header: unknown, valueCount = 0): Uint8Array {
  const text = JSON.stringify(header)
  const bytes = Buffer.alloc(8 + text.length + 4 * valueCount)
  bytes.writeBigUInt64LE(BigInt(text.length))
  bytes.write(text, 8)
  return bytes
}

describe('safetensors', () => {
  it('writes what the reference implementation writes, byte for byte', () => {
    expect(Buffer.concat(encodeTensors(FILE))).toEqual(REFERENCE)
  })

  it('reads what the reference implementation writes', async () => {
    expect(await readTensors(await write(REFERENCE))).toEqual(FILE)
  })

  it('begins the values at a multiple of eight, whatever the header says', () => {
    for (let length = 0; length < 9; length++) {
      const [header] = encodeTensors({ metadata: { x: 'y'.repeat(length) }, tensors: new Map() })
      expect((header?.length ?? 1) % 8).toBe(0)
    }
  })

  it('refuses tensors that do not fill their shape', () => {
    const tensors = new Map([['bad', { shape: [3], values: new Float32Array(2) }]])
    expect(() => encodeTensors({ metadata: {}, tensors })).toThrow('bug/invariant')
  })

  it.each([0, 7, 8, 100, REFERENCE.length - 1])('refuses a file cut to %i bytes', async (length) => {
    await expect(readTensors(await write(REFERENCE.subarray(0, length)))).rejects.toThrow()
  })

  const info = { dtype: 'F32', shape: [2], data_offsets: [0, 8] }
  it.each([
    ['another element type', { __metadata__: {}, a: { ...info, dtype: 'F16', data_offsets: [0, 4] } }, 1],
    ['a gap between tensors', { __metadata__: {}, a: info, b: { ...info, data_offsets: [12, 20] } }, 5],
    ['tensors that overlap', { __metadata__: {}, a: info, b: { ...info, data_offsets: [4, 12] } }, 3],
    ['a tensor beyond the end', { __metadata__: {}, a: info }, 1],
    ['bytes that nobody owns', { __metadata__: {}, a: info }, 3],
    ['a shape that is none', { __metadata__: {}, a: { ...info, shape: [-2] } }, 2],
    ['no metadata', { a: info }, 2],
    ['no object', [info], 2],
  ])('refuses %s', async (_name, header, valueCount) => {
    await expect(readTensors(await write(withHeader(header, valueCount)))).rejects.toThrow()
  })

  it('refuses a header longer than the file', async () => {
    const bytes = Buffer.from(REFERENCE)
    bytes.writeBigUInt64LE(2n ** 60n)
    await expect(readTensors(await write(bytes))).rejects.toThrow('bug/invariant')
  })
})
