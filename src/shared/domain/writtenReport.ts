/** @file A report to keep: what was done and found, in one file that needs nothing else. */
import * as v from 'valibot'
import { ProjectId, StudyId } from './ids'

export const REPORT_FORMATS = ['html', 'pdf'] as const

export const ReportRequest = v.strictObject({
  subject: v.variant('kind', [
    v.strictObject({ kind: v.literal('project'), id: ProjectId }),
    v.strictObject({ kind: v.literal('study'), id: StudyId }),
  ]),
  format: v.picklist(REPORT_FORMATS),
  language: v.picklist(['en', 'zh-CN']),
})
export type ReportRequest = v.InferOutput<typeof ReportRequest>
