import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StudyId } from '../../../shared/domain/ids'
import type { StudySummary } from '../../../shared/domain/study'
import type { ReportRequest } from '../../../shared/domain/writtenReport'
import type { AnalysisService } from '../analysis/analysis'
import type { ServiceContext } from '../context'
import { type Download, toDownload } from '../downloads/download'
import { collectProject, collectStudy } from './collect'
import { writeProjectReport, writeStudyReport } from '../../report'

export interface ReportService {
  /** @throws {app/not-found} @throws {report/no-printer | report/not-printed} for a PDF */
  make(request: ReportRequest): Promise<Download>
}

export interface ReportParts {
  readonly analysis: AnalysisService
  readonly summaryOf: (id: StudyId) => StudySummary
}

export function createReportService(context: ServiceContext, parts: ReportParts): ReportService {
  const { store, clock, version } = context
  const collecting = { store, ...parts }
  return {
    async make({ subject, format, language }) {
      const style = { language, now: clock.now(), version }
      const [stem, page] =
        subject.kind === 'study'
          ? [
              store.studies.get(subject.id).name,
              await writeStudyReport(await collectStudy(collecting, subject.id), style),
            ]
          : [
              store.projects.get(subject.id).name,
              await writeProjectReport(await collectProject(collecting, subject.id), style),
            ]
      if (format === 'html') return toDownload(page, { stem, suffix: '.html', mediaType: 'text/html' })
      const pdf = await print(context, page)
      return toDownload(pdf, { stem, suffix: '.pdf', mediaType: 'application/pdf' })
    },
  }
}

async function print({ folders, printPage }: ServiceContext, page: string): Promise<Uint8Array> {
  const folder = mkdtempSync(join(folders.uploads, 'report-'))
  try {
    const [html, pdf] = [join(folder, 'report.html'), join(folder, 'report.pdf')]
    writeFileSync(html, page)
    await printPage(html, pdf)
    return readFileSync(pdf)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
