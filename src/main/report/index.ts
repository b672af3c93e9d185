/** @file Reports: what was done and found, as a page of HTML to keep. */
export type { BestTrial, ProjectContents, StudyContents } from './contents'
export { type ReportStyle, writeProjectReport, writeStudyReport } from './writeReport'
