/** @file Channels of understanding: worked examples, diagrams, and trials as scripts. */
import * as v from 'valibot'
import { CodeFramework, WrittenScript } from '../../domain/code'
import { Design } from '../../domain/design'
import { Example, ExampleChanges, ExampleTraining, FreeExample } from '../../domain/example'
import { DatasetVersionId, FileId, TrialId } from '../../domain/ids'
import { ModelDiagram } from '../../domain/modelDiagram'
import { Ticket } from '../jobs'
import { KeptFile } from './projectFile'

const Place = v.pipe(v.number(), v.integer(), v.minValue(0))
const OfTrial = { trialId: TrialId, framework: CodeFramework, ticket: v.optional(Ticket) }

/** The network that is worked through. */
export const ExampleSource = v.variant('kind', [
  v.strictObject({ kind: v.literal('free'), network: FreeExample, seed: v.optional(Place, 1) }),
  /** A design as it stands, with a row of the data and drawn weights. */
  v.strictObject({
    kind: v.literal('model'),
    design: Design,
    datasetVersionId: DatasetVersionId,
    row: v.optional(Place, 0),
  }),
  /** A trial with a row of its training data: with its first weights, or those that it ended with. */
  v.strictObject({
    kind: v.literal('trial'),
    trialId: TrialId,
    row: v.optional(Place, 0),
    weights: v.optional(v.picklist(['first', 'trained']), 'first'),
  }),
])
export type ExampleSource = v.InferOutput<typeof ExampleSource>

export const understandInvokes = {
  /** Every number of a few training steps of a small network. */
  'example:run': {
    input: v.strictObject({
      source: ExampleSource,
      changes: ExampleChanges,
      /** Null: as the trial or the design trains, as far as examples can. */
      training: v.nullable(ExampleTraining),
    }),
    output: v.strictObject({
      example: Example,
      /** Rows that there are to choose from; 0 for a network without data. */
      rowCount: v.number(),
    }),
  },
  /** A design on a dataset version; without one, shapes are not known. */
  'diagram:model': {
    input: v.strictObject({ design: Design, datasetVersionId: v.nullable(DatasetVersionId) }),
    output: ModelDiagram,
  },
  /** A drawing as a picture of twice its size. */
  'diagram:png': {
    input: v.strictObject({ svg: v.pipe(v.string(), v.maxLength(4_000_000)) }),
    output: v.strictObject({ base64: v.string() }),
  },
  'diagram:trial': { input: v.strictObject({ trialId: TrialId }), output: ModelDiagram },
  /** The text alone, which reads what `code:zip` holds. */
  'code:script': { input: v.strictObject(OfTrial), output: WrittenScript },
  /** The script with prepared rows, first weights and the losses of the trial, as one file. */
  'code:zip': { input: v.strictObject(OfTrial), output: KeptFile },
  /** The same, file by file. */
  'code:files': {
    input: v.strictObject(OfTrial),
    output: v.array(v.strictObject({ path: v.string(), id: FileId })),
  },
} as const
