/** @file `fettle analyse`: what the trials of a study say, for people and for programs. */
import type { AnalysisAnswer, NoAnswer } from '../../../shared/domain/analysis/answer'
import type { ImportanceAnswer } from '../../../shared/domain/analysis/importance'
import {
  type AnalysisRequest,
  IMPORTANCE_METHODS,
  type ImportanceMethod,
} from '../../../shared/domain/analysis/request'
import { rankTrials } from '../../../shared/domain/rankTrials'
import type { StudySummary } from '../../../shared/domain/study'
import type { TrialRow } from '../../../shared/domain/trial'
import { EXIT_CODES } from './exitCodes'
import { findStudyByName } from './findTrial'
import { formatLeaderboard } from './leaderboard'
import { isProblem, readNumber, readOptions, type UsageProblem } from './options'
import { layOutTable } from './table'
import type { Command } from './types'

/** Rows of the board below the importances. */
const BEST = 5

export const analyse: Command = {
  summary: 'which settings matter in a study, and which are best',
  help: `fettle analyse <study> [--method fanova|pedAnova] [--objective n] [--json]

Says how important every searched setting is, with the range in which four of five estimates lie, whether
a model of the trials predicts well enough to be believed, and which trials are best.
<study> is the id of a study or its name.

  --method     fanova: share of all that differs (the default)
               pedAnova: what tells the best tenth of the trials from the others
  --objective  1 for the first objective (the default), 2 for the second …
  --json       { study, importance, surrogate, best } as they are
`,
  async run(args, { terminal, withCore }) {
    const read = readOptions(args, {
      json: { type: 'boolean' },
      method: { type: 'string' },
      objective: { type: 'string' },
    })
    if (isProblem(read)) return read
    const [name, ...more] = read.positionals
    if (name === undefined) return { problem: 'Which study?' }
    if (more.length > 0) return { problem: `"${more[0]}" is too much.` }
    const method = readMethod(read.values.method)
    if (typeof method !== 'string') return method
    const objective = readNumber(read.values.objective, { name: 'objective', low: 1, high: 4, isWhole: true })
    if (typeof objective === 'object' && objective !== null) return objective
    const at = (objective ?? 1) - 1
    const found = await withCore(async (_core, call) => {
      const study = await findStudyByName(call, name)
      const ask = (analysis: AnalysisRequest) => call('study:analyse', { id: study.id, analysis })
      return {
        study,
        importance: await ask({ kind: 'importance', method, objective: at }),
        surrogate: await ask({ kind: 'surrogate', objective: at }),
        trials: await call('trial:list', { studyId: study.id }),
      }
    })
    const best = rankTrials(found.trials, found.study.plan.objective).slice(0, BEST)
    terminal.print(read.values.json ? toJson(found, best) : toText(found, best))
    return EXIT_CODES.ok
  },
}

interface Found {
  readonly study: StudySummary
  readonly importance: AnalysisAnswer
  readonly surrogate: AnalysisAnswer
}

function readMethod(text = 'fanova'): ImportanceMethod | UsageProblem {
  const method = IMPORTANCE_METHODS.find((known) => known === text)
  return method ?? { problem: `--method takes ${IMPORTANCE_METHODS.join(' or ')}, not "${text}".` }
}

function toJson({ study: { id, name }, importance, surrogate }: Found, best: readonly TrialRow[]): string {
  const trials = best.map(({ number, value, assignment }) => ({ number, value, parameters: assignment }))
  return JSON.stringify({ study: { id, name }, importance, surrogate, best: trials })
}

function toText({ study, importance, surrogate }: Found, best: readonly TrialRow[]): string {
  const parts = [
    importance.kind === 'importance' ? formatImportance(importance) : describeLack(importance),
    surrogate.kind === 'surrogate' ? describeTrust(surrogate) : '',
    best.length > 0 ? `Best trials:\n${formatLeaderboard(study, best)}` : '',
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

function formatImportance({ parameters, interactions, trials }: ImportanceAnswer): string {
  const rows = parameters.map(({ name, importance, low, high, presence }) => [
    name,
    percent(importance),
    `${percent(low)} – ${percent(high)}`,
    presence < 1 ? `exists in ${percent(presence)} of the trials` : '',
  ])
  const rest = interactions === null ? [] : [['together only', percent(interactions), '', '']]
  const of =
    trials.used < trials.total ? `${trials.used} of ${trials.total} trials` : `${trials.total} trials`
  return `${layOutTable([['setting', 'importance', '4 of 5 estimates', ''], ...rows, ...rest])}\n(from ${of})`
}

const TRUST_WORDS = {
  good: 'A forest predicts trials it has not seen well: the figures can be relied on',
  fair: 'A forest predicts trials it has not seen roughly: the order can be relied on, the figures not',
  poor: 'A forest cannot predict trials it has not seen: do not rely on these figures',
} as const

function describeTrust({ trust, r2 }: Extract<AnalysisAnswer, { kind: 'surrogate' }>): string {
  return `${TRUST_WORDS[trust]} (R² ${r2.toFixed(2)}).`
}

function describeLack(answer: AnalysisAnswer): string {
  const words: Readonly<Record<NoAnswer['reason'], (none: NoAnswer) => string>> = {
    tooFewTrials: ({ found, needed }) => `Importance needs ${needed} complete trials; there are ${found}.`,
    constant: () => 'All trials gave the same result: no setting matters, as far as they tell.',
    oneObjective: () => 'The study has one objective.',
    noParameter: () => 'Nothing was searched.',
    notOrthogonal: () => 'The study is no orthogonal design.',
  }
  return answer.kind === 'none' ? words[answer.reason](answer) : ''
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`
}
