import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'

/**
 * Makes a file whole or not at all: `write` fills a draft beside it, which is flushed and renamed. Does nothing where
 * `path` exists, since such files are named after their content.
 */
export function moveIntoPlace(path: string, write: (draft: string) => void): void {
  if (existsSync(path)) return
  const draft = `${path}.${process.pid}.draft`
  try {
    write(draft)
    const descriptor = openSync(draft, 'r+')
    fsyncSync(descriptor)
    closeSync(descriptor)
    renameSync(draft, path)
  } finally {
    rmSync(draft, { force: true })
  }
}
