import * as v from 'valibot'

/** What a project file begins with. A later format that this one cannot read has a higher number. */
export const FORMAT = 1
export const MANIFEST_NAME = 'project.json'
export const DATABASE_NAME = 'project.db'

/** Folders of the data folder that hold files of projects, by the name of the field that says where they lie. */
export const FILE_FOLDERS = ['sources', 'backbones', 'weights', 'checkpoints', 'logs'] as const
export type FileFolder = (typeof FILE_FOLDERS)[number]

/** Never a way out of its folder: no part of a name is empty, `.` or `..`. */
const PlainPath = v.pipe(
  v.string(),
  v.maxLength(1000),
  v.check((path) =>
    path.split('/').every((part) => !['', '.', '..'].includes(part) && !/[\\:\0]/.test(part)),
  ),
)

export const FileEntry = v.strictObject({
  folder: v.picklist(FILE_FOLDERS),
  /** Below the folder, with slashes. */
  path: PlainPath,
  sizeBytes: v.pipe(v.number(), v.integer(), v.minValue(0)),
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
})
export type FileEntry = v.InferOutput<typeof FileEntry>

export const Manifest = v.object({
  format: v.pipe(v.number(), v.integer()),
  app: v.literal('fettle'),
  version: v.string(),
  name: v.string(),
  exportedAt: v.number(),
  databaseSha256: FileEntry.entries.sha256,
  files: v.array(FileEntry),
})
export type Manifest = v.InferOutput<typeof Manifest>

/** @returns where a file stands in the archive. */
export function nameInArchive({ folder, path }: Pick<FileEntry, 'folder' | 'path'>): string {
  return `files/${folder}/${path}`
}
