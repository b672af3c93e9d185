import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'

/**
 * Makes a file or folder whole or not at all: `write` fills a draft beside it, which is flushed and renamed. Does nothing where
 * `path` exists, since such files are named after their content. @returns whether it was made now.
 */
export function moveIntoPlace(path: string, write: (draft: string) => void): boolean {
  if (existsSync(path)) return false
  const draft = `${path}.${process.pid}.draft`
  try {
    write(draft)
    flushAll(draft)
    renameSync(draft, path)
    return true
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

function flushAll(path: string): void {
  if (statSync(path).isDirectory()) {
    chmodSync(path, 0o700)
    for (const name of readdirSync(path)) flushAll(join(path, name))
    return
  }
  // A copy is as write-protected as its original, and only a file that may be written can be flushed everywhere.
  chmodSync(path, 0o600)
  const descriptor = openSync(path, 'r+')
  fsyncSync(descriptor)
  closeSync(descriptor)
}
