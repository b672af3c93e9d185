/** @file `fettle match`: how well a trained model tells rows apart, and who is on a picture. */
import type { MatchAnswer, MatchReport } from '../../../shared/domain/matching'
import { pointAt, thresholdAt } from '../../../shared/domain/matching'
import type { PredictField } from '../../../shared/domain/prediction'
import type { Call } from './coreClient'
import { EXIT_CODES } from './exitCodes'
import { findTrial, TRIAL_HELP } from './findTrial'
import { collect, isProblem, readNumber, readOptions, type UsageProblem } from './options'
import { layOutTable } from './table'
import type { Command } from './types'
import { uploadFile } from './uploadPath'

const OPTIONS = {
  cell: { type: 'string', multiple: true },
  threshold: { type: 'string' },
  'false-accept': { type: 'string' },
  count: { type: 'string' },
  json: { type: 'boolean' },
} as const

export const match: Command = {
  summary: 'tell who is on a picture, or how well rows are told apart',
  help: `fettle match <study|trial> [picture …] [options]

Without a picture: how well the validation rows are told apart, and at which distance.
With pictures, or cells of a row: the known rows nearest to each, or "unknown".
${TRIAL_HELP}

  --cell <column=value>   a cell of one row, in place of pictures; as often as the model has columns
  --threshold <distance>  up to which two rows are of one class (where both errors are equal on validation rows)
  --false-accept <share>  the threshold that takes no more pairs of two classes for one, such as 0.01
  --count <n>             neighbours of each row, up to 15 (5)
  --json                  one JSON value instead of words
`,
  async run(args, { terminal, withCore }) {
    const read = readOptions(args, OPTIONS)
    if (isProblem(read)) return read
    const { values, positionals } = read
    const [text, ...pictures] = positionals
    if (text === undefined) return { problem: 'Name one study or trial.' }
    const settings = readSettings(values)
    if (isProblem(settings)) return settings
    return withCore(async (_core, call) => {
      const trialId = await findTrial(call, text)
      const rows = await readRows(call, await call('match:fields', { trialId }), {
        pictures,
        cells: values.cell ?? [],
      })
      if (isProblem(rows)) return rows
      const { threshold: wished } = settings
      const report = wished === null || rows.length === 0 ? await call('match:report', { trialId }) : null
      const threshold = wished ?? chooseThreshold(report, settings.falseAccept)
      if (rows.length === 0 && report !== null) {
        terminal.print(
          values.json ? JSON.stringify({ ...report, threshold }) : describeReport(report, threshold),
        )
        return EXIT_CODES.ok
      }
      const answers = await call('match:find', { trialId, rows, threshold, count: settings.count })
      const named = answers.map(({ pictures: _sheet, ...answer }, index) => ({
        ...answer,
        row: pictures[index] ?? 'row',
      }))
      terminal.print(values.json ? JSON.stringify({ threshold, answers: named }) : describeAnswers(named))
      return EXIT_CODES.ok
    })
  },
}

interface Settings {
  readonly threshold: number | null
  readonly falseAccept: number | null
  readonly count: number
}

function readSettings(values: {
  readonly threshold?: string | undefined
  readonly 'false-accept'?: string | undefined
  readonly count?: string | undefined
}): Settings | UsageProblem {
  const read = collect({
    threshold: readNumber(values.threshold, { name: 'threshold', low: 0, high: 2, isWhole: false }),
    falseAccept: readNumber(values['false-accept'], {
      name: 'false-accept',
      low: 0,
      high: 1,
      isWhole: false,
    }),
    count: readNumber(values.count, { name: 'count', low: 1, high: 15, isWhole: true }),
  })
  return isProblem(read) ? read : { ...read, count: read.count ?? 5 }
}

type Row = Readonly<Record<string, string | null>>

/** A row a picture where that is all the model reads, else one row of cells. */
async function readRows(
  call: Call,
  fields: readonly PredictField[],
  { pictures, cells }: { readonly pictures: readonly string[]; readonly cells: readonly string[] },
): Promise<Row[] | UsageProblem> {
  if (pictures.length > 0) {
    const [field] = fields
    if (fields.length !== 1 || field?.kind !== 'picture') {
      return { problem: 'The model reads more than one picture: say its columns with --cell column=value.' }
    }
    const rows: Row[] = []
    for (const path of pictures) rows.push({ [field.column]: await uploadFile(call, path) })
    return rows
  }
  const row: Record<string, string> = {}
  for (const cell of cells) {
    const [, column, value] = /^([^=]+)=(.*)$/s.exec(cell) ?? []
    const field = fields.find((candidate) => candidate.column === column)
    if (column === undefined || value === undefined || !field) {
      return {
        problem: `--cell takes column=value; columns are ${fields.map((one) => one.column).join(', ')}.`,
      }
    }
    row[column] = field.kind === 'picture' ? await uploadFile(call, value) : value
  }
  return cells.length === 0 ? [] : [row]
}

function chooseThreshold(report: MatchReport | null, falseAccept: number | null): number {
  if (report === null) return 0
  return falseAccept === null ? (report.equalError?.threshold ?? 0) : thresholdAt(report.curve, falseAccept)
}

function describeReport(report: MatchReport, threshold: number): string {
  const { equalError, identification, validation, gallery, area } = report
  const point = pointAt(report.curve, threshold)
  const lines: [string, string][] = [
    ['known', `${gallery.rows} rows of ${gallery.classes} classes`],
    [
      'looked for',
      `${validation.rows} rows of ${validation.classes} classes${validation.isUnseen ? ', none of them known' : ''}`,
    ],
  ]
  if (identification) {
    const { right, rows, low, high } = identification
    lines.push([
      'nearest is right',
      `${right} of ${rows}, ${percent(right / rows)} (${percent(low)} to ${percent(high)})`,
    ])
  }
  if (equalError) {
    const { rate, low, high } = equalError
    const interval = low === null || high === null ? '' : ` (${percent(low)} to ${percent(high)})`
    lines.push(['equal error rate', `${percent(rate)}${interval} at ${equalError.threshold.toFixed(3)}`])
  }
  if (area !== null) lines.push(['area under the curve', area.toFixed(4)])
  if (point) {
    lines.push([
      `at ${threshold.toFixed(3)}`,
      `${percent(point.falseAccept)} of pairs wrongly accepted, ${percent(point.falseReject)} wrongly rejected; rows: ${percent(point.right)} right, ${percent(point.wrong)} wrong, ${percent(Math.max(0, 1 - point.right - point.wrong))} unknown`,
    ])
  }
  if (report.focus) {
    const { missed, pictures } = report.focus
    lines.push(['faces', `not found in ${missed} of ${pictures} pictures, which are taken whole`])
  }
  for (const { actual, found, count } of report.confused)
    lines.push([actual, `taken for ${found}, ${count} ×`])
  const width = Math.max(...lines.map(([name]) => name.length))
  return lines.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n')
}

function describeAnswers(
  answers: readonly (Omit<MatchAnswer, 'pictures'> & { readonly row: string })[],
): string {
  return layOutTable([
    ['row', 'is', 'distance', 'nearest'],
    ...answers.map(({ row, label, distance, neighbours }) => [
      row,
      label ?? 'unknown',
      distance === null ? '' : distance.toFixed(3),
      neighbours.map((one) => `${one.label} ${one.distance.toFixed(3)}`).join(', '),
    ]),
  ])
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}
