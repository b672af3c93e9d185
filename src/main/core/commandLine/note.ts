/** @file `fettle note`: reads and writes notes, tags, stars and the archive. */
import { readFile } from 'node:fs/promises'
import type { Annotation, AnnotationChange, Subject } from '../../../shared/domain/annotation'
import { AppError } from '../../../shared/errors/appError'
import type { Call } from './coreClient'
import { EXIT_CODES } from './exitCodes'
import { findProject } from './findProject'
import { findStudy, findTrial } from './findTrial'
import { isProblem, readOptions } from './options'
import type { Command } from './types'

export const note: Command = {
  summary: 'read and write notes, tags and stars of a project, a study or a trial',
  help: `fettle note <project|study|study:number> [--text text | --file file.md] [--tags a,b] [--star | --no-star]
            [--archive | --no-archive] [--json]

Prints what was written, after writing what is given; what is not named stays as it is. A study comes first where a
project has the same name; "project:<name>" means the project.

  --text <text>    the note, in Markdown; the one before is kept
  --file <file>    the same, from a file
  --tags <a,b>     all tags, parted by commas; "" for none
  --star           give a star (--no-star takes it away)
  --archive        put aside (--no-archive takes it out again)
`,
  async run(args, { terminal, withCore }) {
    const read = readOptions(args, {
      text: { type: 'string' },
      file: { type: 'string' },
      tags: { type: 'string' },
      star: { type: 'boolean' },
      'no-star': { type: 'boolean' },
      archive: { type: 'boolean' },
      'no-archive': { type: 'boolean' },
      json: { type: 'boolean' },
    })
    if (isProblem(read)) return read
    const [name, ...more] = read.positionals
    if (name === undefined || more.length > 0) return { problem: 'Name one project, study or trial.' }
    const { values } = read
    if (values.text !== undefined && values.file !== undefined)
      return { problem: 'Give --text or --file, not both.' }
    const text = values.file === undefined ? values.text : await readText(values.file)
    const change: AnnotationChange = {
      ...(text === undefined ? {} : { note: text }),
      ...(values.tags === undefined
        ? {}
        : { tags: values.tags.split(',').filter((tag) => tag.trim() !== '') }),
      ...pick('isStarred', values.star, values['no-star']),
      ...pick('isArchived', values.archive, values['no-archive']),
    }
    const written = await withCore(async (_core, call) => {
      const subject = await findSubject(call, name)
      const isRead = Object.keys(change).length === 0
      return isRead ? call('annotation:get', { subject }) : call('annotation:set', { subject, change })
    })
    terminal.print(values.json ? JSON.stringify(written) : describe(written))
    return EXIT_CODES.ok
  },
}

function pick<Name extends string>(name: Name, on?: boolean, off?: boolean): { [K in Name]?: boolean } {
  if (!on && !off) return {}
  return { [name]: on === true } as { [K in Name]: boolean }
}

async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((cause: unknown) => {
    throw new AppError('file/unreadable', { name: path }, { cause })
  })
}

const PROJECT = 'project:'

async function findSubject(call: Call, text: string): Promise<Subject> {
  const ofProject = async (name: string): Promise<Subject> => ({
    kind: 'project',
    id: (await findProject(call, name)).id,
  })
  if (text.startsWith(PROJECT)) return ofProject(text.slice(PROJECT.length))
  const study = findStudy(await call('study:list', { projectId: null }), text)
  if (study) return { kind: 'study', id: study.id }
  const cards = await call('project:list', null)
  if (cards.some(({ id, name }) => id === text || name === text)) return ofProject(text)
  return { kind: 'trial', id: await findTrial(call, text) }
}

function describe({ note: text, tags, isStarred, isArchived }: Annotation): string {
  const marks = [
    ...(isStarred ? ['★'] : []),
    ...(isArchived ? ['archived'] : []),
    ...(tags.length > 0 ? [`[${tags.join(', ')}]`] : []),
  ]
  return [...(marks.length > 0 ? [marks.join(' ')] : []), text === '' ? '(no note)' : text].join('\n')
}
