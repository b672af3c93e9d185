import type { ParsedInput } from '../../../shared/contract/invokes'
import type { ExplainSubject } from '../../../shared/contract/invokes/explain'
import type { Dataset } from '../../../shared/domain/dataset'
import {
  type Attribution,
  type Dependence,
  type ExplainBy,
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
import { createRowSource, type RowSource } from './rowSource'

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

interface Tools extends ExplainParts {
  readonly context: ServiceContext
  readonly source: RowSource
}

export function createExplainService(context: ServiceContext, parts: ExplainParts): ExplainService {
  const tools: Tools = { ...parts, context, source: createRowSource(context, parts.prepared) }
  return {
    subject: (trialId) => describeSubject(tools, trialId),
    ...aboutColumns(tools),
    ...aboutRows(tools),
    correct: (request) => correctRows(context, parts, request),
    retrain: (request) => retrainStudy(context, parts, request),
  }
}

async function findSupervised({ context, prepared }: Tools, trialId: TrialId): Promise<TrainedTrial> {
  const trial = await findTrainedTrial(context, prepared, trialId)
  refuseWithoutTarget(trial.model)
  return trial
}

async function describeSubject(tools: Tools, trialId: TrialId): Promise<ExplainSubject> {
  const trial = await findSupervised(tools, trialId)
  const meta = tools.prepared.meta(trial.model.dataFolder)
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
    isTestOpen: tools.context.store.reports.get(trial.study.id) !== null,
  }
}

interface Wanted {
  readonly trialId: TrialId
  readonly by: ExplainBy | null
  readonly seed: number
}

/** What every job about columns is given. */
async function openJob(
  tools: Tools,
  request: Wanted,
  sizes: { readonly most: number; readonly background: number; readonly places?: readonly number[] },
) {
  const trial = await findSupervised(tools, request.trialId)
  const { fitted } = tools.prepared.meta(trial.model.dataFolder)
  const isRaw = request.by !== 'feature' && readsColumns(fitted)
  const rows = isRaw ? await tools.source.read(trial, { ...sizes, seed: request.seed }) : null
  const { most, background } = sizes
  const { decimal, missing, dateOrder } = trial.version.plan.dialect
  const common = { reading: { decimal, missing, dateOrder }, seed: request.seed, most, background }
  return { trial, job: { ...trial.model, ...common, rows } }
}

function aboutColumns(tools: Tools): Pick<ExplainService, 'importance' | 'shap' | 'dependence'> {
  const { jobs } = tools
  return {
    async importance({ ticket, metric, rows, repeats, ...request }) {
      const { trial, job } = await openJob(tools, request, { most: rows, background: 1 })
      const input = { ...job, metric: metric ?? explainMetric(trial), repeats }
      return jobs.run('permutationImportance', input, { ticket })
    },
    async shap({ ticket, method, rows, background, samples, place, typed, ...request }) {
      const sizes = {
        most: place === null ? rows : 1,
        background,
        ...(place === null ? {} : { places: [place] }),
      }
      const by = typed === null ? request.by : 'column'
      const { job } = await openJob(tools, { ...request, by }, sizes)
      if (typed !== null && job.rows === null) throw new AppError('explain/no-columns')
      const own = typed === null ? job.rows : typedRow(job.rows, typed)
      const chosen = place === null ? [] : [place]
      return jobs.run('shapValues', { ...job, rows: own, chosen, method, samples }, { ticket })
    },
    async dependence({ ticket, columns, points, rows, single, ...request }) {
      const { job } = await openJob(tools, request, { most: rows, background: 1 })
      return jobs.run('partialDependence', { ...job, columns, points, single }, { ticket })
    },
  }
}

function aboutRows(tools: Tools): Pick<ExplainService, 'attribution' | 'mistakes' | 'mistakeRows'> {
  const { jobs, source, context } = tools
  const find = async (trialId: TrialId, part: Part): Promise<TrainedTrial> => {
    const trial = await findSupervised(tools, trialId)
    const isOpen = part !== 'test' || context.store.reports.get(trial.study.id) !== null
    if (!isOpen) throw new AppError('explain/sealed')
    return trial
  }
  return {
    async attribution({ ticket, method, place, label, layer, samples, trialId, seed }) {
      const sizes = { most: 1, background: 1, places: [place] }
      const { job } = await openJob(tools, { trialId, by: null, seed }, sizes)
      return jobs.run('attribute', { ...job, method, place, label, layer, samples }, { ticket })
    },
    async mistakes({ trialId, part, ticket }) {
      const { model } = await find(trialId, part)
      return jobs.run('listMistakes', { ...model, part, most: MOST_MISTAKES }, { ticket })
    },
    async mistakeRows({ trialId, part, places, hasImages }) {
      const trial = await find(trialId, part)
      return source.part(trial, { part, places, hasImages, most: places.length, seed: 0 })
    },
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
