import type { MadeData } from '../../../../shared/domain/sample'
import type { Maker } from '../types'
import { makeDigitPictures, makeDigitsIdx } from './digits'
import { makeFilmReviews } from './filmReviews'
import { makeScenes } from './scenes'
import { makeListings, makeParcels } from './several'
import { makeCustomers, makeHouses } from './tables'
import { makeTemperatures } from './temperatures'

/** Every maker; data without one do not compile. */
export const MAKERS: Readonly<Record<MadeData, Maker>> = {
  filmReviews: makeFilmReviews,
  digitsIdx: makeDigitsIdx,
  digitPictures: makeDigitPictures,
  scenes: makeScenes,
  temperatures: makeTemperatures,
  houses: makeHouses,
  customers: makeCustomers,
  listings: makeListings,
  parcels: makeParcels,
}
