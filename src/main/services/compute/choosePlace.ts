import {
  chooseFastest,
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
  const eligible = measurements.filter(({ placement }) => fitsChoice(placement, limits))
  const fastest = chooseFastest(eligible)
  const place = fastest && placeAgain(fastest.placement, tensorFlow)
  return place ?? placeInstead(measurements, wanted)
}

/** By another engine, on the device that was chosen; else as everything can be trained. */
function placeInstead(
  measurements: readonly Measurement[],
  { limits, tensorFlow, earlier }: PlaceWanted,
): Place {
  const anyEngine: ComputeLimits = { ...limits, engine: 'auto' }
  const eligible = measurements.filter(({ placement }) => fitsChoice(placement, anyEngine))
  const isElsewhere = earlier !== null && fitsChoice(earlier, anyEngine) && !fitsChoice(earlier, limits)
  const known = isElsewhere ? earlier : null
  const found = placeAgain(known ?? chooseFastest(eligible)?.placement ?? ONE_THREAD, tensorFlow)
  const { placement, ...rest } = found ?? { placement: ONE_THREAD }
  const isFree = limits.compute === 'auto' && (limits.engine ?? 'auto') === 'auto'
  return isFree
    ? { placement, ...rest }
    : { placement: { ...placement, instead: whyNot(measurements, limits) }, ...rest }
}

/** Of what was chosen, as far as it was tried. */
function whyNot(measurements: readonly Measurement[], limits: ComputeLimits): Reason {
  const tried = measurements.find(({ placement }) => fitsChoice(placement, limits))
  if (tried?.reason) return tried.reason
  return limits.engine === 'tensorflow'
    ? { code: 'engine/none', details: {} }
    : { code: 'training/no-device', details: { device: 'GPU' } }
}
