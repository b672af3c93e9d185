import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as v from 'valibot'
import type { KeptFile } from '../../../shared/contract/invokes/projectFile'
import type { DatasetVersion } from '../../../shared/domain/dataset'
import { type FileId, ProjectId } from '../../../shared/domain/ids'
import { LONGEST_NAME, type Project } from '../../../shared/domain/project'
import { isTraining } from '../../../shared/domain/study'
import { freeName } from '../../../shared/util/freeName'
import { createId, type ServiceContext } from '../context'
import type { FileService } from '../data/files'
import { recoverStudies } from '../studies/recoverStudies'
import type { StudyRunner } from '../studies/studyRunner'
import type { KeptFiles } from './keptFiles'
import { hashFile, listFiles } from './listFiles'
import { DATABASE_NAME, type FileEntry, FORMAT, type Manifest, nameInArchive } from './manifest'
import { type Archive, openArchive } from './readArchive'
import { writeArchive } from './writeArchive'

export interface ProjectFileService {
  /** Everything of a project as one file: database, data, weights. */
  exportProject(id: ProjectId): Promise<KeptFile>
  /**
   * Takes a project file in, beside what is there; a project that was here before becomes another one.
   * @throws {project/not-a-file | project/broken-file | store/newer-schema} with nothing changed
   */
  importProject(fileId: FileId): Promise<Project>
}

export interface ProjectFileParts {
  readonly files: FileService
  readonly kept: KeptFiles
  readonly runner: StudyRunner
}

export function createProjectFileService(
  context: ServiceContext,
  parts: ProjectFileParts,
): ProjectFileService {
  const { store, folders, emit } = context
  return {
    async exportProject(id) {
      const { name } = store.projects.get(id)
      const folder = mkdtempSync(join(folders.uploads, 'export-'))
      try {
        const databaseFile = join(folder, DATABASE_NAME)
        const ids = store.extractProject(id, databaseFile)
        const manifest = await describeProject(context, { id, ids, databaseFile })
        const file = join(folder, 'project.fettle')
        await writeArchive(file, { folders, manifest, databaseFile })
        return parts.kept.take(file, { stem: name, suffix: '.fettle', mediaType: 'application/zip' })
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
    async importProject(fileId) {
      const { path, fileName } = parts.files.source(fileId)
      const folder = mkdtempSync(join(folders.uploads, 'import-'))
      const archive = await openArchive(path, fileName)
      try {
        // Everything is on this disk and known to be whole before anything of the store changes.
        await unpack(archive, folder)
        const adopted = store.adoptProject(join(folder, DATABASE_NAME), () => createId(ProjectId))
        moveFiles(archive.manifest, { from: folder, folders, renamed: adopted.renamed })
        // Those that came in do not go on, whatever they say.
        recoverStudies(context, (id) => parts.runner.summary(id) === null)
        const project = giveOwnName(store, adopted.projectId)
        emit('project:changed', { projectId: project.id })
        return project
      } finally {
        archive.close()
        rmSync(folder, { recursive: true, force: true })
        parts.files.discard(fileId)
      }
    },
  }
}

/** Two projects of one name cannot be told apart in a list. */
function giveOwnName({ projects }: ServiceContext['store'], id: ProjectId): Project {
  const { name } = projects.get(id)
  const taken = new Set(projects.cards().flatMap((card) => (card.id === id ? [] : [card.name])))
  const free = freeName(name, taken, LONGEST_NAME)
  return free === name ? projects.get(id) : projects.rename(id, free)
}

interface Extracted {
  readonly id: ProjectId
  readonly ids: ReadonlySet<string>
  readonly databaseFile: string
}

async function describeProject(
  { store, folders, clock, version }: ServiceContext,
  { id, ids, databaseFile }: Extracted,
): Promise<Manifest> {
  return {
    format: FORMAT,
    app: 'fettle',
    version,
    name: store.projects.get(id).name,
    exportedAt: clock.now(),
    databaseSha256: await hashFile(databaseFile),
    files: await listFiles(folders, {
      versions: versionsOf(store, id),
      backbones: backbonesOf(store, id),
      ids,
    }),
  }
}

/** Those of datasets in the trash that a study still stands on, too. */
function versionsOf(store: ServiceContext['store'], id: ProjectId): DatasetVersion[] {
  const listed = store.datasets.list(id).flatMap((dataset) => store.datasets.versions(dataset.id))
  const studied = store.studies
    .list(id)
    .flatMap(({ plan }) => (isTraining(plan) ? [store.datasets.version(plan.datasetVersionId)] : []))
  return [...listed, ...studied]
}

function backbonesOf(store: ServiceContext['store'], id: ProjectId): Set<string> {
  const designs = [
    ...store.models.list(id).map(({ design }) => design),
    ...store.studies.list(id).flatMap(({ plan }) => (isTraining(plan) ? [plan.design] : [])),
  ]
  return new Set(
    designs.flatMap(({ layers }) =>
      layers.flatMap((layer) => (layer.kind === 'backbone' ? [layer.weights] : [])),
    ),
  )
}

async function unpack({ manifest, extract }: Archive, folder: string): Promise<void> {
  await extract(DATABASE_NAME, join(folder, DATABASE_NAME), { sha256: manifest.databaseSha256 })
  for (const entry of manifest.files) {
    const name = nameInArchive(entry)
    await extract(name, join(folder, name), entry)
  }
}

interface Moving {
  readonly from: string
  readonly folders: ServiceContext['folders']
  readonly renamed: ReadonlyMap<string, string>
}

/** What is there already is the same: sources are named after their content, and new identities are nobody else's. */
function moveFiles({ files }: Manifest, { from, folders, renamed }: Moving): void {
  for (const entry of files) {
    const to = join(folders[entry.folder], ownPath(entry, renamed))
    if (existsSync(to)) continue
    mkdirSync(dirname(to), { recursive: true, mode: 0o700 })
    move(join(from, nameInArchive(entry)), to)
  }
}

function ownPath({ folder, path }: FileEntry, renamed: ReadonlyMap<string, string>): string {
  if (folder === 'sources' || folder === 'backbones') return path
  return path.replace(/^[A-Za-z0-9_-]+/, (id) => renamed.get(id) ?? id)
}

/** Folders of the data folder may lie on different disks. */
function move(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch (thrown) {
    if (!v.is(v.looseObject({ code: v.literal('EXDEV') }), thrown)) throw thrown
    cpSync(from, to)
  }
}
