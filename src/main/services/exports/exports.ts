import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import type { KeptFile } from '../../../shared/contract/invokes/projectFile'
import type { ExportFormat } from '../../../shared/domain/exportFormat'
import type { FileId, TrialId } from '../../../shared/domain/ids'
import { exportTfjs } from '../../compiler'
import { exportTrained } from '../../training'
import type { ServiceContext } from '../context'
import type { PreparedData } from '../data/preparedData'
import type { KeptFiles } from '../projectFile/keptFiles'
import { refuseWithoutTarget } from '../results/predictRows'
import { findTrainedTrial, type TrainedTrial } from '../results/trainedTrial'
import { type ExportedFile, predictorFolder, textFile } from './predictorFolder'
import { kerasFolder, makeSavedModel } from './savedModel'
import { describeNetwork, readTrainedNetwork } from './trainedNetwork'

/** Trained models in the shapes that other programs read. */
export interface ExportService {
  /** One file: ONNX as it is, else a ZIP. @throws {export/not-in-tfjs} {export/no-predictor} {export/no-tensorflow} {keras/not-exportable} */
  zip(trialId: TrialId, format: ExportFormat): Promise<KeptFile>
  /** The same, file by file; each waits to be fetched. */
  files(trialId: TrialId, format: ExportFormat): Promise<{ path: string; id: FileId }[]>
}

export interface ExportParts {
  readonly prepared: PreparedData
  readonly kept: KeptFiles
}

type Writer = (context: ServiceContext, trial: TrainedTrial) => Promise<ExportedFile[]>

const WRITERS: Readonly<Record<ExportFormat, Writer>> = {
  async onnx({ version }, { model }) {
    const { onnx } = await exportTrained(model, version)
    return [{ path: 'model.onnx', bytes: onnx }]
  },
  async tfjs(_context, { model }) {
    const network = await readTrainedNetwork(model)
    const { json, shards } = exportTfjs(network.request, network.weights)
    const words = textFile('fettle.json', describeNetwork(network))
    return [textFile('model.json', JSON.stringify(json)), ...shards, words]
  },
  keras: async (_context, { model }) => writeKerasFolder(model),
  savedmodel: async ({ folders }, { model }) =>
    makeSavedModel(await writeKerasFolder(model), folders.uploads),
  async folder({ version: appVersion }, { model, version, study, row }) {
    refuseWithoutTarget(model)
    const exported = await exportTrained(model, appVersion)
    return predictorFolder({ ...exported, version, title: `${study.name}, trial ${row.number}` })
  },
}

async function writeKerasFolder(model: TrainedTrial['model']): Promise<ExportedFile[]> {
  const network = await readTrainedNetwork(model)
  return [...kerasFolder(network), textFile('fettle.json', describeNetwork(network))]
}

export function createExportService(context: ServiceContext, { prepared, kept }: ExportParts): ExportService {
  const write = async (trialId: TrialId, format: ExportFormat) => {
    const trial = await findTrainedTrial(context, prepared, trialId)
    return { trial, files: await WRITERS[format](context, trial) }
  }
  const inFolder = async <T>(use: (folder: string) => Promise<T> | T): Promise<T> => {
    const folder = mkdtempSync(join(context.folders.uploads, 'export-'))
    try {
      return await use(folder)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  return {
    async zip(trialId, format) {
      const { trial, files } = await write(trialId, format)
      const stem = `${trial.study.name} trial ${trial.row.number}`
      return inFolder(async (folder) => {
        const file = join(folder, 'export')
        if (format === 'onnx') {
          writeFileSync(file, files[0]?.bytes ?? '')
          return kept.take(file, { stem, suffix: '.onnx', mediaType: 'application/octet-stream' })
        }
        await writeZip(file, files)
        return kept.take(file, { stem: `${stem} ${format}`, suffix: '.zip', mediaType: 'application/zip' })
      })
    },
    async files(trialId, format) {
      const { files } = await write(trialId, format)
      return inFolder((folder) =>
        files.map(({ path, bytes }, index) => {
          const file = join(folder, String(index))
          writeFileSync(file, bytes)
          const name = { stem: basename(path), suffix: '', mediaType: 'application/octet-stream' }
          return { path, id: kept.take(file, name).id }
        }),
      )
    },
  }
}

async function writeZip(file: string, files: readonly ExportedFile[]): Promise<void> {
  const zip = new ZipFile()
  for (const { path, bytes } of files) zip.addBuffer(Buffer.from(bytes), path)
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(file))
}
