/** @file `fettle sample`: what samples there are, what one is about, and opening one. */
import type { ProjectId } from '../../../shared/domain/ids'
import { type OpenedSample, type SampleCard, type SampleId, SAMPLES } from '../../../shared/domain/sample'
import { WORDS_LANGUAGES, type WordsLanguage } from '../../../shared/words/language'
import { SAMPLE_WORDS } from '../../../shared/words/samples'
import type { Core } from '../types'
import type { Call } from './coreClient'
import { EXIT_CODES, type ExitCode } from './exitCodes'
import { finishStudy } from './finishStudy'
import { isProblem, readOptions, type UsageProblem } from './options'
import { layOutTable } from './table'
import type { Command, CommandContext } from './types'
import { uploadPaths } from './uploadPath'

const HELP = `fettle sample list [--language en|zh-CN] [--json]
fettle sample show <id> [--language en|zh-CN]
fettle sample open <id> [options]

A sample is a project with data, models, and studies ready to start. "show" says what one is about,
what its data must look like where you bring your own, and what to expect.

  --data <path>      your own file or folder, in place of the data that are made or shipped
  --part <id>        the part that takes it, or the only one to be opened (all of them)
  --run              run its studies to their end, one after the other, and print their leaderboards
  --quick            fewer rows, three epochs, two trials: to see how it goes
  --name <text>      name of the project (the sample's)
  --language <tag>   of names: en (the default) or zh-CN
  --json             one JSON object instead of words
`

const OPTIONS = {
  data: { type: 'string' },
  part: { type: 'string' },
  run: { type: 'boolean' },
  quick: { type: 'boolean' },
  name: { type: 'string' },
  language: { type: 'string' },
  json: { type: 'boolean' },
} as const

interface SampleOptions {
  readonly language: WordsLanguage
  readonly data: string | undefined
  readonly part: string | undefined
  readonly name: string | undefined
  readonly isRun: boolean
  readonly isQuick: boolean
  readonly isJson: boolean
}

export const sample: Command = {
  summary: 'list samples, say what they are about, and open one',
  help: HELP,
  async run(args, context) {
    const read = readOptions(args, OPTIONS)
    if (isProblem(read)) return read
    const { values, positionals } = read
    const [verb = 'list', id, ...more] = positionals
    const language = WORDS_LANGUAGES.find((known) => known === (values.language ?? 'en'))
    if (language === undefined) return { problem: `--language takes ${WORDS_LANGUAGES.join(' or ')}.` }
    const options: SampleOptions = {
      ...{ language, data: values.data, part: values.part, name: values.name?.trim() },
      ...{ isRun: values.run === true, isQuick: values.quick === true, isJson: values.json === true },
    }
    if (verb === 'list' && id === undefined) return listSamples(options, context)
    const known = SAMPLES.find((candidate) => candidate === id)
    if (!['show', 'open'].includes(verb) || more.length > 0) return { problem: 'list, show or open?' }
    if (known === undefined) return { problem: `There is no sample "${id ?? ''}": ${SAMPLES.join(', ')}.` }
    return verb === 'show' ? showSample(known, options, context) : openSample(known, options, context)
  },
}

async function listSamples(
  { language, isJson }: SampleOptions,
  { terminal, withCore }: CommandContext,
): Promise<ExitCode> {
  const cards = await withCore((_core, call) => call('sample:list', null))
  if (isJson) {
    terminal.print(
      JSON.stringify(cards.map((card) => ({ ...card, title: SAMPLE_WORDS[language][card.id].title }))),
    )
    return EXIT_CODES.ok
  }
  const rows = cards.map(({ id, minutes, parts }) => [
    id,
    SAMPLE_WORDS[language][id].title,
    `${minutes} min`,
    parts.some(({ accepts }) => accepts !== null) ? 'takes your own' : '',
  ])
  terminal.print(layOutTable([['id', 'sample', 'takes', 'data'], ...rows]))
  return EXIT_CODES.ok
}

async function showSample(
  id: SampleId,
  { language, isJson }: SampleOptions,
  { terminal, withCore }: CommandContext,
): Promise<ExitCode> {
  const cards = await withCore((_core, call) => call('sample:list', null))
  const card = cards.find((candidate) => candidate.id === id)
  const words = SAMPLE_WORDS[language][id]
  terminal.print(isJson ? JSON.stringify({ ...card, ...words }) : describe(card, words))
  return EXIT_CODES.ok
}

function describe(card: SampleCard | undefined, words: (typeof SAMPLE_WORDS)['en'][SampleId]): string {
  const parts = card?.parts ?? []
  return [
    words.title,
    ...words.guide,
    words.model,
    words.search,
    words.expect,
    ...(words.caution === undefined ? [] : [words.caution]),
    ...parts.map(({ id, studies }) =>
      [
        `${id}: ${words.parts[id] ?? id}`,
        ...(words.own[id] === undefined ? [] : [`  --part ${id} --data: ${words.own[id]}`]),
        ...studies.map((study) => `  ${words.studies[study.id] ?? study.id} (${study.trials})`),
      ].join('\n'),
    ),
  ].join('\n\n')
}

async function openSample(
  id: SampleId,
  options: SampleOptions,
  context: CommandContext,
): Promise<ExitCode | UsageProblem> {
  const { terminal, withCore } = context
  const { language, data, part, isRun, isQuick, isJson } = options
  return withCore(async (core, call) => {
    terminal.status(`Opening ${id} …`)
    const fileId = data === undefined ? undefined : await uploadPaths(call, [data])
    const opened = await call('sample:open', {
      ...{ id, name: options.name || SAMPLE_WORDS[language][id].title, language, isQuick },
      ...(part === undefined ? {} : { part }),
      ...(fileId === undefined ? {} : { fileId }),
    })
    terminal.clearStatus()
    if (isRun) return runStudies({ core, call, opened, isJson, context })
    await printOpened(call, opened, { isJson, context })
    return EXIT_CODES.ok
  })
}

async function printOpened(
  call: Call,
  opened: OpenedSample,
  { isJson, context: { terminal } }: { readonly isJson: boolean; readonly context: CommandContext },
): Promise<void> {
  const studies = await listStudies(call, opened.projectId)
  if (isJson)
    terminal.print(JSON.stringify({ ...opened, studies: studies.map(({ id, name }) => ({ id, name })) }))
  else terminal.print(layOutTable([['study', 'name'], ...studies.map(({ id, name }) => [id, name])]))
}

interface Opening {
  readonly core: Core
  readonly call: Call
  readonly opened: OpenedSample
  readonly isJson: boolean
  readonly context: CommandContext
}

/** @returns the first exit code that is none of success. */
async function runStudies({ core, call, opened, isJson, context }: Opening): Promise<ExitCode> {
  for (const { id, name } of await listStudies(call, opened.projectId)) {
    context.terminal.note(name)
    const code = await finishStudy({ core, call, studyId: id, isJson, context })
    if (code !== EXIT_CODES.ok) return code
  }
  return EXIT_CODES.ok
}

/** In the order in which they were made. */
async function listStudies(call: Call, projectId: ProjectId) {
  return (await call('study:list', { projectId })).reverse()
}
