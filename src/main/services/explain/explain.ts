import type { ParsedInput } from '../../../shared/contract/invokes'
import type { ExplainSubject } from '../../../shared/contract/invokes/explain'
import type { Dataset } from '../../../shared/domain/dataset'
import {
  type Attribution,
  type Dependence,
  type ExplainRows,
  type Mistakes,
  MOST_MISTAKES,
  type PermutationImportance,
  type ShapValues,
} from '../../../shared/domain/explain'
import { featureNamesOf } from '../../../shared/domain/fittedRecipe'
import type { TrialId } from '../../../shared/domain/ids'
import type { PartRows } from '../../../shared/domain/partRows'
import type { Part } from '../../../shared/domain/split'
import type { StudySummary } from '../../../shared/domain/study'
import { AppError } from '../../../shared/errors/appError'
import { listPictureLayers } from '../../compiler'
import type { ServiceContext } from '../context'
import type { DatasetService } from '../data/datasets'
import type { PreparedData } from '../data/preparedData'
import type { JobService } from '../jobs/jobs'
import { refuseWithoutTarget } from '../results/predictRows'
import { findTrainedTrial, type TrainedTrial } from '../results/trainedTrial'
import type { StudyService } from '../studies/studies'
import { correctRows, retrainStudy } from './correctRows'
import { explainMetric, explainMetrics, kindOf, readsColumns } from './explainSubject'
import { createRowSource } from './rowSource'

/** What answers hang on. Training and validation rows alone are read, but for mistakes of a test that was opened. */
export interface ExplainService {
  subject(trialId: TrialId): Promise<ExplainSubject>
  importance(request: ParsedInput<'explain:importance'>): Promise<PermutationImportance>
  shap(request: ParsedInput<'explain:shap'>): Promise<ShapValues>
  dependence(request: ParsedInput<'explain:dependence'>): Promise<Dependence>
  attribution(request: ParsedInput<'explain:attribution'>): Promise<Attribution>
  mistakes(request: ParsedInput<'mistakes:list'>): Promise<Mistakes>
  mistakeRows(request: ParsedInput<'mistakes:rows'>): Promise<PartRows>
  correct(request: ParsedInput<'mistakes:correct'>): Promise<Dataset>
  retrain(request: ParsedInput<'mistakes:retrain'>): Promise<StudySummary>
}

export interface ExplainParts {
  readonly prepared: PreparedData
  readonly jobs: JobService
  readonly datasets: DatasetService
  readonly studies: StudyService
}

export function createExplainService(context: ServiceContext, parts: ExplainParts): ExplainService {
  const { prepared, jobs } = parts
  const { store } = context
  const source = createRowSource(context, prepared)
  const find = async (trialId: TrialId): Promise<TrainedTrial> => {
    const trial = await findTrainedTrial(context, prepared, trialId)
    refuseWithoutTarget(trial.model)
    return trial
  }
  const metaOf = ({ model }: TrainedTrial) => prepared.meta(model.dataFolder)
  const refuseSealed = ({ study }: TrainedTrial, part: Part): void => {
    if (part === 'test' && store.reports.get(study.id) === null) throw new AppError('explain/sealed')
  }
  /** What every job about columns is given. */
  const open = async (
    request: { trialId: TrialId; by: 'column' | 'feature' | null; seed: number },
    sizes: { most: number; background: number; places?: readonly number[] },
  ) => {
    const trial = await find(request.trialId)
    const { fitted } = metaOf(trial)
    const isRaw = request.by !== 'feature' && readsColumns(fitted)
    const rows = isRaw ? await source.read(trial, { ...sizes, seed: request.seed }) : null
    const { most, background } = sizes
    const { decimal, missing, dateOrder } = trial.version.plan.dialect
    const common = { reading: { decimal, missing, dateOrder }, seed: request.seed, most, background }
    return { trial, job: { ...trial.model, ...common, rows } }
  }
  return {
    async subject(trialId) {
      const trial = await find(trialId)
      const meta = metaOf(trial)
      const { fitted, counts } = meta
      const inputs = meta.inputs.map(({ spec }) => spec)
      return {
        kind: kindOf(fitted),
        byColumn: readsColumns(fitted),
        columns: fitted.reads.map(({ column }) => column),
        features: featureNamesOf(fitted),
        labels: fitted.output.kind === 'classes' ? fitted.output.labels : [fitted.target],
        metrics: explainMetrics(trial),
        metric: explainMetric(trial),
        validationRows: counts.validation,
        pictureLayers: listPictureLayers({ ...trial.model.model, inputs, output: fitted.output }),
        isTestOpen: store.reports.get(trial.study.id) !== null,
      }
    },
    async importance({ ticket, metric, rows, repeats, ...request }) {
      const { trial, job } = await open(request, { most: rows, background: 1 })
      const input = { ...job, metric: metric ?? explainMetric(trial), repeats }
      return jobs.run('permutationImportance', input, { ticket })
    },
    async shap({ ticket, method, rows, background, samples, place, typed, ...request }) {
      const places = place === null ? undefined : [place]
      const by = typed === null ? request.by : 'column'
      const { job } = await open(
        { ...request, by },
        { most: rows, background, ...(places ? { places } : {}) },
      )
      if (typed !== null && job.rows === null) throw new AppError('explain/no-columns')
      const own = typed === null ? job.rows : typedRow(job.rows, typed)
      return jobs.run('shapValues', { ...job, rows: own, method, samples }, { ticket })
    },
    async dependence({ ticket, columns, points, rows, single, ...request }) {
      const { job } = await open(request, { most: rows, background: 1 })
      return jobs.run('partialDependence', { ...job, columns, points, single }, { ticket })
    },
    async attribution({ ticket, method, place, label, layer, samples, trialId, seed }) {
      const sizes = { most: 1, background: 1, places: [place] }
      const { job } = await open({ trialId, by: null, seed }, sizes)
      return jobs.run('attribute', { ...job, method, place, label, layer, samples }, { ticket })
    },
    async mistakes({ trialId, part, ticket }) {
      const trial = await find(trialId)
      refuseSealed(trial, part)
      return jobs.run('listMistakes', { ...trial.model, part, most: MOST_MISTAKES }, { ticket })
    },
    async mistakeRows({ trialId, part, places, hasImages }) {
      const trial = await find(trialId)
      refuseSealed(trial, part)
      return source.part(trial, { part, places, hasImages, most: places.length, seed: 0 })
    },
    correct: (request) => correctRows(context, parts, request),
    retrain: ({ studyId }) => retrainStudy(context, parts, studyId),
  }
}

/** Cells by column; those that are not typed are missing. */
function typedRow(
  rows: ExplainRows | null,
  typed: Readonly<Record<string, string | null>>,
): ExplainRows | null {
  if (rows === null) return null
  return { ...rows, explained: [rows.columns.map((column) => typed[column] ?? null)], places: null }
}
