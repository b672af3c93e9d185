/** A file with its place inside what was dropped or chosen: `digits/7/12.png`, or just its name. */
export interface GatheredFile {
  readonly path: string
  readonly file: File
}

/** Files below dropped folders at most: more would fill the memory with names alone. */
const MOST_FILES = 200_000

/**
 * The files of a drop, those inside folders included, by path. Has to be called while the event is handled: afterwards the
 * browser forgets what was dropped.
 */
export async function gatherDropped(transfer: DataTransfer): Promise<GatheredFile[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  if (!entries.some(({ isDirectory }) => isDirectory)) {
    return [...transfer.files].map((file) => ({ path: file.name, file }))
  }
  const gathered: GatheredFile[] = []
  for (const entry of entries) await gatherEntry(entry, gathered)
  return gathered.sort((left, right) => (left.path < right.path ? -1 : 1))
}

export function gatherChosen(input: HTMLInputElement): GatheredFile[] {
  const files = [...(input.files ?? [])]
  // A choice of the same file again is a choice, too.
  input.value = ''
  return files.map((file) => ({ path: file.webkitRelativePath || file.name, file }))
}

async function gatherEntry(entry: FileSystemEntry, into: GatheredFile[]): Promise<void> {
  if (into.length >= MOST_FILES) return
  if (isFileEntry(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject))
    into.push({ path: entry.fullPath.replace(/^\//, ''), file })
  } else if (isFolderEntry(entry)) {
    const reader = entry.createReader()
    // The browser hands over a hundred at a time, and none when there are no more.
    for (;;) {
      const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
        reader.readEntries(resolve, reject),
      )
      if (some.length === 0) return
      for (const inner of some) await gatherEntry(inner, into)
    }
  }
}

function isFileEntry(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile
}

function isFolderEntry(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory
}

/** What a source of these files is called: the folder that holds all of them, or the first file. */
export function nameOfFiles(files: readonly GatheredFile[]): string {
  const [first] = files
  if (!first) return ''
  const [root = ''] = first.path.split('/')
  const isOneFolder = first.path.includes('/') && files.every(({ path }) => path.startsWith(`${root}/`))
  return isOneFolder ? root : first.file.name
}
