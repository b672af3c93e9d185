import type { DatasetVersion } from '../../../shared/domain/dataset'
import type { DatasetVersionId } from '../../../shared/domain/ids'
import type { ServiceContext } from '../context'
import type { PreparedData } from '../data/preparedData'
import type { DataFacts } from './types'

/** A bond with the target beyond which a column knows the answer, as the import tells it. */
const SURE_BOND = 0.99
/** More rows take long to be looked at for copies. */
const MOST_ROWS = 200_000

export interface DataFactsReader {
  /** What the import kept: at once. */
  known(version: DatasetVersion): DataFacts
  /** Copies are counted, too, once a version; where that fails nobody counted. */
  whole(version: DatasetVersion): Promise<DataFacts>
}

export function createDataFacts(
  { datasets }: Pick<ServiceContext, 'datasets'>,
  prepared: PreparedData,
): DataFactsReader {
  const copies = new Map<DatasetVersionId, Promise<number | null>>()
  const known = (version: DatasetVersion): DataFacts => ({
    leaks: leaksOf(version),
    acrossParts: null,
    heldOutRows: version.counts.validation + version.counts.test,
  })
  const countCopies = async (version: DatasetVersion): Promise<number | null> => {
    const { plan, rowCount } = version
    // Windows of a series overlap by nature, and columns of pictures or texts are looked at elsewhere.
    if (rowCount > MOST_ROWS || plan.series !== null || !isTable(version)) return null
    const { duplicates } = await datasets.profile({ file: prepared.sourceOf(version), plan })
    return duplicates.acrossParts
  }
  return {
    known,
    async whole(version) {
      const counted = copies.get(version.id) ?? countCopies(version).catch(() => null)
      copies.set(version.id, counted)
      return { ...known(version), acrossParts: await counted }
    },
  }
}

/** A table with figures in it: few combinations of categories occur again and again without being copies. */
function isTable({ plan, profiles }: DatasetVersion): boolean {
  const inputs = plan.columns.filter(({ role }) => role === 'input')
  const isOfFigures = (name: string): boolean =>
    (profiles.find((profile) => profile.name === name)?.distinct ?? 0) > 20
  return (
    inputs.every(({ type }) => type !== 'image' && type !== 'text') &&
    inputs.filter(({ type, name }) => type === 'number' && isOfFigures(name)).length >= 2
  )
}

function leaksOf({ plan, profiles }: DatasetVersion): DataFacts['leaks'] {
  const inputs = new Set(plan.columns.filter(({ role }) => role === 'input').map(({ name }) => name))
  return profiles.flatMap(({ name, association }) =>
    inputs.has(name) && association !== null && association > SURE_BOND
      ? [{ column: name, bond: association }]
      : [],
  )
}
