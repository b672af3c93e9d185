/** @file What the automatic strategy does, and why: codes that are told in words. */

/**
 * With their details:
 * `auto/everything` points: so few that all of them are tried · `auto/spread` trials: the first ones lie evenly over the space · `auto/gp-small-budget` trials,
 * parameters: a Gaussian process makes most of few results · `auto/gp-with-tpe` trials: it goes on, and every fourth trial is TPE's, which looks where the process
 * may be wrong · `auto/tpe-long-history` trials: so many results that densities are as good and faster, every fourth trial the process's ·
 * `auto/tpe-many-parameters` parameters: too many for a process · `auto/tpe-many-at-once` parallel: too many pending trials for a process ·
 * `auto/tpe-objectives` objectives · `auto/nsga2-objectives` objectives, trials.
 */
export const AUTO_CODES = [
  'auto/everything',
  'auto/spread',
  'auto/gp-small-budget',
  'auto/gp-with-tpe',
  'auto/tpe-long-history',
  'auto/tpe-many-parameters',
  'auto/tpe-many-at-once',
  'auto/tpe-objectives',
  'auto/nsga2-objectives',
] as const
export type AutoCode = (typeof AUTO_CODES)[number]

export function isAutoCode(code: string): code is AutoCode {
  return AUTO_CODES.some((known) => known === code)
}
