import type { AnalysisAnswer } from '../../../shared/domain/analysis/answer'
import type { AnalysisRequest } from '../../../shared/domain/analysis/request'
import type { StudyId } from '../../../shared/domain/ids'
import type { StudyPlan, StudySummary } from '../../../shared/domain/study'
import type { TrialRow } from '../../../shared/domain/trial'
import { type Analyser, type AnalysisTask, createAnalyser, type PastTrial, type Sliced } from '../../search'
import type { ServiceContext } from '../context'
import { toPastTrial } from '../studies/pastTrials'
import { Questions } from '../studies/questions'
import { spaceOf } from '../studies/studySetup'
import { runSliced } from './runSliced'

export interface AnalysisService {
  /** Of the trials as they are now; the same question of the same trials is answered from memory. */
  analyse(id: StudyId, request: AnalysisRequest): Promise<AnalysisAnswer>
}

/** A study that was asked about, for as long as no trial of it ends. */
interface Asked {
  readonly key: string
  readonly analyser: Promise<Analyser>
  readonly answers: Map<string, Promise<AnalysisAnswer>>
  /** The work of before: one at a time, so that what two questions need is made once. */
  last: Promise<unknown>
}

/** Studies whose forests are kept: those that somebody compares. */
const MOST_KEPT = 8
const ROWS_OF_SLICE = 250

export function createAnalysisService(
  { store, clock }: Pick<ServiceContext, 'store' | 'clock'>,
  summaryOf: (id: StudyId) => StudySummary,
): AnalysisService {
  const kept = new Map<StudyId, Asked>()
  const beginAsking = (key: string, rows: readonly TrialRow[], { plan }: StudySummary): Asked => {
    const analyser = runSliced(toTask(rows, plan), clock).then(createAnalyser)
    return { key, analyser, answers: new Map(), last: Promise.resolve() }
  }
  const askedOf = (id: StudyId): Asked => {
    const summary = summaryOf(id)
    const key = keyOf(summary)
    const present = kept.get(id)
    kept.delete(id)
    const asked = present?.key === key ? present : beginAsking(key, store.trials.list(id), summary)
    kept.set(id, asked)
    for (const [oldest] of kept) if (kept.size > MOST_KEPT) kept.delete(oldest)
    return asked
  }
  return {
    analyse(id, request) {
      const asked = askedOf(id)
      const name = JSON.stringify(request)
      const known = asked.answers.get(name)
      if (known) return known
      const answer = asked.last.then(async () => runSliced((await asked.analyser).analyse(request), clock))
      asked.last = answer.catch(() => undefined)
      asked.answers.set(name, answer)
      return answer
    },
  }
}

/** Trials count once they have ended, and what they are measured by and searched in follows from the plan. */
function keyOf({ plan, counts }: StudySummary): string {
  return JSON.stringify([plan, counts.complete, counts.pruned, counts.failed])
}

/** Trials that are points of the space as it is now: of a setting that is no longer searched there is nothing to say. */
function* toTask(rows: readonly TrialRow[], plan: StudyPlan): Sliced<AnalysisTask> {
  const questions = new Questions({ plan, priors: [], figures: null })
  // Repeats of a trial are known by looking at all of them.
  const part = plan.duplicates === 'repeat' ? rows.length : ROWS_OF_SLICE
  const trials: PastTrial[] = []
  for (let from = 0; from < rows.length; from += part) {
    const past = rows.slice(from, from + part).map((row) => toPastTrial(plan, row))
    trials.push(...questions.history(past))
    yield
  }
  return {
    space: spaceOf(plan),
    trials,
    directions: directionsOf(plan),
    isOrthogonal: plan.sampler.kind === 'orthogonal',
  }
}

function directionsOf({ objective, furtherObjectives = [] }: StudyPlan): AnalysisTask['directions'] {
  return [objective.direction, ...furtherObjectives.map(({ direction }) => direction)]
}
