/** Counts what a run of all tests came to, from the report that vitest leaves. */
import { existsSync, readFileSync } from 'node:fs'
import { inRoot } from './paths.mjs'

export const REPORT = inRoot('out', 'test-report.json')

/** @param {number} otherFailures of checks that are no tests @returns {string} `N passed, N failed[, N skipped]` */
export function summarizeTests(otherFailures = 0) {
  if (!existsSync(REPORT)) return `0 passed, ${1 + otherFailures} failed`
  const report = JSON.parse(readFileSync(REPORT, 'utf8'))
  // A file that could not even be loaded has no tests that could fail.
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  )
  const failed = report.numFailedTests + broken.length + otherFailures
  const skipped = report.numPendingTests > 0 ? `, ${report.numPendingTests} skipped` : ''
  return `${report.numPassedTests} passed, ${failed} failed${skipped}`
}

if (process.argv[1] === import.meta.filename) console.log(summarizeTests(Number(process.argv[2] ?? 0)))
