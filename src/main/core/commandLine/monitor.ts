/** @file `fettle monitor`: models in use. */
import type { DeploymentCard, DeploymentId } from '../../../shared/domain/deployment'
import type { LivePerformance } from '../../../shared/domain/drift'
import { AppError } from '../../../shared/errors/appError'
import type { Call } from './coreClient'
import { describeDrift } from './drift'
import { EXIT_CODES, type ExitCode } from './exitCodes'
import { findTrial, TRIAL_HELP } from './findTrial'
import { formatFigure } from './leaderboard'
import { isProblem, readNumber, readOptions, type UsageProblem } from './options'
import { layOutTable } from './table'
import type { Command, CommandContext } from './types'
import { uploadFile } from './uploadPath'

export const monitor: Command = {
  summary: 'keep an eye on models in use: what they answered, drift, how right they were',
  help: `fettle monitor list [--json]
fettle monitor add <study|trial> [--name name]
fettle monitor log <name> on|off [--keep rows]
fettle monitor drift <name> [--json]
fettle monitor labels <name> <labels.csv>
fettle monitor performance <name> [--json]

"log on" keeps rows and answers in the database of the data folder, the newest so many (10,000 unless told), and
in a project file where one is exported; nothing is kept unless asked. "labels" takes what turned out to be right: a file
with the target and a column "row" (as answers over HTTP have it), or one line an answer, in order.
${TRIAL_HELP}
`,
  run(args, context) {
    const [verb = '', ...rest] = args
    const run = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined
    if (!run) return Promise.resolve({ problem: `"fettle monitor ${verb}" is not known.` })
    return run(rest, context)
  },
}

type Verdict = Promise<ExitCode | UsageProblem>
type Verb = (args: readonly string[], context: CommandContext) => Verdict

const VERBS: Readonly<Record<string, Verb>> = {
  list: listAll,
  add,
  log: setLog,
  drift: show((call, deploymentId) => call('drift:measure', { kind: 'log', deploymentId }), describeDrift),
  labels: takeLabels,
  performance: show((call, id) => call('deployment:performance', { id }), describePerformance),
}

async function findDeployment(call: Call, text: string): Promise<DeploymentCard> {
  const cards = await call('deployment:list', { projectId: null })
  const found = cards.find(({ id }) => id === text) ?? cards.find(({ name }) => name === text)
  if (!found) throw new AppError('app/not-found', { what: 'model in use', id: text })
  return found
}

async function listAll(args: readonly string[], { terminal, withCore }: CommandContext): Verdict {
  const read = readOptions(args, { json: { type: 'boolean' } })
  if (isProblem(read)) return read
  const cards = await withCore((_core, call) => call('deployment:list', { projectId: null }))
  const rows = cards.map(({ id, name, studyName, trialNumber, isLogging, rows: kept, labelled }) => [
    ...[
      id,
      name,
      `${studyName}:${String(trialNumber)}`,
      isLogging ? 'on' : 'off',
      String(kept),
      String(labelled),
    ],
  ])
  terminal.print(
    read.values.json
      ? JSON.stringify(cards)
      : layOutTable([['id', 'name', 'trial', 'log', 'rows', 'labelled'], ...rows]),
  )
  return EXIT_CODES.ok
}

async function add(args: readonly string[], { terminal, withCore }: CommandContext): Verdict {
  const read = readOptions(args, { name: { type: 'string' } })
  if (isProblem(read)) return read
  const [text, ...more] = read.positionals
  if (text === undefined || more.length > 0) return { problem: 'Name one study or trial.' }
  const { id, name } = await withCore(async (_core, call) =>
    call('deployment:add', { trialId: await findTrial(call, text), name: read.values.name ?? text }),
  )
  terminal.print(`${id}  ${name}`)
  return EXIT_CODES.ok
}

async function setLog(args: readonly string[], { terminal, withCore }: CommandContext): Verdict {
  const read = readOptions(args, { keep: { type: 'string' } })
  if (isProblem(read)) return read
  const [text, state] = read.positionals
  if (text === undefined || (state !== 'on' && state !== 'off')) {
    return { problem: 'Name a model in use, and on or off.' }
  }
  const keep = readNumber(read.values.keep, { name: 'keep', low: 1, high: 1_000_000, isWhole: true })
  if (typeof keep === 'object' && keep !== null) return keep
  const card = await withCore(async (_core, call) => {
    const { id, name, keptRows } = await findDeployment(call, text)
    const settings = { name, isLogging: state === 'on', keptRows: keep ?? keptRows }
    return call('deployment:set', { id, settings })
  })
  terminal.print(
    `${card.name}: log ${card.isLogging ? 'on' : 'off'}, the newest ${String(card.keptRows)} rows`,
  )
  return EXIT_CODES.ok
}

async function takeLabels(args: readonly string[], { terminal, withCore }: CommandContext): Verdict {
  const read = readOptions(args, {})
  if (isProblem(read)) return read
  const [text, path] = read.positionals
  if (text === undefined || path === undefined) return { problem: 'Name a model in use, and a file.' }
  const { matched, total } = await withCore(async (_core, call) => {
    const { id } = await findDeployment(call, text)
    return call('deployment:label', { id, fileId: await uploadFile(call, path) })
  })
  terminal.print(`${String(matched)} of ${String(total)} labels belong to an answer that is kept.`)
  return EXIT_CODES.ok
}

/** Shows what is known of one model in use. */
function show<Found>(
  ask: (call: Call, id: DeploymentId) => Promise<Found>,
  describe: (found: Found) => string,
): Verb {
  return async (args, { terminal, withCore }) => {
    const read = readOptions(args, { json: { type: 'boolean' } })
    if (isProblem(read)) return read
    const [text] = read.positionals
    if (text === undefined) return { problem: 'Name a model in use.' }
    const found = await withCore(async (_core, call) => ask(call, (await findDeployment(call, text)).id))
    terminal.print(read.values.json ? JSON.stringify(found) : describe(found))
    return EXIT_CODES.ok
  }
}

function describePerformance({ metric, value, validation, rows, isAlarm }: LivePerformance): string {
  const line = `${metric} ${formatFigure(value)} on ${String(rows)} rows with a label (${formatFigure(validation)} at validation)`
  const advice = isAlarm
    ? '\nIt has become worse. Look at "fettle monitor drift", and train anew with the new rows.'
    : ''
  return line + advice
}
