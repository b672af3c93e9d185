/** @file `fettle project`: projects, what is wanted of them, and projects as one file. */
import { writeFile } from 'node:fs/promises'
import { EXIT_CODES, type ExitCode } from './exitCodes'
import { keptPieces } from './fetchKept'
import { findProject } from './findProject'
import { isProblem, readOptions, type UsageProblem } from './options'
import { addGoal, addMilestone } from './projectPlans'
import { describeGoals } from './projectGoals'
import { layOutTable } from './table'
import type { Command, CommandContext } from './types'
import { uploadFile } from './uploadPath'

export const project: Command = {
  summary: 'list projects, show one, write one as a file, read one from a file',
  help: `fettle project list [--json]
fettle project show <project> [--json]
fettle project goal <project> <metric> <target> [--by 2027-01-31] [--direction maximize|minimize]
fettle project milestone <project> <title> [--by 2027-01-31]
fettle project export <project> [-o file.fettle]
fettle project import <file.fettle>

"show" prints goals with how near trials came, milestones and notes. "export" writes everything of a project (data,
studies, trials, weights) as one file; "import" takes one in on any machine, beside what is there.

  -o, --output <file>   where to (the project's name, in the present folder)
  --json                an object, or an array of them
`,
  run(args, context) {
    const [verb = '', ...rest] = args
    const run = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined
    if (!run) return Promise.resolve({ problem: `"fettle project ${verb}" is not known.` })
    return run(rest, context)
  },
}

type Verb = (args: readonly string[], context: CommandContext) => Promise<ExitCode | UsageProblem>

const VERBS: Readonly<Record<string, Verb>> = {
  list: listProjects,
  show: showProject,
  export: exportProject,
  import: importProject,
  goal: addGoal,
  milestone: addMilestone,
}

async function listProjects(
  args: readonly string[],
  { terminal, withCore }: CommandContext,
): Promise<ExitCode | UsageProblem> {
  const read = readOptions(args, { json: { type: 'boolean' } })
  if (isProblem(read)) return read
  const cards = await withCore((_core, call) => call('project:list', null))
  if (read.values.json) terminal.print(JSON.stringify(cards))
  else
    terminal.print(
      layOutTable([
        ['id', 'name', 'datasets', 'studies', 'trials'],
        ...cards.map(({ id, name, datasetCount, studyCount, trialCount }) => [
          ...[id, name, String(datasetCount), String(studyCount), String(trialCount)],
        ]),
      ]),
    )
  return EXIT_CODES.ok
}

async function showProject(
  args: readonly string[],
  { terminal, withCore }: CommandContext,
): Promise<ExitCode | UsageProblem> {
  const read = readOptions(args, { json: { type: 'boolean' } })
  if (isProblem(read)) return read
  const [text, ...more] = read.positionals
  if (text === undefined || more.length > 0) return { problem: 'Name one project.' }
  const shown = await withCore(async (_core, call) => {
    const { id, name } = await findProject(call, text)
    const [goals, milestones, { note, tags }] = await Promise.all([
      call('goal:list', { projectId: id }),
      call('milestone:list', { projectId: id }),
      call('annotation:get', { subject: { kind: 'project', id } }),
    ])
    return { id, name, tags, goals, milestones, note }
  })
  terminal.print(read.values.json ? JSON.stringify(shown) : describeGoals(shown))
  return EXIT_CODES.ok
}

async function exportProject(
  args: readonly string[],
  { terminal, withCore }: CommandContext,
): Promise<ExitCode | UsageProblem> {
  const read = readOptions(args, { output: { type: 'string', short: 'o' } })
  if (isProblem(read)) return read
  const [text, ...more] = read.positionals
  if (text === undefined || more.length > 0) return { problem: 'Name one project.' }
  const file = await withCore(async (_core, call) => {
    const kept = await call('project:export', { id: (await findProject(call, text)).id })
    const target = read.values.output ?? kept.fileName
    await writeFile(target, keptPieces(call, kept.id), { mode: 0o600 })
    return target
  })
  terminal.print(file)
  return EXIT_CODES.ok
}

async function importProject(
  args: readonly string[],
  { terminal, withCore }: CommandContext,
): Promise<ExitCode | UsageProblem> {
  const read = readOptions(args, {})
  if (isProblem(read)) return read
  const [path, ...more] = read.positionals
  if (path === undefined || more.length > 0) return { problem: 'Name one file.' }
  const { id, name } = await withCore(async (_core, call) =>
    call('project:import', { fileId: await uploadFile(call, path) }),
  )
  terminal.print(`${id}  ${name}`)
  return EXIT_CODES.ok
}
