import type { StudyId, TrialId } from '../../../shared/domain/ids'
import type { StepMetrics } from '../../../shared/domain/metric'
import type { Study, StudySummary } from '../../../shared/domain/study'
import type { TrialRow } from '../../../shared/domain/trial'
import type { ServiceContext } from '../context'

/** How long changes are gathered before they are told: about ten events a second. */
const TICK_MS = 100

export interface JournalOptions {
  readonly context: Pick<ServiceContext, 'store' | 'clock' | 'emit'>
  readonly studyId: StudyId
  readonly summarise: () => StudySummary
  /** Told when a write on the tick fails; no caller is there to hear of it. */
  readonly onFailure: (thrown: unknown) => void
}

/**
 * Writes what happens in a study and tells of it: changes of state are stored before the call returns, epochs are stored
 * in batches, and nothing is told before it is stored.
 */
export class StudyJournal {
  readonly #options: JournalOptions
  readonly #unwrittenRows = new Map<TrialId, TrialRow>()
  readonly #unwrittenSteps = new Map<TrialId, StepMetrics[]>()
  readonly #untoldRows = new Set<TrialId>()
  readonly #untoldSteps = new Map<TrialId, StepMetrics[]>()
  #isStudyUntold = false
  #cancelTick: (() => void) | null = null

  constructor(options: JournalOptions) {
    this.#options = options
  }

  insertTrial(row: TrialRow): void {
    this.#options.context.store.trials.insert(row)
    this.#tell([row.id])
  }

  /** Stores rows, the study if it changed too, and every epoch gathered so far, as one transaction. */
  write(rows: readonly TrialRow[], study?: Study): void {
    for (const row of rows) this.#unwrittenRows.set(row.id, row)
    this.#writeAll(study)
  }

  /** Stores a trial that begins again, or after these epochs; all others of it are forgotten. */
  restartTrial(row: TrialRow, steps: readonly StepMetrics[] = []): void {
    const { store } = this.#options.context
    this.#unwrittenRows.delete(row.id)
    this.#unwrittenSteps.delete(row.id)
    this.#untoldSteps.delete(row.id)
    store.transaction(() => {
      store.trials.clearSteps(row.id)
      if (steps.length > 0) store.trials.appendSteps(row.id, steps)
      store.trials.update([row])
    })
    this.#tell([row.id])
  }

  /** Gathers epochs of a running trial, with the row as it is after them. */
  addSteps(row: TrialRow, steps: readonly StepMetrics[]): void {
    this.#unwrittenRows.set(row.id, row)
    append(this.#unwrittenSteps, row.id, steps)
    this.#arm()
  }

  /** Tells the summary soon, where it changes without a write (a running clock). */
  touch(): void {
    this.#tell([])
  }

  /** Forgets what could not be stored, and says no more. */
  abandon(): void {
    this.#cancelTick?.()
    this.#unwrittenRows.clear()
    this.#unwrittenSteps.clear()
  }

  /** Stores and tells everything now. */
  flush(): void {
    this.#cancelTick?.()
    this.#cancelTick = null
    this.#writeAll()
    this.#announce()
  }

  #writeAll(study?: Study): void {
    const { store } = this.#options.context
    const rows = [...this.#unwrittenRows.values()]
    if (rows.length === 0 && !study) return
    store.transaction(() => {
      for (const [trialId, steps] of this.#unwrittenSteps) store.trials.appendSteps(trialId, steps)
      if (rows.length > 0) store.trials.update(rows)
      if (study) store.studies.update(study)
    })
    for (const [trialId, steps] of this.#unwrittenSteps) append(this.#untoldSteps, trialId, steps)
    this.#unwrittenRows.clear()
    this.#unwrittenSteps.clear()
    this.#tell(rows.map((row) => row.id))
  }

  #tell(trialIds: readonly TrialId[]): void {
    for (const id of trialIds) this.#untoldRows.add(id)
    this.#isStudyUntold = true
    this.#arm()
  }

  #arm(): void {
    this.#cancelTick ??= this.#options.context.clock.after(TICK_MS, () => {
      this.#cancelTick = null
      try {
        this.flush()
      } catch (thrown) {
        this.#options.onFailure(thrown)
      }
    })
  }

  /** Rows are read back, so that what is told is what is stored, its sparkline included. */
  #announce(): void {
    const { context, studyId, summarise } = this.#options
    const steps = [...this.#untoldSteps].map(([trialId, list]) => ({ trialId, steps: list }))
    const rows = [...this.#untoldRows].map((id) => context.store.trials.get(id))
    this.#untoldSteps.clear()
    this.#untoldRows.clear()
    if (rows.length > 0) context.emit('trials:changed', { studyId, rows })
    if (steps.length > 0) context.emit('trials:stepped', { studyId, steps })
    if (this.#isStudyUntold) context.emit('study:changed', summarise())
    this.#isStudyUntold = false
  }
}

function append(lists: Map<TrialId, StepMetrics[]>, id: TrialId, steps: readonly StepMetrics[]): void {
  const list = lists.get(id)
  if (list) list.push(...steps)
  else lists.set(id, [...steps])
}
