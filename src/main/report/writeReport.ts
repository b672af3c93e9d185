/** @file Reports as whole pages. */
import type { ProjectContents, StudyContents } from './contents'
import { createFigures } from './figures'
import { page } from './html/page'
import { projectSection } from './html/projectSection'
import { studySection } from './html/studySection'
import type { Writer } from './html/writer'
import { chinese } from './words/chinese'
import { english, type ReportWords } from './words/english'

const WORDS: Readonly<Record<'en' | 'zh-CN', ReportWords>> = { en: english, 'zh-CN': chinese }

export interface ReportStyle {
  readonly language: 'en' | 'zh-CN'
  /** Milliseconds since 1970. */
  readonly now: number
  readonly version: string
}

/** @returns a whole page of HTML that needs nothing else. */
export async function writeStudyReport(contents: StudyContents, style: ReportStyle): Promise<string> {
  const { words, writer } = begin(style)
  const body = [await studySection(contents, writer)]
  return finish(words.titleOfStudy(contents.summary.name), body, style)
}

/** The same for a project with all its studies. */
export async function writeProjectReport(contents: ProjectContents, style: ReportStyle): Promise<string> {
  const { words, writer } = begin(style)
  const body = [await projectSection(contents, writer)]
  return finish(words.titleOfProject(contents.project.name), body, style)
}

function begin({ language }: ReportStyle): {
  readonly words: ReportWords
  readonly writer: Writer
} {
  const words = WORDS[language]
  return { words, writer: { words, figures: createFigures(words) } }
}

function finish(
  title: string,
  body: Parameters<typeof page>[0]['body'],
  { language, now, version }: ReportStyle,
): string {
  const words = WORDS[language]
  return page({ locale: words.locale, title, made: words.made(words.day(now), version), body })
}
