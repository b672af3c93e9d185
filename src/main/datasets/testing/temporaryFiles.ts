/** @file Files for one test, gone after it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { SourceFile } from '../types'

/** @returns an empty folder. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fettle-datasets-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** @returns a file with this content. */
export function writeTable(content: string | Uint8Array, fileName = 'table.csv'): SourceFile {
  const path = join(makeFolder(), fileName)
  writeFileSync(path, content)
  return { path, fileName }
}
