import type { HistoryPoint } from '../buildHistoryOption'

/** Studies as charts meet them; every chart is tried on each. */
export const STUDIES: Readonly<Record<string, readonly HistoryPoint[]>> = {
  empty: [],
  oneTrial: [{ number: 1, value: 0.9, outcome: 'complete' }],
  allFailed: [1, 2, 3].map((number) => ({ number, value: null, outcome: 'failed' as const })),
  notNumbers: [
    { number: 1, value: Number.NaN, outcome: 'complete' },
    { number: 2, value: Number.POSITIVE_INFINITY, outcome: 'complete' },
    { number: 3, value: 0.8, outcome: 'complete' },
    { number: 4, value: null, outcome: 'running' },
  ],
  fiveThousand: Array.from({ length: 5000 }, (_, index) => ({
    number: index + 1,
    value: 0.5 + 0.4 * Math.abs(Math.sin(index * 12.9898)),
    outcome: index % 50 === 49 ? ('failed' as const) : ('complete' as const),
  })),
}
