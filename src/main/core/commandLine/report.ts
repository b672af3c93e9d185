/** @file `fettle report`: what was done and found, in one file to keep. */
import { writeFile } from 'node:fs/promises'
import type { ReportRequest } from '../../../shared/domain/writtenReport'
import type { Call } from './coreClient'
import { EXIT_CODES } from './exitCodes'
import { findProject } from './findProject'
import { findStudy } from './findTrial'
import { isProblem, readOptions } from './options'
import type { Command } from './types'

export const report: Command = {
  summary: 'write a report of a study or a project as one HTML or PDF file',
  help: `fettle report <study|project> [-o file.html|file.pdf] [--language en|zh-CN]

Methods with their seeds, charts, the best trials and models, the sealed test, and your notes, in one file that
needs nothing else. A PDF is printed by Chrome, Chromium or Edge; FETTLE_BROWSER names another one.
A study or project is named by its id or its name; a study comes first where both have it.

  -o, --output <file>     where to; .pdf makes a PDF (the name, as HTML, in the present folder)
  --language en|zh-CN     of the report (en)
`,
  async run(args, { terminal, withCore }) {
    const read = readOptions(args, {
      output: { type: 'string', short: 'o' },
      language: { type: 'string', default: 'en' },
    })
    if (isProblem(read)) return read
    const { output, language } = read.values
    const [text, ...more] = read.positionals
    if (text === undefined || more.length > 0) return { problem: 'Name one study or project.' }
    if (language !== 'en' && language !== 'zh-CN') return { problem: '--language takes en or zh-CN.' }
    const format = output?.toLowerCase().endsWith('.pdf') === true ? 'pdf' : 'html'
    const download = await withCore(async (_core, call) =>
      call('report:make', { subject: await findSubject(call, text), format, language }),
    )
    const file = output ?? download.fileName
    await writeFile(file, Buffer.from(download.base64, 'base64'))
    terminal.print(file)
    return EXIT_CODES.ok
  },
}

async function findSubject(call: Call, text: string): Promise<ReportRequest['subject']> {
  const study = findStudy(await call('study:list', { projectId: null }), text)
  if (study) return { kind: 'study', id: study.id }
  return { kind: 'project', id: (await findProject(call, text)).id }
}
