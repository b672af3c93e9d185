/** @file The command line: finds the command, gives it what it needs, and turns whatever happens into an exit code. */
import { toAppError } from '../../../shared/errors/appError'
import type { Installation } from '../installation'
import { createNodeCore } from '../nodeCore'
import { analyse } from './analyse'
import { askTell } from './askTell/askTell'
import { backbone } from './backbones'
import { code } from './code'
import { codes } from './codes'
import { compare } from './compareRuns'
import { compress } from './compress'
import { compute } from './compute'
import { createCall } from './coreClient'
import { diagnose } from './diagnose'
import { diagram } from './diagram'
import { describeError } from './errorWords'
import { drift } from './drift'
import { engine } from './engine'
import { EXIT_CODE_HELP, EXIT_CODES, type ExitCode, exitCodeOf } from './exitCodes'
import { explain } from './explain'
import { mistakes } from './mistakes'
import { example } from './example'
import { exportModel } from './exportModel'
import { generate } from './generate'
import { importData } from './importData'
import { catchInterruption } from './interruption'
import { match } from './match'
import { predict } from './predict'
import { monitor } from './monitor'
import { note } from './note'
import { project } from './project'
import { probe } from './probe'
import { recover } from './recover'
import { report } from './report'
import { refit } from './refit'
import { run } from './run/run'
import { sample } from './sample'
import { serve } from './serve'
import { serveModel } from './serveModel'
import { studies } from './studies'
import { createTerminal, type Terminal } from './terminal'
import { tune } from './tune'
import type { Command, CommandContext } from './types'

/** All commands, in the order in which work goes: from data to a model in use. */
const GROUPS: Readonly<Record<string, Readonly<Record<string, Command>>>> = {
  'Data and projects': { sample, import: importData, project, note },
  Tune: { tune, run, 'ask-tell': askTell, probe, backbone, refit },
  Understand: { studies, compare, analyse, diagnose, explain, mistakes, codes, match, generate, report },
  'Take along': { predict, export: exportModel, code, diagram, compress },
  'In use': { 'serve-model': serveModel, monitor, drift },
  'The app and this machine': { serve, example, compute, engine, recover },
}
const COMMANDS: Readonly<Record<string, Command>> = Object.fromEntries(
  Object.values(GROUPS).flatMap((commands) => Object.entries(commands)),
)

/** @param args without the program and the script. */
export async function runCommandLine(args: readonly string[], installation: Installation): Promise<ExitCode> {
  const terminal = createTerminal()
  const [name = '--help', ...rest] = args
  if (name === '--help' || name === '-h' || name === 'help') {
    terminal.print(rest.includes('--all') ? describeAll() : describeCommands(rest[0]))
    return EXIT_CODES.ok
  }
  if (name === '--version' || name === '-v') {
    terminal.print(installation.version)
    return EXIT_CODES.ok
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!command) return complain(terminal, `There is no command "${name}".${guess(name)}`, 'fettle --help')
  if (rest.includes('--help') || rest.includes('-h')) {
    terminal.print(describeCommand(command))
    return EXIT_CODES.ok
  }
  return runCommand({ name, command, args: rest }, createContext(terminal, installation))
}

interface Order {
  readonly name: string
  readonly command: Command
  readonly args: readonly string[]
}

/** Runs one command, also for the server, which is a program of its own. */
export async function runCommand({ name, command, args }: Order, context: CommandContext): Promise<ExitCode> {
  const { terminal } = context
  try {
    const answer = await command.run(args, context)
    return typeof answer === 'number' ? answer : complain(terminal, answer.problem, `fettle ${name} --help`)
  } catch (thrown) {
    const error = toAppError(thrown)
    terminal.note(describeError(error))
    if (error.kind === 'bug' && error.cause instanceof Error) terminal.note(error.cause.stack ?? '')
    return exitCodeOf(error.code)
  }
}

export function createContext(terminal: Terminal, installation: Installation): CommandContext {
  return {
    terminal,
    installation,
    interruption: catchInterruption(),
    async withCore(work) {
      const core = await createNodeCore(installation)
      try {
        return await work(core, createCall(core.router))
      } finally {
        await core.shutdown()
      }
    },
  }
}

function complain(terminal: Terminal, problem: string, help: string): ExitCode {
  terminal.note(`${problem}\n"${help}" says what there is.`)
  return EXIT_CODES.usage
}

/** What a mistyped command may have meant: one that begins alike. */
function guess(name: string): string {
  const alike = Object.keys(COMMANDS).filter((known) => known.startsWith(name) || name.startsWith(known))
  return alike.length > 0 && name !== '' ? ` Perhaps ${alike.map((known) => `"${known}"`).join(' or ')}?` : ''
}

function describeCommand({ help }: Command): string {
  return `${help}\n${EXIT_CODE_HELP}`
}

function describeAll(): string {
  const helps = Object.values(COMMANDS).map(({ help }) => help.trimEnd())
  return [describeCommands(), ...helps].join(`\n\n${'─'.repeat(40)}\n`)
}

function describeCommands(name = ''): string {
  const named = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (named) return describeCommand(named)
  const width = Math.max(...Object.keys(COMMANDS).map((known) => known.length))
  const groups = Object.entries(GROUPS).flatMap(([title, commands]) => [
    `${title}:`,
    ...Object.entries(commands).map(([known, { summary }]) => `  ${known.padEnd(width)}  ${summary}`),
    '',
  ])
  return [
    'fettle <command> …: tunes neural networks, on your own machine.',
    '',
    ...groups,
    'To begin with:',
    '  fettle sample open iris --run                   a sample, from its data to a leaderboard',
    '  fettle tune table.csv --target <column>         the same with a table of yours',
    '  fettle serve                                    the app in a browser',
    '',
    '"fettle <command> --help" says what each of them takes, "fettle --help --all" says it of all at once.',
    'Data lies in FETTLE_HOME, else in the folder that the system has for such data.',
    '',
    EXIT_CODE_HELP.trimEnd(),
  ].join('\n')
}
