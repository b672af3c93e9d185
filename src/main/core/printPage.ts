/** @file Prints a page of HTML as PDF, by a browser of this machine. */
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { AppError } from '../../shared/errors/appError'
import type { PrintPage } from '../services'
import { findChromium, isLinuxRoot } from './web/chromium'

/** A report of thousands of lines takes a few seconds. */
const LIMIT_MS = 120_000

/** @throws {report/no-printer} where no browser is installed. @throws {report/not-printed} */
export const printWithBrowser: PrintPage = async (htmlFile, pdfFile) => {
  const program = findChromium()
  if (program === undefined) throw new AppError('report/no-printer')
  const profile = mkdtempSync(join(tmpdir(), 'fettle-print-'))
  const args = [
    ...['--headless', '--disable-gpu', '--no-first-run', '--no-pdf-header-footer'],
    ...(isLinuxRoot() ? ['--no-sandbox'] : []),
    `--user-data-dir=${profile}`,
    `--print-to-pdf=${pdfFile}`,
    pathToFileURL(htmlFile).href,
  ]
  try {
    await new Promise<void>((resolve) => {
      execFile(program, args, { timeout: LIMIT_MS }, () => resolve())
    })
    if (!existsSync(pdfFile)) throw new AppError('report/not-printed', { program })
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 })
  }
}
