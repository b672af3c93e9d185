/** @file `fettle tune`: from a CSV to a leaderboard in one command. */
import { architectureFor, fittingTemplates } from '../../../shared/domain/fittingTemplates'
import {
  type Backbone,
  designOnBackbone,
  mostUnfrozen,
  unfrozenFrom,
  withPictureSize,
} from '../../../shared/domain/backbone'
import type { Dataset } from '../../../shared/domain/dataset'
import type { Design, Model } from '../../../shared/domain/design'
import { newPruner } from '../../../shared/domain/search/newPruner'
import { newSampler } from '../../../shared/domain/search/newSampler'
import { SAMPLER_TRAITS } from '../../../shared/domain/search/samplerTraits'
import type { StudyRules } from '../../../shared/domain/search/studyRules'
import type { SamplerSpec } from '../../../shared/domain/search/samplerSpec'
import type { StudyPlan, StudySummary } from '../../../shared/domain/study'
import type { Objectives } from '../../../shared/domain/trialFront'
import { AppError } from '../../../shared/errors/appError'
import type { Core } from '../types'
import type { Call } from './coreClient'
import type { ExitCode } from './exitCodes'
import { finishStudy } from './finishStudy'
import { importForeignModel } from './foreignModel'
import { keepSource, readSource, type ReadSource } from './importTable'
import { findBackbone } from './backbones'
import { kebabCase } from './kinds'
import { isProblem, type UsageProblem } from './options'
import { objectivesFor } from './tuneObjectives'
import { readTuneOptions, TUNE_HELP, type TuneOptions } from './tuneOptions'
import type { Command, CommandContext } from './types'
import { describeReport, warmStart } from './warmStart'

/** Values tried on a range that has more, so that a grid of the template's settings stays within reason. */
const POINTS_PER_RANGE = 3

export const tune: Command = {
  summary: 'tune a network to a table: from a CSV to a leaderboard',
  help: TUNE_HELP,
  async run(args, context) {
    const options = readTuneOptions(args)
    if (isProblem(options)) return options
    return context.withCore((core, call) => tuneTable({ core, call, options, context }))
  },
}

interface Tuning {
  readonly core: Core
  readonly call: Call
  readonly options: TuneOptions
  readonly context: CommandContext
}

async function tuneTable({ core, call, options, context }: Tuning): Promise<ExitCode | UsageProblem> {
  const { terminal } = context
  const { path, target, hasHeader, name } = options
  terminal.status(`Reading ${path} …`)
  const dialect = hasHeader === null ? {} : { hasHeader }
  const backbone = options.backbone === null ? null : await findBackbone(call, options.backbone)
  const source = await readSource(call, { paths: [path], target, dialect, name })
  const objectives = objectivesFor(source.preview.plan.task, options.objectives)
  if (isProblem(objectives)) return objectives
  const dataset = await keepSource(call, backbone ? fitPictures(source, backbone) : source, name)
  terminal.note(describeDataset(dataset))
  const model = backbone
    ? await beginWith(call, dataset, { backbone, options })
    : await createModel(call, dataset, { options, context })
  const ready = await createStudy(call, { dataset, model, objectives }, options)
  if (options.warmStart !== null) {
    terminal.note(describeReport(await warmStart(call, ready.id, options.warmStart)))
    if (SAMPLER_TRAITS[options.sampler].foreseeable)
      terminal.note(
        `--sampler ${kebabCase(options.sampler)} looks at no results; "auto", "tpe" and others do.`,
      )
  }
  return finishStudy({ core, call, studyId: ready.id, isJson: options.isJson, context })
}

/** The size that the backbone was trained on. */
function fitPictures({ fileId, preview }: ReadSource, { inputShape }: Backbone): ReadSource {
  return { fileId, preview: { ...preview, plan: withPictureSize(preview.plan, inputShape) } }
}

/** @throws {backbone/unknown} where no layer is called like the first that is to be trained */
async function beginWith(
  call: Call,
  { projectId, id: datasetId, latest }: Dataset,
  { backbone, options: { name, unfreeze } }: { backbone: Backbone; options: TuneOptions },
): Promise<Model> {
  const trained = unfrozenFrom(backbone.layers, unfreeze)
  if (trained === null) throw new AppError('backbone/unknown', { name: unfreeze })
  if (unfreeze !== '0' && mostUnfrozen(backbone.layers) === 0)
    throw new AppError('backbone/onnx-frozen', { name: backbone.name })
  const [template] = fittingTemplates(latest.plan)
  const { id } = await call('model:create', { projectId, name, template, datasetId })
  return call('model:save', { id, name, design: designOnBackbone(backbone, trained), datasetId })
}

async function createModel(
  call: Call,
  dataset: Dataset,
  { options, context: { terminal } }: Pick<Tuning, 'options' | 'context'>,
): Promise<Model> {
  const { name, modelPath: path } = options
  if (path !== null) return importForeignModel(call, { path, name, dataset, terminal })
  const { projectId, id: datasetId, latest } = dataset
  const [usual] = fittingTemplates(latest.plan)
  const template = options.findsLayers ? architectureFor(latest.plan) : usual
  return call('model:create', { projectId, name, template, datasetId })
}

async function createStudy(
  call: Call,
  { dataset, model, objectives }: { dataset: Dataset; model: Model; objectives: Objectives },
  options: TuneOptions,
): Promise<StudySummary> {
  const { projectId, latest } = dataset
  const design = withEpochs(model.design, options.epochs)
  const plan: StudyPlan = {
    datasetVersionId: latest.id,
    design,
    sampler: toSampler(options, design),
    ...toRules(options, design),
    ...objectives,
    budget: {
      trials: options.trials,
      timeLimitSeconds: options.timeLimitSeconds,
      parallel: options.parallel,
    },
  }
  return call('study:create', { projectId, name: options.name, plan })
}

function withEpochs(design: Design, epochs: number | null): Design {
  if (epochs === null) return design
  const { 'training.epochs': _searched, ...search } = design.search
  return { ...design, training: { ...design.training, epochs }, search }
}

function toSampler({ sampler, seed, trials }: TuneOptions, { training }: Design): SamplerSpec {
  const spec = newSampler(sampler, { seed, trials, epochs: training.epochs })
  return spec.kind === 'grid' ? { ...spec, pointsPerRange: POINTS_PER_RANGE } : spec
}

/** Only what was asked for. */
function toRules({ pruner, stopAt, plateau, seeds }: TuneOptions, { training }: Design): StudyRules {
  const hasStops = stopAt !== null || plateau !== null
  const stops = { target: stopAt, plateau: plateau === null ? null : { trials: plateau, minImprovement: 0 } }
  return {
    ...(pruner === 'none' ? {} : { pruner: newPruner(pruner, training.epochs) }),
    ...(hasStops ? { stops } : {}),
    ...(seeds === 1 ? {} : { repeats: { seeds, finalists: null } }),
  }
}

function describeDataset({ latest }: Dataset): string {
  const { rowCount, rejectedCount, target, plan, counts } = latest
  const columns = plan.columns.filter(({ role }) => role === 'input').length
  const inputs =
    plan.series === null
      ? `${columns} ${columns === 1 ? 'input' : 'inputs'}`
      : `${plan.series.lookback} rows back`
  const rejected = rejectedCount > 0 ? `, ${rejectedCount} bad rows kept aside` : ''
  const parts = `${counts.train} to train, ${counts.validation} to validate, ${counts.test} sealed`
  return `${rowCount} rows${rejected} · ${inputs} → ${target} (${plan.task}) · ${parts}`
}
