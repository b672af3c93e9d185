/** @file Channels of reports to keep. */
import { ReportRequest } from '../../domain/writtenReport'
import { Download } from './download'

export const reportInvokes = {
  /** One file with everything in it: HTML, or a PDF where something can print. */
  'report:make': { input: ReportRequest, output: Download },
} as const
