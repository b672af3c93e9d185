/** @file Channels of the app itself: about, preferences, projects, samples and files handed over. */
import * as v from 'valibot'
import { MeasuredModel } from '../../domain/compute'
import { FileId, ProjectId } from '../../domain/ids'
import { Project, ProjectCard, ProjectName } from '../../domain/project'
import { Preferences } from '../../domain/preferences'
import { FreeableKind, StorageUse } from '../../domain/storage'
import { Nothing } from './nothing'

/** Bytes of one `file:append`: 512 KiB as base64, so that a frame stays under 1 MiB. */
export const MAX_CHUNK_BYTES = 512 * 1024

const FileName = v.pipe(v.string(), v.minLength(1), v.maxLength(255))
const Base64 = v.pipe(v.string(), v.maxLength(Math.ceil((MAX_CHUNK_BYTES * 4) / 3) + 4))

export const appInvokes = {
  'app:about': {
    input: Nothing,
    output: v.strictObject({
      version: v.string(),
      host: v.picklist(['electron', 'browser']),
      dataFolder: v.string(),
      cores: v.number(),
      engine: v.string(),
      device: v.string(),
    }),
  },
  'preferences:get': { input: Nothing, output: Preferences },
  'preferences:set': { input: v.partial(Preferences), output: Preferences },

  /** Models as they were measured here, the newest first. */
  'compute:list': { input: Nothing, output: v.array(MeasuredModel) },
  /** Measures one of them anew, a moment for each engine, device and number of threads. */
  'compute:measure': { input: v.strictObject({ key: v.string() }), output: MeasuredModel },

  'storage:get': { input: Nothing, output: StorageUse },
  /** Deletes what can be made again, and nothing that a running trial reads. */
  'storage:free': {
    input: v.strictObject({ kinds: v.pipe(v.array(FreeableKind), v.minLength(1)) }),
    output: StorageUse,
  },

  'project:list': { input: Nothing, output: v.array(ProjectCard) },
  'project:create': { input: v.strictObject({ name: ProjectName }), output: Project },
  'project:rename': { input: v.strictObject({ id: ProjectId, name: ProjectName }), output: Project },
  /** To the trash; `project:restore` takes it back. A running study is stopped first. */
  'project:remove': { input: v.strictObject({ id: ProjectId }), output: Nothing },
  'project:restore': { input: v.strictObject({ id: ProjectId }), output: Nothing },

  /** A file comes in by chunks, the same way in every host; begin → append* → end. */
  'file:begin': {
    input: v.strictObject({
      name: FileName,
      sizeBytes: v.pipe(v.number(), v.integer(), v.minValue(0)),
    }),
    output: v.strictObject({ fileId: FileId }),
  },
  'file:append': {
    input: v.strictObject({
      fileId: FileId,
      base64: Base64,
    }),
    output: v.strictObject({ receivedBytes: v.number() }),
  },
  /** Several files come in as one source: begin → append* → `file:end`. */
  'folder:begin': { input: v.strictObject({ name: FileName }), output: v.strictObject({ fileId: FileId }) },
  /** Bytes to be appended to files of the folder, in order; together no more than one `file:append` may hold. */
  'folder:append': {
    input: v.strictObject({
      fileId: FileId,
      pieces: v.pipe(
        v.array(
          v.strictObject({ path: v.pipe(v.string(), v.minLength(1), v.maxLength(1000)), base64: Base64 }),
        ),
        v.minLength(1),
        v.maxLength(2000),
      ),
    }),
    output: v.strictObject({ receivedBytes: v.number() }),
  },
  'file:end': { input: v.strictObject({ fileId: FileId }), output: Nothing },
  'file:discard': { input: v.strictObject({ fileId: FileId }), output: Nothing },
} as const
