export { autocorrelation } from './autocorrelation'
export { checkFrequency } from './checkFrequency'
export { gatherWindows, type FigureRows } from './gatherWindows'
export { makeWindows, rowsOfWindow, targetRowOf, type WindowRequest, type Windows } from './makeWindows'
export {
  naiveBaselines,
  type BaselineRequest,
  type ForecastError,
  type NaiveBaselines,
} from './naiveBaselines'
export { difference, lag } from './pastColumns'
export { profileSeries, splitSeries, type SeriesRequest } from './profileSeries'
export { rolling, type Rolling, type RollingStatistic } from './rolling'
export { longestStretch, orderSeries, type OrderRequest, type SeriesOrder } from './seriesOrder'
