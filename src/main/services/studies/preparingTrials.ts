import type { TrialRow } from '../../../shared/domain/trial'

/** Trials that are trained as one, with their data. */
export interface ReadyTrials {
  readonly rows: readonly TrialRow[]
  /** One a fold. */
  readonly dataFolders: readonly string[]
}

export interface PreparingOptions {
  /** Told whenever the data of some trials lies ready. */
  readonly onReady: () => void
  /** Told of trials whose data could not be made. */
  readonly onFailed: (rows: readonly TrialRow[], thrown: unknown) => void
}

/** Trials that wait for their data; others are trained meanwhile. */
export class PreparingTrials {
  readonly #options: PreparingOptions
  /** With the folders of those that are ready. */
  readonly #pieces = new Map<readonly TrialRow[], readonly string[] | null>()

  constructor(options: PreparingOptions) {
    this.#options = options
  }

  /** Pieces of work. */
  get size(): number {
    return this.#pieces.size
  }

  add(rows: readonly TrialRow[], dataFolders: Promise<readonly string[]>): void {
    this.#pieces.set(rows, null)
    dataFolders.then(
      (folders) => {
        if (!this.#pieces.has(rows)) return
        this.#pieces.set(rows, folders)
        this.#options.onReady()
      },
      (thrown: unknown) => {
        if (this.#pieces.delete(rows)) this.#options.onFailed(rows, thrown)
      },
    )
  }

  /** @returns trials that wait no longer, the first first; null where there are none. */
  takeReady(): ReadyTrials | null {
    for (const [rows, dataFolders] of this.#pieces) {
      if (dataFolders === null) continue
      this.#pieces.delete(rows)
      return { rows, dataFolders }
    }
    return null
  }

  /** Forgets all. @returns the trials. */
  clear(): TrialRow[] {
    const rows = [...this.#pieces.keys()].flat()
    this.#pieces.clear()
    return rows
  }
}
