import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Tensor } from 'onnxruntime-node'
import * as v from 'valibot'
import { describe, expect, it, onTestFinished } from 'vitest'
import { compileFeatures, rowsName } from '../../../compiler'
import { floatsOf } from '../../runners/shared/tensors'
import { openSession } from '../../runners/onnx/session'
import { toTensors } from '../../runners/shared/toTensors'
import { readNetwork, type FoundNetwork } from './readNetwork'

const FIXTURES = join(import.meta.dirname, '../../../../../test/fixtures/backbones')
const Figures = v.record(
  v.string(),
  v.strictObject({ input: v.array(v.number()), output: v.array(v.number()) }),
)

async function read(...names: string[]): Promise<FoundNetwork> {
  const folder = await mkdtemp(join(tmpdir(), 'fettle-network-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const [name = ''] = names
  const path = names.length === 1 ? join(folder, name) : join(folder, 'files')
  if (names.length > 1) await mkdir(path)
  for (const each of names) await copyFile(join(FIXTURES, each), names.length === 1 ? path : join(path, each))
  return readNetwork({ path, fileName: name, cacheFolder: join(folder, 'cache') })
}

async function figuresOf(name: string) {
  const figures = v.parse(Figures, JSON.parse(await readFile(join(FIXTURES, 'kerasFigures.json'), 'utf8')))
  return figures[name] ?? { input: [], output: [] }
}

/** What the layers make of rows. */
async function apply({ network }: FoundNetwork, rows: readonly number[]): Promise<number[]> {
  const { layers, input, weights } = network
  const { program } = compileFeatures(
    { input, features: input, extractor: layers, rest: { layers: [] } },
    { layers, inputs: [input], output: { kind: 'number' } },
  )
  const session = await openSession(program, { device: 'cpu', threads: 1, plansMemory: false })
  onTestFinished(() => session.release())
  const count = rows.length / input.shape.reduce((product, size) => product * size, 1)
  const x = new Tensor('float32', Float32Array.from(rows), [count, ...input.shape])
  const made = await session.run({ ...toTensors(weights), [rowsName(input)]: x })
  return [...floatsOf(made['features'])]
}

async function expectAlike(found: FoundNetwork, name: string): Promise<void> {
  const { input, output } = await figuresOf(name)
  const made = await apply(found, input)
  expect(made).toHaveLength(output.length)
  const furthest = Math.max(...made.map((value, index) => Math.abs(value - (output[index] ?? 0))))
  expect(furthest).toBeLessThan(1e-5)
}

describe('files of Keras', () => {
  it.each(['pictures', 'steps', 'nested', 'classifier'])(
    'makes of rows what Keras does: %s',
    async (name) => {
      for (const ending of ['keras', 'h5']) {
        const found = await read(`${name}.${ending}`)
        expect(found.format).toBe('keras')
        await expectAlike(found, name)
      }
    },
  )

  it('reads weights alone beside the layers', async () => {
    await expectAlike(await read('nested.json', 'nested.weights.h5'), 'nested')
  })

  it('leaves out what told the classes', async () => {
    const { network } = await read('classifier.keras')
    expect(network.dropped).toEqual(['classes'])
  })

  it('asks for the layers where only weights are there', async () => {
    await expect(read('nested.weights.h5')).rejects.toMatchObject({
      code: 'backbone/weights-alone',
      details: { name: 'nested.weights.h5' },
    })
  })

  it('says that a file was cut short', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'fettle-network-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const path = join(folder, 'broken.h5')
    await writeFile(path, (await readFile(join(FIXTURES, 'nested.h5'))).subarray(0, 9000))
    const reading = readNetwork({ path, fileName: 'broken.h5', cacheFolder: join(folder, 'cache') })
    await expect(reading).rejects.toMatchObject({ code: 'file/unreadable' })
  })
})
