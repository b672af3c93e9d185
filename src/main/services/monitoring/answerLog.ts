import * as v from 'valibot'
import { type Deployment, type LoggedCells, LoggedPicture } from '../../../shared/domain/deployment'
import type { PictureFigures } from '../../../shared/domain/drift'
import type { Prediction } from '../../../shared/domain/prediction'
import { measurePicture } from '../../datasets'
import type { RawRow } from '../../training'
import type { ServiceContext } from '../context'

export interface Answered {
  readonly rows: readonly RawRow[]
  /** Null for a row that has no answer. */
  readonly answers: readonly (Prediction | null)[]
}

/**
 * Keeps rows and answers, where that is asked for; of pictures a few figures and nothing else.
 * @returns what each row is called in the log, in their order; null for one that is not kept
 */
export async function logRows(
  { store, clock }: Pick<ServiceContext, 'store' | 'clock'>,
  deployment: Deployment,
  { rows, answers }: Answered,
): Promise<(number | null)[]> {
  if (!deployment.isLogging) return rows.map(() => null)
  const at = clock.now()
  const logged = await Promise.all(
    rows.map(async (row, index) => {
      const answer = answers[index]
      return answer ? [{ at, cells: await toCells(row), answer: String(answer.value) }] : []
    }),
  )
  const keys = store.deployments.log(deployment, logged.flat())
  return logged.map((one) => (one.length === 0 ? null : (keys.shift() ?? null)))
}

async function toCells(row: RawRow): Promise<LoggedCells> {
  const cells = await Promise.all(
    Object.entries(row).map(async ([name, cell]) => [name, await toCell(cell)] as const),
  )
  return Object.fromEntries(cells)
}

async function toCell(cell: RawRow[string]): Promise<string | null> {
  if (!(cell instanceof Uint8Array)) return cell
  const figures = await measurePicture(cell)
  return figures && JSON.stringify(figures)
}

/** @returns what was kept of a picture; null for anything else. */
export function readLoggedPicture(cell: string): PictureFigures | null {
  const read = v.safeParse(LoggedPicture, cell)
  return read.success ? read.output : null
}
