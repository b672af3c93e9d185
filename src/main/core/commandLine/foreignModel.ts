/** @file A model of Keras in the place of the template: what was read otherwise than it was meant is said. */
import { readFile } from 'node:fs/promises'
import type { InvokeOutput } from '../../../shared/contract/invokes'
import { MOST_KERAS_CHARACTERS } from '../../../shared/contract/invokes/model'
import type { Dataset } from '../../../shared/domain/dataset'
import type { Design, Model } from '../../../shared/domain/design'
import { AppError } from '../../../shared/errors/appError'
import type { Call } from './coreClient'
import type { Terminal } from './terminal'

/** What varies where nobody has said what shall: what suits any network. */
const SEARCH: Design['search'] = {
  'training.learningRate': { kind: 'float', low: 1e-4, high: 3e-2, scale: 'log' },
  'training.batchSize': { kind: 'choice', values: [16, 32, 64, 128] },
}

interface ForeignModel {
  /** Of what Keras wrote with `to_json`. */
  readonly path: string
  readonly name: string
  readonly dataset: Dataset
  readonly terminal: Terminal
}

/** @throws {file/unreadable} @throws {file/too-large} @throws {keras/*} */
export async function importForeignModel(call: Call, from: ForeignModel): Promise<Model> {
  const { path, name, dataset, terminal } = from
  const json = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new AppError('file/unreadable', { name: path }, { cause })
  })
  if (json.length > MOST_KERAS_CHARACTERS) {
    throw new AppError('file/too-large', { sizeBytes: json.length, limitBytes: MOST_KERAS_CHARACTERS })
  }
  const { projectId, id: datasetId } = dataset
  const { model, remarks } = await call('model:importKeras', { projectId, name, json, datasetId })
  for (const remark of remarks) terminal.note(describeRemark(remark))
  return call('model:save', { id: model.id, name, design: { ...model.design, search: SEARCH } })
}

type Remark = InvokeOutput<'model:importKeras'>['remarks'][number]

const WORDS: Readonly<Record<Remark['code'], string>> = {
  outputFollowsData: '{layer} is the output: its units and its activation follow from the data.',
  outputAdded: 'An output layer was added behind {layer}.',
  initializerReplaced: 'The first weights of {layer} ({initializer}) begin as usual here.',
  frozen: '{layer} did not learn in Keras; here it does.',
  settingsJoined: 'Settings of {layer} that differ in Keras became one: {setting}.',
}

export function describeRemark({ code, layer, details }: Remark): string {
  return WORDS[code].replaceAll(/\{(\w+)\}/g, (_, gap: string) => String({ layer, ...details }[gap] ?? ''))
}
