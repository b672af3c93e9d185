import { AppError, toAppError } from '../../../shared/errors/appError'

export interface BatchOptions {
  /** Rows that are answered together at most. */
  readonly mostRows: number
  /** How long a request waits for others before it is answered alone, milliseconds; 0: not at all. */
  readonly waitMs: number
  /** Rows that may wait; beyond that requests are refused. */
  readonly mostWaiting: number
}

export interface Batcher<Row, Answer> {
  /** Answers in the order of the rows. @throws {serving/busy} while too many wait */
  ask(rows: readonly Row[]): Promise<Answer[]>
}

interface Waiting<Row, Answer> {
  readonly rows: readonly Row[]
  readonly resolve: (answers: Answer[]) => void
  readonly reject: (error: AppError) => void
}

/**
 * Puts requests that come at the same time together: a model answers many rows in hardly more time than one. While a batch is
 * answered, the next one gathers, so that nobody waits for nothing where much is asked.
 */
export function createBatcher<Row, Answer>(
  answer: (rows: readonly Row[]) => Promise<Answer[]>,
  { mostRows, waitMs, mostWaiting }: BatchOptions,
): Batcher<Row, Answer> {
  const waiting: Waiting<Row, Answer>[] = []
  let [waitingRows, isBusy] = [0, false]
  let timer: ReturnType<typeof setTimeout> | null = null

  const take = (): Waiting<Row, Answer>[] => {
    const taken: Waiting<Row, Answer>[] = []
    for (let rows = 0; waiting.length > 0;) {
      const size = waiting[0]?.rows.length ?? 0
      if (taken.length > 0 && rows + size > mostRows) break
      rows += size
      taken.push(...waiting.splice(0, 1))
    }
    for (const { rows } of taken) waitingRows -= rows.length
    return taken
  }
  const run = async (): Promise<void> => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    if (isBusy || waiting.length === 0) return
    isBusy = true
    await settle(take(), answer)
    isBusy = false
    void run()
  }
  const begin = (): void => {
    if (isBusy) return
    if (waitMs === 0 || waitingRows >= mostRows) void run()
    else timer ??= setTimeout(() => void run(), waitMs)
  }
  return {
    ask: (rows) =>
      new Promise((resolve, reject) => {
        if (waitingRows + rows.length > mostWaiting) return reject(new AppError('serving/busy'))
        waiting.push({ rows, resolve, reject })
        waitingRows += rows.length
        begin()
      }),
  }
}

/** One bad row must not spoil what others asked: where a batch fails, each of its requests is answered alone. */
async function settle<Row, Answer>(
  batch: readonly Waiting<Row, Answer>[],
  answer: (rows: readonly Row[]) => Promise<Answer[]>,
): Promise<void> {
  try {
    const answers = await answer(batch.flatMap(({ rows }) => rows))
    let at = 0
    for (const { rows, resolve } of batch) {
      resolve(answers.slice(at, at + rows.length))
      at += rows.length
    }
  } catch (thrown) {
    if (batch.length === 1) return batch[0]?.reject(toAppError(thrown))
    for (const one of batch) await settle([one], answer)
  }
}
