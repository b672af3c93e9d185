/** @file Why a study came to its end by itself. */

/**
 * Codes of the reason of a complete study, with their details:
 * `stop/target` trial, value, target · `stop/plateau` trial, value, trials, minImprovement · `stop/exhausted` trials ·
 * `stop/budget` trials · `stop/time` seconds.
 */
export const STOP_CODES = [
  'stop/target',
  'stop/plateau',
  'stop/exhausted',
  'stop/budget',
  'stop/time',
] as const
export type StopCode = (typeof STOP_CODES)[number]

export function isStopCode(code: string): code is StopCode {
  return STOP_CODES.some((known) => known === code)
}
