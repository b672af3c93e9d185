/** @file `npm run bench -- serving`: requests a second of a served model, one by one and put together. */
import { Agent, request } from 'node:http'
import { exportModel, initialWeights, planWeights } from '../src/main/compiler'
import { type ModelServer, startModelServer } from '../src/main/services/serving/modelServer'
import { createPredictor, type Predictor } from '../src/main/training'
import type { FittedRecipe } from '../src/shared/domain/fittedRecipe'
import { tableInput } from '../src/shared/domain/modelInput'
import { newLayer } from '../src/shared/domain/newLayer'
import { DEFAULT_TRAINING } from '../src/shared/domain/trainingSpec'

const COLUMNS = Array.from({ length: 14 }, (_, index) => `x${String(index)}`)
const REQUESTS = 2000
const CLIENTS = 64
const ROUNDS = 3
const WAYS = [
  { name: 'one by one', mostRows: 1, waitMs: 0 },
  { name: 'together, 0 ms', mostRows: 256, waitMs: 0 },
  { name: 'together, 2 ms', mostRows: 256, waitMs: 2 },
] as const

// What is loaded when it is first needed has to be loaded while this module is.
const predictor = await openPredictor()

/** A network of the size that a table has, asked by many clients at once for one row each; client and server share the machine. */
export async function run(args: string[]): Promise<void> {
  const rates = new Map<string, number[]>(WAYS.map(({ name }) => [name, []]))
  for (let round = 0; round < ROUNDS; round++)
    for (const way of WAYS) rates.get(way.name)?.push(await measure(way))
  await predictor.dispose()
  const medians = WAYS.map(({ name }) => ({ name, perSecond: Math.round(medianOf(rates.get(name) ?? [])) }))
  const base = medians[0]?.perSecond ?? 1
  if (args.includes('--json')) process.stdout.write(`${JSON.stringify(medians)}\n`)
  else
    for (const { name, perSecond } of medians)
      process.stdout.write(
        `${name.padEnd(16)}${String(perSecond).padStart(7)} requests/s  × ${(perSecond / base).toFixed(2)}\n`,
      )
}

async function openPredictor(): Promise<Predictor> {
  const layers = [
    newLayer('dense', 'first', { units: 256, activation: 'relu' }),
    newLayer('dense', 'second', { units: 256, activation: 'relu' }),
    newLayer('output', 'output'),
  ]
  const fitted: FittedRecipe = {
    reads: COLUMNS.map((column) => ({ column, kind: 'number', isRequired: true, categories: [] })),
    primitives: [],
    inputs: [{ spec: tableInput(COLUMNS.length), source: { kind: 'figures', features: COLUMNS } }],
    window: null,
    target: 'y',
    output: { kind: 'classes', labels: ['no', 'yes', 'maybe'] },
    targetCenter: 0,
    targetScale: 1,
  }
  const task = 'multiclass'
  const inputs = fitted.inputs.map(({ spec }) => spec)
  const parameters = planWeights({ layers, inputs, output: fitted.output, training: DEFAULT_TRAINING })
  const values = initialWeights(parameters, 1)
  const weights = new Map(
    parameters.map(
      ({ name, shape }, at) => [name, { shape, values: values[at] ?? new Float32Array() }] as const,
    ),
  )
  const model = exportModel({ model: { layers }, task, weights, fitted, version: '0' })
  return createPredictor({ ...model, fitted, reading: { decimal: '.', missing: [] } })
}

async function measure(way: (typeof WAYS)[number]): Promise<number> {
  const answer = async (rows: Parameters<Predictor['predict']>[0]) =>
    (await predictor.predict(rows)).map(({ value }) => ({ value: value ?? '' }))
  const fields = COLUMNS.map((column) => ({
    ...{ kind: 'number' as const, column, isDate: false, example: '0', isRequired: true },
  }))
  const model = { name: 'bench', target: 'y', fields, answer }
  const server = await startModelServer(model, { port: 0, mostWaiting: 50_000, ...way })
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS })
  try {
    let left = REQUESTS
    const started = performance.now()
    const client = async (): Promise<void> => {
      while (left-- > 0) await ask(server, agent, left)
    }
    await Promise.all(Array.from({ length: CLIENTS }, client))
    return (1000 * REQUESTS) / (performance.now() - started)
  } finally {
    agent.destroy()
    await server.close()
  }
}

function ask({ port, token }: ModelServer, agent: Agent, seed: number): Promise<void> {
  const row = Object.fromEntries(
    COLUMNS.map((column, index) => [column, String(((seed * 7 + index) % 19) / 10)]),
  )
  const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` }
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, path: '/predict', method: 'POST', headers, agent },
      (answer) => {
        answer.resume()
        answer.on('end', () => {
          if (answer.statusCode === 200) resolve()
          else reject(new TypeError(`answered with ${String(answer.statusCode)}`))
        })
      },
    )
    sent.on('error', reject)
    sent.end(JSON.stringify([row]))
  })
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0
}
