import { chmodSync, closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'

/**
 * Makes a file whole or not at all: `write` fills a draft beside it, which is flushed and renamed. Does nothing where
 * `path` exists, since such files are named after their content. @returns whether it was made now.
 */
export function moveIntoPlace(path: string, write: (draft: string) => void): boolean {
  if (existsSync(path)) return false
  const draft = `${path}.${process.pid}.draft`
  try {
    write(draft)
    // A copy is as write-protected as its original, and only a file that may be written can be flushed everywhere.
    chmodSync(draft, 0o600)
    const descriptor = openSync(draft, 'r+')
    fsyncSync(descriptor)
    closeSync(descriptor)
    renameSync(draft, path)
    return true
  } finally {
    rmSync(draft, { force: true })
  }
}
