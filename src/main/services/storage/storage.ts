import { readdir, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { DatasetVersionId } from '../../../shared/domain/ids'
import type { FreeableKind, StorageKind, StorageUse, VersionStorage } from '../../../shared/domain/storage'
import { enginesFolder } from '../../training'
import type { ServiceContext } from '../context'
import { addSizes, type FolderSize, measurePath } from './measureFolder'

export interface StorageService {
  get(): Promise<StorageUse>
  /** Deletes what can be made again; prepared data stay while a study runs. Sources that no dataset uses go along. */
  free(kinds: readonly FreeableKind[]): Promise<StorageUse>
  version(id: DatasetVersionId): Promise<VersionStorage>
}

/** Folders of the cache that do not hold the tensors of a version. */
const SHARED_CACHES = ['pictures', 'unpacked'] as const

type Context = Pick<ServiceContext, 'store' | 'folders'>

export function createStorageService(context: Context): StorageService {
  const { store, folders } = context
  const get = async (): Promise<StorageUse> => {
    const sizes = await measureKinds(context)
    const freeable = await measureFreeable(context, sizes)
    return {
      folder: folders.root,
      freeBytes: await freeBytesAt(folders.root),
      kinds: sizes.map(({ kind, bytes, files }) => ({
        kind,
        bytes,
        files,
        freeableBytes: freeable[kind] ?? 0,
      })),
    }
  }
  return {
    get,
    async free(kinds) {
      for (const path of await pathsOf(context, kinds)) await rm(path, { recursive: true, force: true })
      for (const path of await unusedSources(context)) await rm(path, { recursive: true, force: true })
      return get()
    },
    async version(id) {
      const { source, contentHash } = store.datasets.version(id)
      const names = (await namesIn(folders.cache)).filter((name) => name.startsWith(contentHash))
      const [kept, prepared] = await Promise.all([
        measurePath(join(folders.sources, source.sha256)),
        measureAll(names.map((name) => join(folders.cache, name))),
      ])
      return { source: kept.bytes, prepared: prepared.bytes }
    },
  }
}

async function measureKinds(context: Context): Promise<(FolderSize & { kind: StorageKind })[]> {
  const { folders } = context
  const paths: Record<StorageKind, readonly string[]> = {
    sources: [folders.sources],
    prepared: await preparedFolders(context),
    pictures: [join(folders.cache, 'pictures')],
    unpacked: [join(folders.cache, 'unpacked')],
    backbones: [folders.backbones],
    engines: [enginesFolder(folders.root)],
    weights: [folders.weights],
    checkpoints: [folders.checkpoints],
    uploads: [folders.uploads],
    database: await databaseFiles(context),
  }
  const kinds = Object.entries(paths) as [StorageKind, readonly string[]][]
  return Promise.all(kinds.map(async ([kind, list]) => ({ kind, ...(await measureAll(list)) })))
}

async function measureFreeable(
  context: Context,
  sizes: readonly (FolderSize & { kind: StorageKind })[],
): Promise<Partial<Record<StorageKind, number>>> {
  const bytesOf = (kind: StorageKind): number => sizes.find((size) => size.kind === kind)?.bytes ?? 0
  return {
    sources: (await measureAll(await unusedSources(context))).bytes,
    prepared: isTraining(context) ? 0 : bytesOf('prepared'),
    pictures: bytesOf('pictures'),
    unpacked: bytesOf('unpacked'),
  }
}

async function pathsOf(context: Context, kinds: readonly FreeableKind[]): Promise<string[]> {
  const { folders } = context
  const prepared = kinds.includes('prepared') && !isTraining(context) ? await preparedFolders(context) : []
  const caches = SHARED_CACHES.filter((kind) => kinds.includes(kind)).map((kind) => join(folders.cache, kind))
  return [...prepared, ...caches]
}

function isTraining({ store }: Context): boolean {
  return store.studies.list(null).some(({ state }) => state === 'running')
}

async function preparedFolders({ folders }: Context): Promise<string[]> {
  const shared: readonly string[] = SHARED_CACHES
  return (await namesIn(folders.cache))
    .filter((name) => !shared.includes(name))
    .map((name) => join(folders.cache, name))
}

/** A source that is being moved into place is a draft, and left alone. */
async function unusedSources({ store, folders }: Context): Promise<string[]> {
  const names = await namesIn(folders.sources)
  // Asked for after looking, so that a source that comes meanwhile is not taken for one that nobody uses.
  const inUse = store.datasets.sourcesInUse()
  return names
    .filter((name) => /^[0-9a-f]{64}$/.test(name) && !inUse.has(name))
    .map((name) => join(folders.sources, name))
}

async function databaseFiles({ folders }: Context): Promise<string[]> {
  const names = await namesIn(folders.root)
  return names
    .filter((name) => name.startsWith('fettle.db') || name === 'backups')
    .map((name) => join(folders.root, name))
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => [])
}

async function measureAll(paths: readonly string[]): Promise<FolderSize> {
  return addSizes(await Promise.all(paths.map(measurePath)))
}

async function freeBytesAt(folder: string): Promise<number | null> {
  const found = await statfs(folder).catch(() => null)
  return found === null ? null : found.bavail * found.bsize
}
