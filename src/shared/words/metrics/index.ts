/** @file What metrics are called, in each language. */
export { chinese as metricsChinese } from './chinese'
export { english as metricsEnglish } from './english'
