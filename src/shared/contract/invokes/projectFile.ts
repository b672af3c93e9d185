/** @file Channels of projects as one file, and of files too large for one message. */
import * as v from 'valibot'
import { FileId, ProjectId } from '../../domain/ids'
import { Project } from '../../domain/project'
import { Nothing } from './nothing'

/** A file that waits to be fetched, piece by piece. */
export const KeptFile = v.strictObject({
  id: FileId,
  fileName: v.string(),
  mediaType: v.string(),
  sizeBytes: v.number(),
})
export type KeptFile = v.InferOutput<typeof KeptFile>

const Offset = v.pipe(v.number(), v.integer(), v.minValue(0))

export const projectFileInvokes = {
  /** Everything of a project: its data, studies and weights. */
  'project:export': { input: v.strictObject({ id: ProjectId }), output: KeptFile },
  /** Takes in what `project:export` wrote, beside what is there. */
  'project:import': { input: v.strictObject({ fileId: FileId }), output: Project },
  /** The next bytes; none at the end. */
  'kept:read': {
    input: v.strictObject({ id: FileId, offset: Offset }),
    output: v.strictObject({ base64: v.string() }),
  },
  'kept:discard': { input: v.strictObject({ id: FileId }), output: Nothing },
} as const
