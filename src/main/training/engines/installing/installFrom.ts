/** @file Installs as this machine is set up: wheels of a folder, or those of the indexes that pip asks. */
import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import type { EnginePack } from '../pack'
import type { HttpSettings } from './httpGet'
import { installTensorFlow, type InstallWanted } from './installTensorFlow'
import { thisMachine } from './machine'
import type { Progress } from './meter'
import { readNetrc } from './netrc'
import { readPipConfig } from './pipConfig'
import { credentialsIn, folderSource, indexSource, readCertificates } from './wheelSource'

export interface InstallRequest extends InstallWanted {
  /** A folder of wheels; without it they are fetched. */
  readonly from?: string | undefined
}

export async function installFrom(
  request: InstallRequest,
  { signal, progress }: { readonly signal: AbortSignal; readonly progress: Progress },
): Promise<EnginePack> {
  const { env, platform } = process
  const surroundings = {
    ...{ env, platform, home: homedir() },
    readText: (path: string) => readFile(path, 'utf8').catch(() => null),
  }
  const config = await readPipConfig(surroundings)
  const http: HttpSettings = {
    ...{ env, proxy: config.proxy, trustedHosts: config.trustedHosts },
    certificates: await readCertificates(config.certificates),
    credentials: credentialsIn(config.indexes),
    netrc: await readNetrc(surroundings),
  }
  const source =
    request.from === undefined ? indexSource(config, http, signal) : await folderSource(request.from)
  return installTensorFlow(request, { source, http, machine: thisMachine(), signal, progress })
}
