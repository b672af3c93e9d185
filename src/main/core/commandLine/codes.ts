/** @file `fettle codes`: what a layer makes of the validation rows, as a map; rows that an autoencoder gives back worst. */
import { writeFile } from 'node:fs/promises'
import { type Anomalies, type CodeMap, MAP_METHODS } from '../../../shared/domain/studio'
import type { Call } from './coreClient'
import { EXIT_CODES } from './exitCodes'
import { findTrial, TRIAL_HELP } from './findTrial'
import { formatFigure } from './leaderboard'
import { isProblem, readNumber, readOptions } from './options'
import { layOutTable } from './table'
import type { Command } from './types'

const HELP = `fettle codes <study|trial> [options]

Lays out what a layer makes of the validation rows in the plane, and writes a CSV of x, y and target.
Of an autoencoder that is its narrowest layer, of other networks the last before the output; of a
generator its rows beside real ones.
${TRIAL_HELP}

  --method <name>      pca: principal components (the default); umap: keeps neighbours together
  --neighbours <n>     of umap (15)
  --layer <id>         another layer
  --anomalies          of an autoencoder instead: the rows that it gives back worst, and the threshold
  --share <number>     of the validation rows that count as usual (0.99)
  --top <n>            how many rows (24)
  -o, --output <file>  where the CSV goes (standard output)
  --json               everything as one JSON object
`

const OPTIONS = {
  method: { type: 'string' },
  neighbours: { type: 'string' },
  layer: { type: 'string' },
  anomalies: { type: 'boolean' },
  share: { type: 'string' },
  top: { type: 'string' },
  output: { type: 'string', short: 'o' },
  json: { type: 'boolean' },
} as const

export const codes: Command = {
  summary: 'map the codes of a trained network, or find the rows that are strange to it',
  help: HELP,
  async run(args, { terminal, withCore }) {
    const read = readOptions(args, OPTIONS)
    if (isProblem(read)) return read
    const { values, positionals } = read
    const [text, ...more] = positionals
    if (text === undefined || more.length > 0) return { problem: 'Name one study or trial.' }
    const method = MAP_METHODS.find((known) => known === (values.method ?? 'pca'))
    if (method === undefined) return { problem: `--method takes ${MAP_METHODS.join(' or ')}.` }
    const neighbours = readNumber(values.neighbours, { name: 'neighbours', low: 2, high: 200, isWhole: true })
    if (typeof neighbours === 'object' && neighbours !== null) return neighbours
    const share = readNumber(values.share, { name: 'share', low: 0.5, high: 0.9999, isWhole: false })
    if (typeof share === 'object' && share !== null) return share
    const top = readNumber(values.top, { name: 'top', low: 1, high: 200, isWhole: true })
    if (typeof top === 'object' && top !== null) return top
    const answer = await withCore((_core, call) =>
      values.anomalies === true
        ? findAnomalies(call, text, { share: share ?? 0.99, top: top ?? 24 })
        : mapCodes(call, text, { method, neighbours: neighbours ?? 15, layer: values.layer ?? null }),
    )
    const written = values.json === true ? JSON.stringify(answer.whole) : answer.table
    if (values.output === undefined) terminal.print(written)
    else await writeFile(values.output, `${written}\n`)
    terminal.note(answer.note)
    return EXIT_CODES.ok
  },
}

interface Answer {
  readonly whole: CodeMap | Anomalies
  readonly table: string
  readonly note: string
}

async function mapCodes(
  call: Call,
  text: string,
  options: { readonly method: CodeMap['method']; readonly neighbours: number; readonly layer: string | null },
): Promise<Answer> {
  const whole = await call('trial:mapCodes', { trialId: await findTrial(call, text), ...options })
  const { points, targets, explained, layer, method } = whole
  const lines = points.map(({ x, y }, row) => `${x},${y},${toCell(targets[row] ?? '')}`)
  const spread = explained ? `, ${percent(explained[0])} and ${percent(explained[1])} of the variance` : ''
  const of = layer === '' ? 'real and made rows' : `layer ${layer}`
  return {
    whole,
    table: ['x,y,target', ...lines].join('\n'),
    note: `${points.length} rows, ${of}, ${method}${spread}`,
  }
}

async function findAnomalies(
  call: Call,
  text: string,
  options: { readonly share: number; readonly top: number },
): Promise<Answer> {
  const whole = await call('trial:anomalies', { trialId: await findTrial(call, text), ...options })
  const rows = whole.rows.map(({ part, row, error, target }) => [
    ...[part, String(row), formatFigure(error)],
    String(target ?? ''),
  ])
  const beyond = whole.parts.map(({ part, rows: count, beyond: found }) => `${part} ${found} of ${count}`)
  return {
    whole,
    table: layOutTable([['part', 'row', 'error', 'target'], ...rows]),
    note: `Threshold ${formatFigure(whole.threshold)}; beyond it: ${beyond.join(', ')}.`,
  }
}

function toCell(value: string | number): string {
  const text = String(value)
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`
}
