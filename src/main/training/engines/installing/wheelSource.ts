/** @file Where wheels come from: the indexes that pip asks, or a folder. */
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { AppError } from '../../../../shared/errors/appError'
import { credentialsOf, type HttpSettings, httpText } from './httpGet'
import type { PipConfig } from './pipConfig'
import { metadataIn } from './wheelFile'
import { projectOf } from './wheelName'
import { ACCEPTED, type IndexFile, readIndexPage } from './simpleIndex'

export interface WheelSource {
  /** Every file there is of a project, other files perhaps too. @throws {engine/offline} */
  list(project: string): Promise<readonly IndexFile[]>
  /** The METADATA of a wheel that is not here yet; null where only the wheel itself has it. */
  metadata(file: IndexFile): Promise<string | null>
  /** What is said where the project has no wheel that fits. */
  missing(project: string, platform: string): AppError
}

/** @param folder of wheels, or a single one of them @throws {file/unreadable} where there is no such folder */
export async function folderSource(folder: string): Promise<WheelSource> {
  const isWheel = folder.toLowerCase().endsWith('.whl')
  const all = await wheelsIn(isWheel ? dirname(folder) : folder)
  const files = isWheel ? all.filter(({ name }) => name === basename(folder)) : all
  if (isWheel && files.length === 0) throw new AppError('file/unreadable', { name: folder })
  return {
    list: () => Promise.resolve(files),
    metadata: (file) => metadataIn(fileURLToPath(file.url), file.name),
    missing(wanted, platform) {
      const [project = ''] = wanted.split(' ')
      const other = files.find(({ name }) => projectOf(name) === project)
      return other === undefined
        ? new AppError('engine/no-wheel-in-folder', { name: wanted, folder })
        : new AppError('engine/other-wheel', { file: other.name, name: wanted, platform })
    },
  }
}

export function indexSource(config: PipConfig, http: HttpSettings, signal: AbortSignal): WheelSource {
  const page = async (url: string): Promise<IndexFile[]> => {
    const found = await httpText(http, { url, headers: { accept: ACCEPTED }, signal })
    return found === null ? [] : readIndexPage(found.text, found.contentType, found.url)
  }
  const linked = async (place: string): Promise<readonly IndexFile[]> => {
    if (/^https?:/.test(place)) return page(place)
    return wheelsIn(place.startsWith('file:') ? fileURLToPath(place) : place).catch(() => [])
  }
  return {
    async list(project) {
      const asked = [
        ...config.findLinks.map((place) => linked(place)),
        ...config.indexes.map((index) => page(`${index.replace(/\/+$/, '')}/${project}/`)),
      ]
      const answers = await Promise.allSettled(asked)
      const files = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
      const failed = answers.find(({ status }) => status === 'rejected')
      if (files.length === 0 && failed?.status === 'rejected') throw failed.reason
      return files
    },
    async metadata({ url, hasMetadata, name }) {
      if (url.startsWith('file:')) return metadataIn(fileURLToPath(url), name)
      const found = hasMetadata ? await httpText(http, { url: `${url}.metadata`, signal }) : null
      return found?.text ?? null
    },
    missing: (name, platform) => new AppError('engine/no-wheel', { name, platform }),
  }
}

/** Of the addresses of indexes; files on the same host are fetched with them, as pip does. */
export function credentialsIn(indexes: readonly string[]): ReadonlyMap<string, string> {
  const urls = indexes.flatMap((index) => URL.parse(index) ?? [])
  return new Map(urls.filter(({ username }) => username !== '').map((url) => [url.host, credentialsOf(url)]))
}

export async function readCertificates(file: string | null): Promise<string | null> {
  return file === null ? null : readFile(file, 'utf8').catch(() => null)
}

async function wheelsIn(folder: string): Promise<IndexFile[]> {
  const names = await readdir(folder).catch(() => {
    throw new AppError('file/unreadable', { name: folder })
  })
  const wheels = names.filter((name) => name.toLowerCase().endsWith('.whl'))
  return Promise.all(
    wheels.map(async (name) => {
      const path = join(folder, name)
      const { size } = await stat(path)
      return {
        name,
        url: pathToFileURL(path).href,
        sha256: null,
        sizeBytes: size,
        isYanked: false,
        hasMetadata: false,
      }
    }),
  )
}
