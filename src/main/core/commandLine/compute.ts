/** @file `fettle compute`: how fast models train here, and where. */
import { chooseFastest, type MeasuredModel, type Measurement } from '../../../shared/domain/compute'
import { describeReason, formatFigure } from './leaderboard'
import { EXIT_CODES } from './exitCodes'
import { isProblem, readOptions } from './options'
import { layOutTable } from './table'
import type { Command } from './types'

export const compute: Command = {
  summary: 'show how fast models train on each device',
  help: `fettle compute [--again] [--json]

Lists the models that were measured on this machine, the newest first: with each engine, device and number of threads the
milliseconds of a step and the rows trained a second by all trials at the same time. A star marks what new studies take.

  --again  measure all of them anew, a moment each
  --json   an array of what was measured
`,
  async run(args, { terminal, withCore }) {
    const read = readOptions(args, { again: { type: 'boolean' }, json: { type: 'boolean' } })
    if (isProblem(read)) return read
    if (read.positionals.length > 0) return { problem: `"${read.positionals[0]}" is too much.` }
    const models = await withCore(async (_core, call) => {
      const known = await call('compute:list', null)
      if (!read.values.again) return known
      const anew: MeasuredModel[] = []
      for (const { key, name } of known) {
        terminal.status(`measuring ${name} …`)
        anew.push(await call('compute:measure', { key }))
      }
      terminal.clearStatus()
      return anew
    })
    if (read.values.json) terminal.print(JSON.stringify(models))
    else if (models.length === 0)
      terminal.note('Nothing measured yet. The first study of a model measures it.')
    else terminal.print(models.map(describeModel).join('\n\n'))
    return EXIT_CODES.ok
  },
}

function describeModel({ name, weightCount, batchSize, measurements }: MeasuredModel): string {
  const fastest = chooseFastest(measurements)
  const rows = measurements.map((measurement) => [
    measurement === fastest ? '*' : '',
    ...toCells(measurement),
  ])
  const header = ['', 'engine', 'device', 'threads', 'trials', 'ms a step', 'rows a second', '']
  return `${name}: ${weightCount} weights, batches of ${batchSize}\n${layOutTable([header, ...rows])}`
}

function toCells({ placement, trials, speed, reason }: Measurement): string[] {
  const { engine, device, threads } = placement
  return [
    engine,
    device,
    device === 'cpu' ? String(threads) : '–',
    String(trials),
    formatFigure(speed?.msPerStep ?? null),
    speed === null ? '–' : String(Math.round(speed.samplesPerSecond)),
    describeReason({ reason }),
  ]
}
