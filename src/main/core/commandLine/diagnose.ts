/** @file `fettle diagnose`: what trainings suffer from, on what evidence, and what to do. */
import { setTimeout } from 'node:timers/promises'
import type { StudyId, TrialId } from '../../../shared/domain/ids'
import type { StudySummary } from '../../../shared/domain/study'
import { AppError } from '../../../shared/errors/appError'
import { DIAGNOSIS_WORDS } from '../../../shared/words/diagnosis'
import { WORDS_LANGUAGES, type WordsLanguage } from '../../../shared/words/language'
import type { Call } from './coreClient'
import { studyText, trialText } from './diagnosisText'
import { EXIT_CODES, type ExitCode } from './exitCodes'
import { findStudyByName } from './findTrial'
import { formatLeaderboard, toReport } from './leaderboard'
import { collect, isProblem, readNumber, readOptions, type UsageProblem } from './options'
import type { Command, CommandContext } from './types'

const OPTIONS = {
  json: { type: 'boolean' },
  remedy: { type: 'string' },
  record: { type: 'string' },
  language: { type: 'string' },
} as const

export const diagnose: Command = {
  summary: 'what the trainings of a study, or one of them, suffer from',
  help: `fettle diagnose <study> [trial] [options]

Says of a trial what its training suffers from, where that is seen, and what to change; of a study, what
many of its trials suffer from. Where nothing is sure, nothing is said.
<study> is the id of a study or its name, [trial] the number of one of its trials.

  --remedy <rule>    trains once more with the first remedy of that finding (overfitting, deadUnits …)
  --record on|off    whether trials to come keep figures of every layer: gradients, weights, dead units
  --language <tag>   of what is said: en (the default) or zh-CN
  --json             the diagnosis as it is
`,
  async run(args, context) {
    const read = readDiagnose(args)
    if (isProblem(read)) return read
    return context.withCore((_core, call) => diagnoseStudy({ call, context, asked: read }))
  },
}

interface Asked {
  readonly study: string
  /** Null for the study as a whole. */
  readonly trial: number | null
  readonly remedy: string | null
  /** Null: as it is. */
  readonly record: boolean | null
  readonly language: WordsLanguage
  readonly isJson: boolean
}

function readDiagnose(args: readonly string[]): Asked | UsageProblem {
  const read = readOptions(args, OPTIONS)
  if (isProblem(read)) return read
  const [study, trial, ...more] = read.positionals
  const { remedy = null, json: isJson = false } = read.values
  if (study === undefined) return { problem: 'Which study?' }
  if (more.length > 0) return { problem: `"${more[0]}" is too much.` }
  if (trial === undefined && remedy !== null) return { problem: 'Which trial?' }
  const number = readNumber(trial, { name: 'trial', low: 1, high: 1e9, isWhole: true })
  return collect<Asked>({
    ...{ study, remedy, isJson, trial: number },
    record: readSwitch(read.values.record),
    language: readLanguage(read.values.language),
  })
}

function readSwitch(text?: string): boolean | null | UsageProblem {
  if (text === undefined) return null
  if (text === 'on' || text === 'off') return text === 'on'
  return { problem: `--record takes on or off, not "${text}".` }
}

function readLanguage(text = 'en'): WordsLanguage | UsageProblem {
  return isLanguage(text) ? text : { problem: `--language takes ${WORDS_LANGUAGES.join(' or ')}.` }
}

function isLanguage(text: string): text is WordsLanguage {
  return WORDS_LANGUAGES.some((language) => language === text)
}

interface Parts {
  readonly call: Call
  readonly context: CommandContext
  readonly asked: Asked
}

async function diagnoseStudy({ call, context, asked }: Parts): Promise<ExitCode> {
  const { terminal } = context
  const { trial, remedy, record, isJson } = asked
  const words = DIAGNOSIS_WORDS[asked.language]
  const study = await findStudyByName(call, asked.study)
  if (record !== null) await call('diagnosis:setRecording', { id: study.id, isOn: record })
  if (trial === null) {
    const found = await call('diagnosis:study', { id: study.id })
    terminal.print(isJson ? JSON.stringify(found) : studyText(found, words))
    return EXIT_CODES.ok
  }
  const id = await trialOf(call, study, trial)
  if (remedy !== null) {
    const studyId = await applyFirst(call, { study, id, rule: remedy })
    return printEnd({ call, context, asked }, await untilEnded(call, studyId, context.interruption))
  }
  const found = await call('diagnosis:trial', { id })
  terminal.print(isJson ? JSON.stringify(found) : trialText(found, words))
  return EXIT_CODES.ok
}

async function trialOf(call: Call, study: StudySummary, number: number): Promise<TrialId> {
  const trials = await call('trial:list', { studyId: study.id })
  const found = trials.find((row) => row.number === number)
  if (!found) throw new AppError('app/not-found', { what: 'trial', id: `${study.name}:${String(number)}` })
  return found.id
}

interface Chosen {
  readonly study: StudySummary
  readonly id: TrialId
  readonly rule: string
}

/** Milliseconds between two looks. */
const LOOK = 200

/** A remedy runs as soon as it is made; an interruption stops it properly. */
async function untilEnded(call: Call, id: StudyId, interruption: AbortSignal): Promise<StudySummary> {
  for (;;) {
    const study = await call('study:get', { id })
    if (study.state !== 'running' && study.state !== 'ready') return study
    if (interruption.aborted) return call('study:stop', { id })
    await setTimeout(LOOK)
  }
}

async function printEnd({ call, context, asked }: Parts, study: StudySummary): Promise<ExitCode> {
  const trials = await call('trial:list', { studyId: study.id })
  context.terminal.print(
    asked.isJson ? JSON.stringify(toReport(study, trials)) : formatLeaderboard(study, trials),
  )
  return context.interruption.aborted ? (context.interruption.reason as ExitCode) : EXIT_CODES.ok
}

/** @returns the study in which it is tried. @throws {diagnosis/gone} */
async function applyFirst(call: Call, { study, id, rule }: Chosen): Promise<StudyId> {
  const { findings } = await call('diagnosis:trial', { id })
  const finding = findings.find((one) => one.rule === rule)
  const remedy = finding?.ways.findIndex((way) => way !== 'data') ?? -1
  if (finding === undefined || remedy < 0) throw new AppError('diagnosis/gone')
  const made = await call('diagnosis:applyRemedy', { trialId: id, rule: finding.rule, remedy })
  return made.kind === 'study' ? made.study.id : study.id
}
