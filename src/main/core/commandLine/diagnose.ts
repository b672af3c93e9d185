/** @file `fettle diagnose`: what trainings suffer from, on what evidence, and what to do. */
import type { StudyDiagnosis, TrialDiagnosis } from '../../../shared/domain/diagnosis/finding'
import type { TrialId } from '../../../shared/domain/ids'
import { AppError } from '../../../shared/errors/appError'
import { WORDS_LANGUAGES, type WordsLanguage } from '../../../shared/words/language'
import {
  DIAGNOSIS_WORDS,
  type DiagnosisWords,
  tellEvidence,
  tellFinding,
  tellRemedy,
} from '../../../shared/words/diagnosis'
import type { Call } from './coreClient'
import { EXIT_CODES } from './exitCodes'
import { findStudyByName } from './findTrial'
import { isProblem, readOptions } from './options'
import type { Command } from './types'

export const diagnose: Command = {
  summary: 'what the trainings of a study, or one of them, suffer from',
  help: `fettle diagnose <study> [trial] [--remedy rule] [--language en|zh-CN] [--json]

Says of a trial what its training suffers from, where that is seen, and what to change; of a study, what
many of its trials suffer from. Where nothing is sure, nothing is said.
<study> is the id of a study or its name, [trial] the number of one of its trials.

  --remedy    makes the next trial with the first remedy of that finding: overfitting, deadUnits …
  --language  of what is said: en (the default) or zh-CN
  --json      the diagnosis as it is
`,
  async run(args, { terminal, withCore }) {
    const read = readOptions(args, {
      json: { type: 'boolean' },
      remedy: { type: 'string' },
      language: { type: 'string' },
    })
    if (isProblem(read)) return read
    const [name, trial, ...more] = read.positionals
    const { remedy, json = false, language = 'en' } = read.values
    if (!isLanguage(language)) return { problem: `--language takes ${WORDS_LANGUAGES.join(' or ')}.` }
    const words = DIAGNOSIS_WORDS[language]
    if (name === undefined) return { problem: 'Which study?' }
    if (more.length > 0) return { problem: `"${more[0]}" is too much.` }
    if (trial === undefined && remedy !== undefined) return { problem: 'Which trial?' }
    const text = await withCore(async (_core, call) => {
      const study = await findStudyByName(call, name)
      if (trial === undefined) {
        const found = await call('diagnosis:study', { id: study.id })
        return json ? JSON.stringify(found) : studyText(found, words)
      }
      const id = await trialOf(call, study, Number(trial))
      const found = await call('diagnosis:trial', { id })
      if (remedy !== undefined) return applyFirst(call, found, remedy)
      return json ? JSON.stringify(found) : trialText(found, words)
    })
    terminal.print(text)
    return EXIT_CODES.ok
  },
}

function isLanguage(text: string): text is WordsLanguage {
  return WORDS_LANGUAGES.some((language) => language === text)
}

interface Named {
  readonly id: Parameters<typeof findStudyByName>[1]
  readonly name: string
}

async function trialOf(call: Call, study: Named, number: number): Promise<TrialId> {
  const { id } = await findStudyByName(call, study.id)
  const trials = await call('trial:list', { studyId: id })
  const found = trials.find((row) => row.number === number)
  if (!found) throw new AppError('app/not-found', { what: 'trial', id: `${study.name}:${String(number)}` })
  return found.id
}

async function applyFirst(call: Call, { trialId, findings }: TrialDiagnosis, rule: string): Promise<string> {
  const finding = findings.find((one) => one.rule === rule)
  const place = finding?.ways.findIndex((way) => way !== 'data') ?? -1
  if (finding === undefined || place < 0) throw new AppError('diagnosis/gone')
  const made = await call('diagnosis:applyRemedy', { trialId, rule: finding.rule, remedy: place })
  if (made.kind === 'study') return `The study "${made.study.name}" (${made.study.id}) tries it.`
  if (made.row !== null) return `Trial ${String(made.row.number)} tries it.`
  const same = made.problems.find((problem) => problem.cause === 'tried')
  return same === undefined
    ? 'No trial can have these settings.'
    : `Trial ${String(same.trial)} has these settings already.`
}

function trialText({ number, silence, findings, epochs }: TrialDiagnosis, words: DiagnosisWords): string {
  if (silence === 'program')
    return 'The trials of this study are runs of a program: their training is not seen.'
  if (findings.length === 0)
    return `Trial ${String(number)}: nothing found in ${String(epochs)} epochs${silence === 'short' ? ', which are few' : ''}.`
  const parts = findings.map((finding) =>
    [
      `${finding.level === 'problem' ? '!' : '·'} ${tellFinding(words, finding)}  [${finding.rule}]`,
      ...finding.evidence.map((evidence) => `    seen in: ${tellEvidence(words, evidence)}`),
      ...finding.remedies.map(
        (remedy, index) => `    ${index === 0 ? 'try' : 'or'}: ${tellRemedy(words, remedy).join(', ')}`,
      ),
      `    source: ${finding.source}`,
    ].join('\n'),
  )
  return [`Trial ${String(number)}, ${String(epochs)} epochs:`, ...parts].join('\n')
}

function studyText({ trials, findings }: StudyDiagnosis, { rules }: DiagnosisWords): string {
  if (findings.length === 0) return `Nothing found in ${String(trials)} trials.`
  const lines = findings.map(({ rule, trials: affected, share, domain }) => {
    const some = affected.slice(0, 12).join(', ') + (affected.length > 12 ? ' …' : '')
    const range = domain === null ? '' : `\n    try: ${domain.path} ${ends(domain.from)} → ${ends(domain.to)}`
    return `${rules[rule].name} [${rule}]: ${String(affected.length)} of ${String(trials)} trials (${String(Math.round(100 * share))} %): ${some}${range}`
  })
  return [...lines, '', 'fettle diagnose <study> <trial> says more.'].join('\n')
}

function ends(domain: NonNullable<StudyDiagnosis['findings'][number]['domain']>['from']): string {
  return domain.kind === 'choice'
    ? domain.values.map(String).join(', ')
    : `${String(domain.low)}–${String(domain.high)}`
}
