import {
  chooseMeasured,
  type ComputeLimits,
  fitsChoice,
  type Measurement,
} from '../../../shared/domain/compute'
import { ONE_THREAD, type Placement } from '../../../shared/domain/device'
import type { Reason } from '../../../shared/domain/study'
import { type Place, placeAgain, type UsableEngine } from './usableEngine'

export interface PlaceWanted {
  readonly limits: ComputeLimits
  readonly tensorFlow: UsableEngine | null
  /** Where trials of the study were trained before. */
  readonly earlier: Placement | null
}

/** @returns the fastest of what is allowed; where nothing of it can train, what can, and why. */
export function choosePlace(measurements: readonly Measurement[], wanted: PlaceWanted): Place {
  const { limits, tensorFlow } = wanted
  const { used, isInstead } = chooseMeasured(measurements, limits)
  const known = isInstead ? knownInstead(wanted) : null
  const found = placeAgain(known ?? used?.placement ?? ONE_THREAD, tensorFlow)
  const { placement, ...rest } = found ?? { placement: ONE_THREAD }
  const isFree = limits.compute === 'auto' && (limits.engine ?? 'auto') === 'auto'
  if (isFree || !isInstead) return { placement, ...rest }
  return { placement: { ...placement, instead: whyNot(measurements, limits) }, ...rest }
}

/** Where a study went on before that another engine than the chosen one trains. */
function knownInstead({ earlier, limits }: PlaceWanted): Placement | null {
  const isElsewhere =
    earlier !== null && fitsChoice(earlier, { ...limits, engine: 'auto' }) && !fitsChoice(earlier, limits)
  return isElsewhere ? earlier : null
}

/** Of what was chosen, as far as it was tried. */
function whyNot(measurements: readonly Measurement[], limits: ComputeLimits): Reason {
  const tried = measurements.find(({ placement }) => fitsChoice(placement, limits))
  if (tried?.reason) return tried.reason
  return limits.engine === 'tensorflow'
    ? { code: 'engine/none', details: {} }
    : { code: 'training/no-device', details: { device: 'GPU' } }
}
