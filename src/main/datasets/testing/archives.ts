/** @file Folders and archives with what a test puts into them, hostile names included. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { pack, type Header } from 'tar-stream'
import { ZipFile } from 'yazl'
import type { SourceFile } from '../types'
import { makeFolder, writeTable } from './temporaryFiles'

/** What a file of a folder or archive holds, by its name inside. */
export type Contents = Readonly<Record<string, string | Uint8Array>>

export function writeFolder(contents: Contents, fileName = 'folder'): SourceFile {
  const path = join(makeFolder(), fileName)
  mkdirSync(path)
  for (const [name, content] of Object.entries(contents)) {
    mkdirSync(dirname(join(path, name)), { recursive: true })
    writeFileSync(join(path, name), content)
  }
  return { path, fileName }
}

export interface TarEntry extends Pick<Header, 'name'> {
  readonly type?: Header['type']
  readonly linkname?: string
  readonly content?: string | Uint8Array
}

export async function tarOf(entries: readonly TarEntry[]): Promise<Buffer> {
  const archive = pack()
  for (const { content = '', ...header } of entries) archive.entry(header, Buffer.from(content))
  archive.finalize()
  return buffer(archive)
}

/** @param contents by name; names that a zip must not have are put in afterwards, over others of the same length. */
export async function zipOf(
  contents: Contents,
  renamed: Readonly<Record<string, string>> = {},
): Promise<Buffer> {
  const archive = new ZipFile()
  for (const [name, content] of Object.entries(contents)) archive.addBuffer(Buffer.from(content), name)
  archive.end()
  let bytes: Buffer = await buffer(archive.outputStream)
  for (const [from, to] of Object.entries(renamed)) bytes = replaceAll(bytes, from, to)
  return bytes
}

function replaceAll(bytes: Buffer, from: string, to: string): Buffer {
  const changed = Buffer.from(bytes)
  for (let at = changed.indexOf(from); at >= 0; at = changed.indexOf(from, at + 1)) changed.write(to, at)
  return changed
}

export function writeArchive(content: Uint8Array, fileName: string): SourceFile {
  return writeTable(content, fileName)
}
