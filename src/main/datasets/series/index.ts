export { autocorrelation } from './shape/autocorrelation'
export { checkFrequency } from './frequency/checkFrequency'
export { gatherWindows, type FigureRows } from './windows/gatherWindows'
export {
  makeWindows,
  rowsOfWindow,
  targetRowOf,
  type WindowRequest,
  type Windows,
} from './windows/makeWindows'
export { naiveBaselines, type BaselineRequest } from './windows/naiveBaselines'
export { difference, lag } from './past/pastColumns'
export { profileSeries, splitSeries, type SeriesRequest } from './shape/profileSeries'
export { rolling, type Rolling, type RollingStatistic } from './past/rolling'
export { longestStretch, orderSeries, type OrderRequest, type SeriesOrder } from './windows/seriesOrder'
