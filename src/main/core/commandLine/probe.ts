/** @file `fettle probe`: what a model shows before a study: which learning rates suit it, and what batches cost. */
import { randomBytes } from 'node:crypto'
import type { BatchTest, RateTest } from '../../../shared/domain/diagnosis/probe'
import type { Dataset } from '../../../shared/domain/dataset'
import type { Design } from '../../../shared/domain/design'
import { fittingTemplates } from '../../../shared/domain/fittingTemplates'
import { AppError } from '../../../shared/errors/appError'
import { figure } from '../../../shared/words/diagnosis'
import type { Core } from '../types'
import type { Call } from './coreClient'
import { EXIT_CODES } from './exitCodes'
import { keepSource, readSource } from './importTable'
import { nameOfPath } from './nameOfPath'
import { isProblem, readOptions } from './options'
import { layOutTable } from './table'
import type { Command } from './types'

export const probe: Command = {
  summary: 'before a study: a learning-rate range test, and what batches of each size cost',
  help: `fettle probe <csv|dataset> [--target column] [--model name] [--only rates|batches] [--json]

Trains a model on the data for a moment: once with a learning rate that grows from batch to batch until the
loss is thrown out, and once with batches of each size. Says which rates are worth searching, and the smallest
batch that is nearly as fast as any.
<csv> is a file or folder; it is kept as a dataset. <dataset> is the name or id of one that is there.

  --target  the column to predict, of a file
  --model   the name of a model of the dataset's project (the template that fits first)
  --only    rates or batches: one of the two
  --json    { rates, batches } as they are
`,
  async run(args, { terminal, withCore, interruption }) {
    const read = readOptions(args, {
      json: { type: 'boolean' },
      target: { type: 'string' },
      model: { type: 'string' },
      only: { type: 'string' },
    })
    if (isProblem(read)) return read
    const [source, ...more] = read.positionals
    const { target = null, model = null, only, json = false } = read.values
    if (source === undefined) return { problem: 'Which data?' }
    if (more.length > 0) return { problem: `"${more[0]}" is too much.` }
    if (only !== undefined && only !== 'rates' && only !== 'batches')
      return { problem: `--only takes rates or batches, not "${only}".` }
    return withCore(async (core, call) => {
      const dataset = await findData(call, source, target)
      const design = await findDesign(call, dataset, model)
      const ticket = randomBytes(12).toString('base64url')
      interruption.addEventListener('abort', () => void call('job:cancel', { ticket }))
      const end = showProgress(core, ticket, (text) => terminal.status(text))
      const asked = { datasetVersionId: dataset.latest.id, design, ticket }
      const rates = only === 'batches' ? null : await call('probe:rates', asked)
      const batches = only === 'rates' ? null : await call('probe:batches', asked)
      end()
      terminal.print(json ? JSON.stringify({ rates, batches }) : toText(rates, batches))
      return EXIT_CODES.ok
    })
  },
}

/** A dataset that is there, or a source that becomes one. */
async function findData(call: Call, source: string, target: string | null): Promise<Dataset> {
  const projects = await call('project:list', null)
  for (const { id } of projects) {
    const datasets = await call('dataset:list', { projectId: id })
    const found = datasets.find((dataset) => dataset.id === source || dataset.name === source)
    if (found !== undefined && target === null) return found
  }
  const name = nameOfPath(source)
  return keepSource(call, await readSource(call, { paths: [source], target, dialect: {}, name }), name)
}

/** @throws {app/not-found} */
async function findDesign(
  call: Call,
  { projectId, latest, id }: Dataset,
  model: string | null,
): Promise<Design> {
  if (model !== null) {
    const models = await call('model:list', { projectId })
    const found = models.find((one) => one.name === model || one.id === model)
    if (!found) throw new AppError('app/not-found', { what: 'model', id: model })
    return found.design
  }
  const [template] = fittingTemplates(latest.plan)
  return (await call('model:create', { projectId, name: 'Probe', template, datasetId: id })).design
}

function showProgress(core: Core, ticket: string, show: (text: string) => void): () => void {
  return core.onEvent((message) => {
    if (message.event !== 'job:progressed') return
    const { ticket: of, done, total } = message.payload as { ticket: string; done: number; total: number }
    if (of === ticket) show(`Training for a moment … ${String(Math.round((100 * done) / total))} %`)
  })
}

function toText(rates: RateTest | null, batches: BatchTest | null): string {
  const parts = [rates === null ? '' : ratesText(rates), batches === null ? '' : batchesText(batches)]
  return parts.filter((part) => part !== '').join('\n\n')
}

function ratesText({ reading, points, batchSize }: RateTest): string {
  const head = `Learning rates (${String(points.length)} batches of ${String(batchSize)} rows)`
  if (reading === null) return `${head}\nThe loss never came down: no rate can be named.`
  const { steepest, valley, diverged, range } = reading
  return [
    head,
    `  falls fastest at   ${figure(steepest)}`,
    `  valley             ${figure(valley)}`,
    `  thrown out at      ${diverged === null ? 'not in this range' : figure(diverged)}`,
    `  worth searching    ${figure(range.low)} to ${figure(range.high)}`,
  ].join('\n')
}

function batchesText({ points, advice }: BatchTest): string {
  const rows = points.map(({ batchSize, rowsPerSecond, msPerStep, peakBytes, reason }) => [
    String(batchSize),
    rowsPerSecond === null ? `no room (${reason ?? ''})` : String(Math.round(rowsPerSecond)),
    msPerStep === null ? '' : figure(msPerStep),
    peakBytes === null ? '' : String(Math.round(peakBytes / 2 ** 20)),
  ])
  const table = layOutTable([['batch', 'rows/s', 'ms/step', 'MB'], ...rows])
  return `${table}${advice === null ? '' : `\nAdvised: ${String(advice.batchSize)}, the smallest that is nearly as fast as any that leaves an epoch eight steps`}`
}
