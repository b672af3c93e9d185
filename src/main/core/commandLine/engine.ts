/** @file `fettle engine`: libraries of TensorFlow, found, installed and taken away. */
import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { type EngineState, type FoundEngine, lacksCard } from '../../../shared/domain/engine'
import type { Core } from '../types'
import { EXIT_CODES, type ExitCode } from './exitCodes'
import { describeReason } from './leaderboard'
import { isProblem, readOptions, type UsageProblem } from './options'
import { layOutTable } from './table'
import type { Command, CommandContext } from './types'

const HELP = `fettle engine list [--json]
fettle engine install tensorflow [--cuda] [--from <folder>]
fettle engine use <folder>|auto
fettle engine remove

TensorFlow is a second engine beside the one that comes with Fettle, and the way to CUDA. Only its libraries are needed, no
Python. They are found, in this order, in the folder that was chosen, in the engine pack that Fettle installed, in the packages
@tensorflow/tfjs-node-gpu and @tensorflow/tfjs-node where npm installed them, and in a Python, which is used once its folder
is chosen or "fettle compute --engine tensorflow" wants it. A star marks what is used.

install fetches wheels from the index that pip asks (PIP_INDEX_URL, pip.conf; its proxy, certificates and passwords, those
of a .netrc, too), checks their checksums and unpacks the libraries into the data folder. Nothing is fetched without this
command. A download that was cut off goes on where it stopped.

  --cuda           for graphics cards of NVIDIA: some gigabytes (Linux on x86-64)
  --from <folder>  wheels of this folder, or a single one, instead, such as "pip download --no-deps" puts there: no network
                   is needed
  --json           as it is

use takes a folder with the libraries, a site-packages or a Python environment; "auto" takes the first that works.
`

const OPTIONS = {
  cuda: { type: 'boolean' },
  from: { type: 'string' },
  json: { type: 'boolean' },
} as const

interface Given {
  readonly positionals: readonly string[]
  readonly values: { cuda?: boolean; from?: string; json?: boolean }
}

type Answer = Promise<ExitCode | UsageProblem>

export const engine: Command = {
  summary: 'find, install and remove TensorFlow',
  help: HELP,
  run(args, context) {
    const [verb = 'list', ...rest] = args
    const read = readOptions(rest, OPTIONS)
    if (isProblem(read)) return Promise.resolve(read)
    const given: Given = read
    if (verb === 'list') return listEngines(given, context)
    if (verb === 'install') return installEngine(given, context)
    if (verb === 'use') return chooseEngine(given, context)
    if (verb === 'remove') return removeEngine(given, context)
    return Promise.resolve({ problem: `"${verb}" is neither list, install, use nor remove.` })
  },
}

async function listEngines({ positionals, values }: Given, { terminal, withCore }: CommandContext): Answer {
  if (positionals.length > 0) return { problem: `"${positionals[0]}" is too much.` }
  terminal.status('Looking …')
  const state = await withCore((_core, call) => call('engine:list', undefined))
  terminal.clearStatus()
  if (values.json) terminal.print(JSON.stringify(state))
  else if (state.engines.length > 0) terminal.print(toTable(state))
  else terminal.note('No TensorFlow was found. "fettle engine install tensorflow" fetches it.')
  return EXIT_CODES.ok
}

async function installEngine(
  { positionals: [name, ...more], values }: Given,
  { terminal, withCore, interruption }: CommandContext,
): Answer {
  if (name !== 'tensorflow' || more.length > 0) return { problem: 'Which engine? "install tensorflow".' }
  const from = values.from === undefined ? {} : { from: resolve(values.from) }
  return withCore(async (core, call) => {
    const ticket = randomBytes(12).toString('base64url')
    interruption.addEventListener('abort', () => void call('job:cancel', { ticket }))
    const end = showProgress(core, ticket, (shown) => terminal.status(shown))
    try {
      terminal.status('Asking for TensorFlow …')
      const state = await call('engine:install', { cuda: values.cuda ?? false, ...from, ticket })
      terminal.clearStatus()
      terminal.print(values.json ? JSON.stringify(state) : toTable(state))
      return EXIT_CODES.ok
    } finally {
      end()
      terminal.clearStatus()
    }
  })
}

async function chooseEngine(
  { positionals: [folder, ...more], values }: Given,
  context: CommandContext,
): Answer {
  if (folder === undefined || more.length > 0) return { problem: 'Which folder? Name one, or auto.' }
  const { terminal, withCore } = context
  const chosen = folder === 'auto' ? null : resolve(folder)
  const state = await withCore((_core, call) => call('engine:choose', { folder: chosen }))
  terminal.print(values.json ? JSON.stringify(state) : toTable(state))
  return EXIT_CODES.ok
}

async function removeEngine({ positionals }: Given, { terminal, withCore }: CommandContext): Answer {
  const more = positionals.filter((name) => name !== 'tensorflow')
  if (more.length > 0) return { problem: `"${more[0]}" is too much.` }
  return withCore(async (_core, call) => {
    await call('engine:remove', undefined)
    terminal.note('The engine pack is gone. What was trained with it stays as it is.')
    return EXIT_CODES.ok
  })
}

function showProgress(core: Core, ticket: string, show: (text: string) => void): () => void {
  return core.onEvent((message) => {
    if (message.event !== 'job:progressed') return
    const { ticket: of, done, total } = message.payload as { ticket: string; done: number; total: number }
    if (of === ticket) show(`Installing TensorFlow … ${String(Math.floor((100 * done) / total))} %`)
  })
}

const NO_CARD = 'Made for CUDA, but no graphics card of NVIDIA can be used: none, or its driver is too old.'

function toTable({ engines, usedId }: EngineState): string {
  const header = ['', 'engine', 'from', 'devices', 'size', 'folder', '']
  return layOutTable([header, ...engines.map((one) => [one.id === usedId ? '*' : '', ...toCells(one)])])
}

function toCells(found: FoundEngine): string[] {
  const { version, source, devices, sizeBytes, folder, problem } = found
  const size = sizeBytes === 0 ? '–' : `${String(Math.round(sizeBytes / 1e6))} MB`
  const name = `tensorflow ${version ?? ''}`.trim()
  return [
    name,
    source,
    devices.join(', ') || '–',
    size,
    folder,
    lacksCard(found) ? NO_CARD : describeReason({ reason: problem }),
  ]
}
