/** @file `fettle compress`: a smaller model of a trained one, with what it costs and reaches before and after. */
import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import * as v from 'valibot'
import { type ArtifactSummary, CompressionMethod, type MeasuredSize } from '../../../shared/domain/artifact'
import { AppError } from '../../../shared/errors/appError'
import type { Core } from '../types'
import type { Call } from './coreClient'
import { EXIT_CODES } from './exitCodes'
import { findStudyByName, findTrial, TRIAL_HELP } from './findTrial'
import { isProblem, readOptions } from './options'
import { layOutTable } from './table'
import type { Command } from './types'

const OPTIONS = {
  trial: { type: 'string' },
  method: { type: 'string' },
  sparsity: { type: 'string' },
  scope: { type: 'string' },
  epochs: { type: 'string' },
  'learning-rate': { type: 'string' },
  rounding: { type: 'string' },
  calibration: { type: 'string' },
  rows: { type: 'string' },
  temperature: { type: 'string' },
  alpha: { type: 'string' },
  student: { type: 'string' },
  output: { type: 'string', short: 'o' },
  list: { type: 'boolean' },
  json: { type: 'boolean' },
} as const

type Values = { readonly [K in keyof typeof OPTIONS]?: string | boolean | undefined }

export const compress: Command = {
  summary: 'make a trained model smaller: fewer weights, whole numbers, or a student of it',
  help: `fettle compress <study|trial> --method prune|int8|distil [-o model.onnx]

Makes a smaller model of a trained one and measures both: size, weights, time to answer on one thread of the
processor, and metrics on the validation rows, of what the files themselves answer.
${TRIAL_HELP}

  --trial <n>            the trial of this number
  --method prune         zeroes the smallest weights step by step while training goes on
    --sparsity 0.8         share of the weights that become zero
    --scope global         or layer: the same share of every layer
    --epochs 6             of training
    --learning-rate        its first rate (that of the trial)
  --method int8          whole numbers of eight bits in place of floats
    --rounding static      weights: stored so; dynamic: computed so, rounded anew for every batch;
                           static: rounded as measured on training rows
    --calibration minMax   or percentile, entropy: how outliers are treated
    --rows 512             training rows that are measured
  --method distil        teaches a smaller model with the answers of this one
    --student 0.5          as wide as so much of this one; or the name of a model of the project
    --temperature 4  --alpha 0.7  --epochs 20  --learning-rate
  --rounding <how>       of prune and distil: whole numbers as well
  -o, --output <file>    where the smaller model goes (nowhere; it is kept with the trial)
  --list                 what was made of the trial before
  --json                 as it is
`,
  async run(args, { terminal, withCore, interruption }) {
    const read = readOptions(args, OPTIONS)
    if (isProblem(read)) return read
    const [name, ...more] = read.positionals
    const { values } = read
    if (name === undefined || more.length > 0) return { problem: 'Name one study or trial.' }
    if (values.list !== true && values.method === undefined)
      return { problem: 'How? --method takes prune, int8 or distil.' }
    return withCore(async (core, call) => {
      const text = values.trial === undefined ? name : `${name}:${values.trial}`
      const trialId = await findTrial(call, text)
      if (values.list === true) {
        const artifacts = await call('artifact:list', { trialId })
        terminal.print(values.json === true ? JSON.stringify(artifacts) : listText(artifacts))
        return EXIT_CODES.ok
      }
      const method = v.safeParse(CompressionMethod, await methodOf(call, name, values))
      if (!method.success) return { problem: problemOf(method.issues[0]) }
      const ticket = randomBytes(12).toString('base64url')
      interruption.addEventListener('abort', () => void call('job:cancel', { ticket }))
      const end = showProgress(core, ticket, (shown) => terminal.status(shown))
      const artifact = await call('artifact:compress', { trialId, method: method.output, ticket })
      end()
      terminal.print(values.json === true ? JSON.stringify(artifact) : artifactText(artifact))
      if (values.output !== undefined) {
        const { base64 } = await call('artifact:export', { id: artifact.id })
        await writeFile(values.output, Buffer.from(base64, 'base64'))
        terminal.note(values.output)
      }
      return EXIT_CODES.ok
    })
  },
}

/** Names of settings are those of the options. */
function problemOf(issue: v.BaseIssue<unknown>): string {
  return `--${v.getDotPath(issue) ?? 'method'}: ${issue.message}`
}

async function methodOf(call: Call, study: string, values: Values): Promise<unknown> {
  const number = (text: unknown): number | undefined => (typeof text === 'string' ? Number(text) : undefined)
  const { method: kind, scope, rounding, calibration, student } = values
  const given = {
    kind,
    ...{ scope, rounding, calibration },
    sparsity: number(values.sparsity),
    epochs: number(values.epochs),
    learningRate: number(values['learning-rate']),
    rows: number(values.rows),
    temperature: number(values.temperature),
    alpha: number(values.alpha),
    student: typeof student === 'string' ? await studentOf(call, study, student) : undefined,
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

/** @throws {app/not-found} */
async function studentOf(call: Call, study: string, text: string) {
  const share = Number(text)
  if (Number.isFinite(share)) return { kind: 'scaled', share }
  const { projectId } = await findStudyByName(call, study.replace(/:\d+$/, ''))
  const found = (await call('model:list', { projectId })).find(({ id, name }) => id === text || name === text)
  if (!found) throw new AppError('app/not-found', { what: 'model', id: text })
  return { kind: 'model', modelId: found.id }
}

function showProgress(core: Core, ticket: string, show: (text: string) => void): () => void {
  return core.onEvent((message) => {
    if (message.event !== 'job:progressed') return
    const { ticket: of, done, total } = message.payload as { ticket: string; done: number; total: number }
    if (of === ticket) show(`Making it smaller … ${String(Math.round((100 * done) / total))} %`)
  })
}

function artifactText({ before, after, rows }: ArtifactSummary): string {
  const metrics = Object.keys(before.validation).filter((name) => name in after.validation)
  const line = (label: string, value: (of: MeasuredSize) => string): string[] => [
    label,
    value(before),
    value(after),
  ]
  const table = layOutTable([
    ['', 'before', 'after'],
    line('size, bytes', ({ sizeBytes }) => String(sizeBytes)),
    line('weights', ({ weights }) => String(weights)),
    line('of them zero', ({ zeros }) => String(zeros)),
    ...before.latency.flatMap(({ batch }, index) => [
      line(`${String(batch)} rows, median ms`, ({ latency }) => figure(latency[index]?.medianMs)),
      line(`${String(batch)} rows, p95 ms`, ({ latency }) => figure(latency[index]?.p95Ms)),
    ]),
    ...metrics.map((name) => line(name, ({ validation }) => figure(Reflect.get(validation, name)))),
  ])
  const times = (before.sizeBytes / after.sizeBytes).toFixed(2)
  return `${table}\n${times} times smaller; metrics of ${String(rows)} validation rows.`
}

function listText(artifacts: readonly ArtifactSummary[]): string {
  const rows = artifacts.map(({ id, method, before, after }) => [
    id,
    method.kind,
    String(after.sizeBytes),
    (before.sizeBytes / after.sizeBytes).toFixed(2),
    figure(after.latency[0]?.medianMs),
  ])
  return layOutTable([['id', 'method', 'bytes', 'smaller', 'ms'], ...rows])
}

function figure(value: unknown): string {
  return typeof value === 'number' ? String(Number(value.toPrecision(4))) : ''
}
