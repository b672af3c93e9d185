import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import type { ParsedInput } from '../../../shared/contract/invokes'
import type { KeptFile } from '../../../shared/contract/invokes/projectFile'
import type { ParsedJobInput } from '../../../shared/contract/jobs'
import type { CodeFramework, WrittenScript } from '../../../shared/domain/code'
import type { FileId, TrialId } from '../../../shared/domain/ids'
import { trainingPlanOf } from '../../../shared/domain/study'
import { AppError } from '../../../shared/errors/appError'
import { writeCode } from '../../compiler'
import type { ServiceContext } from '../context'
import type { PreparedData } from '../data/preparedData'
import type { JobService } from '../jobs/jobs'
import type { KeptFiles } from '../projectFile/keptFiles'
import { trialSeed } from '../studies/sharedWork'
import { trialSpec } from '../studies/studySetup'
import { variantOf } from '../studies/trialData'

export interface ScriptParts {
  readonly prepared: PreparedData
  readonly jobs: JobService
  readonly kept: KeptFiles
}

export type WantedScript = ParsedInput<'code:zip'>

type ScriptRun = Omit<ParsedJobInput<'code'>, 'framework' | 'folder'>

/** What a trial trains, on which rows, and how it went. @throws {study/nothing-trained} before its first epoch */
async function runOf(
  { store }: ServiceContext,
  prepared: PreparedData,
  trialId: TrialId,
): Promise<ScriptRun> {
  const row = store.trials.get(trialId)
  const study = store.studies.get(row.studyId)
  const plan = trainingPlanOf(study)
  const version = store.datasets.version(plan.datasetVersionId)
  const { model, training } = trialSpec(study, row.assignment)
  const losses = store.trials.steps(trialId).flatMap(({ train, validation }) => {
    const [seen, held] = [train.loss, validation.loss]
    return seen === undefined || held === undefined ? [] : [{ train: seen, validation: held }]
  })
  if (losses.length === 0) throw new AppError('study/nothing-trained')
  return {
    ...{ model, training, losses, seed: trialSeed(study, row) },
    title: `${study.name}, trial ${row.number}`,
    ...{ task: version.plan.task, output: version.output },
    dataFolder: await prepared.folderOf(version, variantOf(study, row.assignment)),
  }
}

/** @throws {code/adversarial} {code/backbone} {code/embedding} where there is no script of such a training. */
export async function writeScript(
  context: ServiceContext,
  prepared: PreparedData,
  { trialId, framework }: { readonly trialId: TrialId; readonly framework: CodeFramework },
): Promise<WrittenScript> {
  const { dataFolder, losses, model, ...run } = await runOf(context, prepared, trialId)
  const meta = prepared.meta(dataFolder)
  return writeCode({
    ...{ ...model, ...run, framework, epochs: losses.length },
    inputs: meta.inputs.map(({ spec }) => spec),
    target: { center: meta.fitted.targetCenter, scale: meta.fitted.targetScale },
    byteInputs: meta.inputs.filter(({ type }) => type === 'u8').map(({ spec }) => spec.name),
    hasRowWeights: meta.hasWeights,
    hasAugmentation: meta.augmentation !== null,
  })
}

/** Writes everything into a folder, hands it to `use`, and takes the folder away. */
async function withFolder<T>(
  context: ServiceContext,
  { prepared, jobs, wanted }: Omit<ScriptParts, 'kept'> & { readonly wanted: WantedScript },
  use: (folder: string, paths: readonly string[], title: string) => Promise<T>,
): Promise<T> {
  const { trialId, framework, ticket } = wanted
  const run = await runOf(context, prepared, trialId)
  const folder = mkdtempSync(join(context.folders.uploads, 'code-'))
  try {
    const paths = await jobs.run(
      'code',
      { ...run, framework, folder },
      ticket === undefined ? {} : { ticket },
    )
    return await use(folder, paths, run.title)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export function zipScript(
  context: ServiceContext,
  { kept, ...parts }: ScriptParts,
  wanted: WantedScript,
): Promise<KeptFile> {
  return withFolder(context, { ...parts, wanted }, async (folder, paths, title) => {
    const zip = new ZipFile()
    for (const path of paths) zip.addFile(join(folder, path), path)
    zip.end()
    const file = join(folder, 'script.zip')
    await pipeline(zip.outputStream, createWriteStream(file))
    return kept.take(file, {
      stem: `${title} ${wanted.framework}`,
      suffix: '.zip',
      mediaType: 'application/zip',
    })
  })
}

export function listScript(
  context: ServiceContext,
  { kept, ...parts }: ScriptParts,
  wanted: WantedScript,
): Promise<{ path: string; id: FileId }[]> {
  return withFolder(context, { ...parts, wanted }, (folder, paths) =>
    Promise.resolve(
      paths.map((path) => {
        const name = { stem: path, suffix: '', mediaType: 'application/octet-stream' }
        return { path, id: kept.take(join(folder, path), name).id }
      }),
    ),
  )
}
