/** A value with what it was before and what was undone. */
export interface EditHistory<T> {
  readonly past: readonly T[]
  readonly present: T
  readonly future: readonly T[]
  /** What the last edit was about; edits with the same key are one step (typing in one field). */
  readonly key: string | null
}

const MOST_STEPS = 200

export function startHistory<T>(present: T): EditHistory<T> {
  return { past: [], present, future: [], key: null }
}

/** Goes on to `next`; with the key of the edit before, that step is replaced instead of added. */
export function commitEdit<T>(history: EditHistory<T>, next: T, key: string | null = null): EditHistory<T> {
  if (next === history.present) return history
  const isSameStep = key !== null && key === history.key
  const past = isSameStep ? history.past : [...history.past, history.present].slice(-MOST_STEPS)
  return { past, present: next, future: [], key }
}

export function undoEdit<T>(history: EditHistory<T>): EditHistory<T> {
  const present = history.past.at(-1)
  if (present === undefined) return history
  return { past: history.past.slice(0, -1), present, future: [history.present, ...history.future], key: null }
}

export function redoEdit<T>(history: EditHistory<T>): EditHistory<T> {
  const [present, ...future] = history.future
  if (present === undefined) return history
  return { past: [...history.past, history.present], present, future, key: null }
}
