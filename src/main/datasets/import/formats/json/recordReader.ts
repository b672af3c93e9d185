/** @file Finds the records in a JSON text, whole or a record a line, as it comes in. */
import { JSONParser } from '@streamparser/json'
import type { RejectedRow } from '../../../../../shared/domain/dataset'
import { INVALID_CHARACTER } from '../../file/readText'

/** Where the records are: in one list, in lists inside one object, one a line, or one after the other. */
export type JsonLayout = 'list' | 'wrapped' | 'lines' | 'sequence'

export interface RecordSink {
  /** @param place its line where there is one a line, else its number, from 1. */
  onRecord(record: unknown, place: number): void
  onUnreadable(row: RejectedRow): void
}

export interface RecordReader {
  write(text: string): void
  end(): void
}

/** @param head the beginning of the text, some kilobytes. */
export function findLayout(head: string): JsonLayout {
  const lines = head.split(/\r\n|\r|\n/)
  const whole = lines.length > 1 ? lines.slice(0, -1) : lines
  const filled = whole.filter((line) => line.trim() !== '')
  const start = head.trimStart()
  if (start.startsWith('[')) return isLineOfLists(filled) ? 'lines' : 'list'
  const isByLines = filled.slice(0, 20).some(isWholeRecord)
  if (isByLines && filled.length > 1) return 'lines'
  if (/^\{\s*"(?:[^"\\]|\\.)*"\s*:\s*\[\s*\{/.test(start)) return 'wrapped'
  return isByLines ? 'lines' : 'sequence'
}

function isLineOfLists(lines: readonly string[]): boolean {
  return lines.length > 1 && lines.slice(0, 3).every((line) => Array.isArray(parse(line)))
}

function isWholeRecord(line: string): boolean {
  const value = parse(line)
  return typeof value === 'object' && value !== null
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export function createRecordReader(layout: JsonLayout, sink: RecordSink): RecordReader {
  return layout === 'lines' ? new LineReader(sink) : new StreamReader(layout, sink)
}

/** A broken line costs itself only. */
class LineReader implements RecordReader {
  private rest = ''
  private line = 0

  constructor(private readonly sink: RecordSink) {}

  write(text: string): void {
    const lines = (this.rest + text).split('\n')
    this.rest = lines.pop() ?? ''
    for (const line of lines) this.read(line)
  }

  end(): void {
    this.read(this.rest)
  }

  private read(line: string): void {
    this.line++
    if (line.trim() === '') return
    const record = line.includes(INVALID_CHARACTER) ? undefined : parse(line)
    if (record !== undefined) this.sink.onRecord(record, this.line)
    else {
      const cause = line.includes(INVALID_CHARACTER) ? 'encoding' : 'badRecord'
      this.sink.onUnreadable({ line: this.line, column: null, cause, text: line.trim().slice(0, 200) })
    }
  }
}

const PATHS = { list: '$.*', wrapped: '$.*.*', sequence: '$' } as const

/** Where the text breaks off or is broken, there is no telling what would have followed: the place is told. */
class StreamReader implements RecordReader {
  private readonly parser: JSONParser
  private count = 0
  private isBroken = false

  constructor(
    layout: keyof typeof PATHS,
    private readonly sink: RecordSink,
  ) {
    this.parser = new JSONParser({
      paths: [PATHS[layout]],
      keepStack: false,
      ...(layout === 'sequence' ? { separator: '' } : {}),
    })
    this.parser.onValue = ({ value, parent }) => {
      // Of an object with lists of records, whatever else it holds is about them, not one of them.
      if (layout === 'wrapped' && !Array.isArray(parent)) return
      this.count++
      if (hasInvalid(value)) this.reject('encoding', JSON.stringify(value))
      else sink.onRecord(value, this.count)
    }
    this.parser.onError = (error) => this.breakOff(error.message)
  }

  write(text: string): void {
    if (!this.isBroken && !this.parser.isEnded) this.parser.write(text)
    else if (text.trim() !== '') this.breakOff(text.trim())
  }

  end(): void {
    if (!this.isBroken && !this.parser.isEnded) this.parser.end()
  }

  private breakOff(text: string): void {
    if (this.isBroken) return
    this.isBroken = true
    this.count++
    this.reject('badRecord', text)
  }

  private reject(cause: RejectedRow['cause'], text: string): void {
    this.sink.onUnreadable({ line: this.count, column: null, cause, text: text.slice(0, 200) })
  }
}

function hasInvalid(value: unknown): boolean {
  return JSON.stringify(value).includes(INVALID_CHARACTER)
}
