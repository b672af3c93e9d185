import { setImmediate } from 'node:timers/promises'
import type { RuleId, StudyDiagnosis, TrialDiagnosis } from '../../../shared/domain/diagnosis/finding'
import type { Finding } from '../../../shared/domain/diagnosis/finding'
import type { StudyId, TrialId } from '../../../shared/domain/ids'
import {
  isTraining,
  mayRecordLayers,
  type Study,
  type StudySummary,
  type TrainingPlan,
  trainingPlanOf,
} from '../../../shared/domain/study'
import type { TrialRow } from '../../../shared/domain/trial'
import { AppError } from '../../../shared/errors/appError'
import type { ServiceContext } from '../context'
import type { PreparedData } from '../data/preparedData'
import type { JobService } from '../jobs/jobs'
import type { SteeringService } from '../studies/steering'
import type { ManualTrial } from '../studies/manualTrial'
import type { StudyService } from '../studies/studies'
import { changedAssignment, planWithRemedy, wayOf } from './applyRemedy'
import { createDataFacts } from './dataFacts'
import { diagnoseStudy, type DiagnosedTrial } from './diagnoseStudy'
import { diagnoseTrial } from './diagnoseTrial'
import { type CaseParts, quickCase, type StudyCase, studyCase, wholeCase } from './trialCase'

/** Says in words what trainings suffer from, and makes the next trial with a remedy. */
export interface DiagnosisService {
  trial(id: TrialId): Promise<TrialDiagnosis>
  study(id: StudyId): Promise<StudyDiagnosis>
  /**
   * Trains a trial once more with a remedy: by hand in its study, or in a study of its own that is begun at once.
   * @throws {diagnosis/gone} where the trial has no such finding any more
   */
  applyRemedy(chosen: ChosenRemedy): Promise<AppliedRemedy>
  /** Whether trials that begin from now on record their layers. */
  setRecording(id: StudyId, isOn: boolean): StudySummary
}

export interface ChosenRemedy {
  readonly trialId: TrialId
  readonly rule: RuleId
  /** Place of the remedy in the finding. */
  readonly remedy: number
}

export type AppliedRemedy =
  | { readonly kind: 'trial'; readonly row: TrialRow | null; readonly problems: ManualTrial['problems'] }
  | { readonly kind: 'study'; readonly study: StudySummary }

export interface DiagnosisParts {
  readonly prepared: PreparedData
  readonly jobs: JobService
  readonly studies: StudyService
  readonly steering: SteeringService
}

/** Trials of a study that are looked at: the latest. */
const MOST_TRIALS = 200
/** Fewer epochs say nothing. */
const LEAST_EPOCHS = 3

const LOOKED_AT: readonly TrialRow['state'][] = [
  'running',
  'paused',
  'complete',
  'pruned',
  'failed',
  'interrupted',
]

export function createDiagnosisService(context: ServiceContext, parts: DiagnosisParts): DiagnosisService {
  const { store } = context
  const { prepared, jobs, studies, steering } = parts
  const caseParts: CaseParts = { context, prepared, jobs, facts: createDataFacts(context, prepared) }
  const quick = createQuickFindings(caseParts, context.clock)
  const find = async (id: TrialId) => {
    const row = store.trials.get(id)
    const study = store.studies.get(row.studyId)
    if (!isTraining(study.plan)) return { row, study, findings: [] }
    const findings = diagnoseTrial(await wholeCase(caseParts, studyCase(caseParts, study), row))
    return { row, study, findings }
  }
  return {
    async trial(id) {
      const { row, study, findings } = await find(id)
      const { plan } = study
      const told = isTraining(plan)
        ? findings.map((finding) => ({
            ...finding,
            ways: finding.remedies.map((remedy) => wayOf(plan, row, remedy)),
          }))
        : []
      const isShort = row.step < LEAST_EPOCHS && findings.length === 0
      return {
        ...{ trialId: row.id, number: row.number, epochs: row.step },
        silence: isTraining(plan) ? (isShort ? 'short' : null) : 'program',
        findings: told,
        layers: store.trials.layers(row.id),
        ...recording(study),
      }
    },
    async study(id) {
      const study = store.studies.get(id)
      if (!isTraining(study.plan)) return { trials: 0, findings: [], ...recording(study) }
      const trials = await quick(studyCase(caseParts, study))
      const { design } = study.plan
      return { trials: trials.length, findings: diagnoseStudy(design, trials), ...recording(study) }
    },
    async applyRemedy({ trialId, rule, remedy: place }) {
      const { row, study, findings } = await find(trialId)
      const remedy = findings.find((finding) => finding.rule === rule)?.remedies[place]
      if (remedy === undefined || remedy.kind === 'data') throw new AppError('diagnosis/gone')
      const plan = trainingPlanOf(study)
      const chosen = remedy.kind === 'settings' ? changedAssignment(plan.design, row, remedy.changes) : null
      if (chosen !== null) return { kind: 'trial', ...(await steering.addTrial(study.id, chosen)) }
      return { kind: 'study', study: await begin(studies, study, planWithRemedy(plan, row, remedy)) }
    },
    setRecording(id, isOn) {
      const plan = trainingPlanOf(store.studies.get(id))
      return studies.changePlan(id, { ...plan, recordLayers: isOn })
    },
  }
}

async function begin(studies: StudyService, { projectId, name }: Study, plan: TrainingPlan) {
  const { id } = await studies.create({ projectId, name: `${name.slice(0, 110)} +`, plan })
  return studies.start(id)
}

function recording({ plan }: Study): Pick<StudyDiagnosis, 'recordsLayers' | 'mayRecordLayers'> {
  return {
    recordsLayers: isTraining(plan) && plan.recordLayers === true,
    mayRecordLayers: mayRecordLayers(plan),
  }
}

/** Milliseconds in which the core hears nobody. */
const SLICE_MS = 8

/** Findings of trials by what the store has of them; of those that are over they are remembered. */
function createQuickFindings(
  parts: CaseParts,
  clock: Pick<ServiceContext['clock'], 'monotonicMs'>,
): (study: StudyCase) => Promise<DiagnosedTrial[]> {
  const known = new Map<string, readonly Finding[]>()
  const findingsOf = (study: StudyCase, row: TrialRow, complete: number): readonly Finding[] => {
    // Some rules look at the other trials: what is known of a trial may change with them.
    const key = [row.id, row.state, row.step, row.attempt, complete].join(' ')
    const findings = known.get(key) ?? diagnoseTrial(quickCase(parts, study, row))
    if (known.size > 20 * MOST_TRIALS) known.clear()
    known.set(key, findings)
    return findings
  }
  return async (study) => {
    const rows = study.rows.filter(({ state }) => LOOKED_AT.includes(state)).slice(-MOST_TRIALS)
    const complete = study.rows.filter(({ state }) => state === 'complete').length
    const trials: DiagnosedTrial[] = []
    let since = clock.monotonicMs()
    for (const row of rows) {
      trials.push({ row, findings: findingsOf(study, row, complete) })
      if (clock.monotonicMs() - since < SLICE_MS) continue
      await setImmediate()
      since = clock.monotonicMs()
    }
    return trials
  }
}
