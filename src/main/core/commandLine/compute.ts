/** @file `fettle compute`: how fast models train here, and where they may. */
import {
  chooseMeasured,
  COMPUTE_CHOICES,
  type ComputeLimits,
  ENGINE_CHOICES,
  type MeasuredModel,
  type Measurement,
} from '../../../shared/domain/compute'
import type { Preferences } from '../../../shared/domain/preferences'
import { describeReason, formatFigure } from './leaderboard'
import { EXIT_CODES } from './exitCodes'
import { collect, isProblem, readNumber, readOptions, readWord, type UsageProblem } from './options'
import { layOutTable } from './table'
import type { Command } from './types'

export const compute: Command = {
  summary: 'show how fast models train on each device',
  help: `fettle compute [--on auto|cpu|gpu] [--engine auto|onnx|tensorflow] [--threads auto|<n>] [--on-card <n>] [--again] [--json]

Lists the models that were measured on this machine, the newest first: with each engine, device and number of threads the
milliseconds of a step and the rows trained a second by all trials at the same time. A star marks what new studies take: of
what is allowed, else what can train.

  --on <choice>      what new studies may train on; auto takes what is fastest
  --engine <choice>  which engine may train; auto takes what is fastest
  --threads <n>      threads of a trial on the CPU (1 to 64), with which its last digits are the same whatever else the
                     machine does; auto takes what is fastest
  --on-card <n>      trials at the same time on one CUDA card, whose memory they share (1 to 16)
  --again            measure all of them anew, a moment each
  --json             an array of what was measured
`,
  async run(args, { terminal, withCore }) {
    const read = readOptions(args, OPTIONS)
    if (isProblem(read)) return read
    if (read.positionals.length > 0) return { problem: `"${read.positionals[0]}" is too much.` }
    const change = readChange(read.values)
    if (isProblem(change)) return change
    const { models, limits } = await withCore(async (_core, call) => {
      const limits = await call('preferences:set', change)
      const known = await call('compute:list', null)
      if (!read.values.again) return { models: known, limits }
      const anew: MeasuredModel[] = []
      for (const { key, name } of known) {
        terminal.status(`measuring ${name} …`)
        anew.push(await call('compute:measure', { key }))
      }
      terminal.clearStatus()
      return { models: anew, limits }
    })
    if (read.values.json) terminal.print(JSON.stringify(models))
    else if (models.length === 0)
      terminal.note('Nothing measured yet. The first study of a model measures it.')
    else terminal.print(models.map((model) => describeModel(model, limits)).join('\n\n'))
    return EXIT_CODES.ok
  },
}

const OPTIONS = {
  on: { type: 'string' },
  engine: { type: 'string' },
  threads: { type: 'string' },
  'on-card': { type: 'string' },
  again: { type: 'boolean' },
  json: { type: 'boolean' },
} as const

type Change = Partial<Pick<Preferences, 'compute' | 'engine' | 'threads' | 'trialsOnCard'>>

/** What stays as it is, is left out. */
function readChange(given: {
  readonly on?: string | undefined
  readonly engine?: string | undefined
  readonly threads?: string | undefined
  readonly 'on-card'?: string | undefined
}): Change | UsageProblem {
  const isAnyNumber = given.threads === 'auto'
  const fields = collect({
    compute: readWord(given.on, { name: 'on', words: COMPUTE_CHOICES }),
    engine: readWord(given.engine, { name: 'engine', words: ENGINE_CHOICES }),
    threads: readNumber(isAnyNumber ? undefined : given.threads, {
      ...{ name: 'threads', low: 1, high: 64, isWhole: true },
    }),
    trialsOnCard: readNumber(given['on-card'], { name: 'on-card', low: 1, high: 16, isWhole: true }),
  })
  if (isProblem(fields)) return fields
  const changed = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
  return isAnyNumber ? { ...changed, threads: null } : changed
}

function describeModel(
  { name, weightCount, batchSize, measurements }: MeasuredModel,
  limits: ComputeLimits,
): string {
  const { used } = chooseMeasured(measurements, limits)
  const rows = measurements.map((measurement) => [measurement === used ? '*' : '', ...toCells(measurement)])
  const header = ['', 'engine', 'device', 'threads', 'trials', 'ms a step', 'rows a second', '']
  return `${name}: ${weightCount} weights, batches of ${batchSize}\n${layOutTable([header, ...rows])}`
}

function toCells({ placement, trials, speed, reason }: Measurement): string[] {
  const { engine, version, device, threads } = placement
  return [
    [engine, version].filter(Boolean).join(' '),
    device,
    device === 'cpu' ? String(threads) : '–',
    String(trials),
    formatFigure(speed?.msPerStep ?? null),
    speed === null ? '–' : String(Math.round(speed.samplesPerSecond)),
    describeReason({ reason }),
  ]
}
