/** @file What every section of a report is written with. */
import type { Figures } from '../figures'
import type { ReportWords } from '../words/english'

/** What a section is written with. */
export interface Writer {
  readonly words: ReportWords
  readonly figures: Figures
}
