/** @file `fettle generate`: rows that a generator makes of random numbers. */
import { writeFile } from 'node:fs/promises'
import type { LatentWay, PictureStrip, ShownRows } from '../../../shared/domain/studio'
import { EXIT_CODES } from './exitCodes'
import { findTrial, TRIAL_HELP } from './findTrial'
import { collect, isProblem, readNumber, readOptions, type UsageProblem } from './options'
import type { Command } from './types'

const HELP = `fettle generate <study|trial> [options]

Makes rows along a way through the space of random numbers: from one random point to the next, or along
one axis. Pictures are written as one PGM or PPM file, below each other; figures as CSV.
${TRIAL_HELP}

  --seeds <a,b,…>      of the random points (1,2); one for each where --steps is 1
  --steps <n>          from a point to the next, or along the axis (8)
  --axis <n>           along this axis, counted from 1, through the first point
  --reach <number>     of the axis: standard deviations to either side (3)
  -o, --output <file>  where to (generated.pgm, .ppm or .csv)
  --json               everything as one JSON object, on standard output
`

const OPTIONS = {
  seeds: { type: 'string' },
  steps: { type: 'string' },
  axis: { type: 'string' },
  reach: { type: 'string' },
  output: { type: 'string', short: 'o' },
  json: { type: 'boolean' },
} as const

export const generate: Command = {
  summary: 'make rows with a trained generator',
  help: HELP,
  async run(args, { terminal, withCore }) {
    const read = readOptions(args, OPTIONS)
    if (isProblem(read)) return read
    const [text, ...more] = read.positionals
    if (text === undefined || more.length > 0) return { problem: 'Name one study or trial.' }
    const way = readWay(read.values)
    if (isProblem(way)) return way
    const answer = await withCore(async (_core, call) =>
      call('trial:generate', { trialId: await findTrial(call, text), way }),
    )
    if (read.values.json === true) {
      terminal.print(JSON.stringify(answer))
      return EXIT_CODES.ok
    }
    const { ending, bytes } = toFile(answer.made)
    const file = read.values.output ?? `generated.${ending}`
    await writeFile(file, bytes)
    terminal.note(`Wrote ${file}.`)
    return EXIT_CODES.ok
  },
}

type Values = Readonly<Partial<Record<keyof typeof OPTIONS, string | boolean>>>

function readWay(values: Values): LatentWay | UsageProblem {
  const textOf = (name: keyof typeof OPTIONS): string | undefined => {
    const value = values[name]
    return typeof value === 'string' ? value : undefined
  }
  const fields = collect({
    seeds: readSeeds(textOf('seeds') ?? '1,2'),
    steps: readNumber(textOf('steps'), { name: 'steps', low: 1, high: 32, isWhole: true }),
    axis: readNumber(textOf('axis'), { name: 'axis', low: 1, high: 4096, isWhole: true }),
    reach: readNumber(textOf('reach'), { name: 'reach', low: 0.5, high: 6, isWhole: false }),
  })
  if (isProblem(fields)) return fields
  const { seeds, axis } = fields
  const [seed = 1] = seeds
  const steps = fields.steps ?? 8
  return axis === null
    ? { kind: 'points', seeds, steps }
    : { kind: 'axis', seed, axis: axis - 1, reach: fields.reach ?? 3, steps }
}

function readSeeds(text: string): number[] | UsageProblem {
  const seeds = text.split(',').map(Number)
  const fits = seeds.length <= 12 && seeds.every((seed) => Number.isInteger(seed) && seed >= 0)
  return fits ? seeds : { problem: `--seeds takes up to 12 whole numbers with commas, not "${text}".` }
}

function toFile({ strip, names, figures }: ShownRows): { ending: string; bytes: string | Uint8Array } {
  if (strip === null) {
    return { ending: 'csv', bytes: `${[names, ...figures].map((row) => row.join(',')).join('\n')}\n` }
  }
  return { ending: strip.channels === 1 ? 'pgm' : 'ppm', bytes: toPortableMap(strip) }
}

/** All pictures below each other, in the simplest format that there is (Netpbm P5 and P6). */
function toPortableMap({ base64, channels, count, height, width }: PictureStrip): Uint8Array {
  const head = `${channels === 1 ? 'P5' : 'P6'}\n${width} ${height * count}\n255\n`
  return Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(base64, 'base64')])
}
