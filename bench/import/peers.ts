/** @file DuckDB and PapaParse, fetched into a folder outside the project, each in a process of its own. */
import { execFile, execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import * as v from 'valibot'

export type PeerName = 'duckdb' | 'papaparse'

const PACKAGES = ['@duckdb/node-api@1.5.4-r.1', 'papaparse@5']
const SCRIPT = resolve(import.meta.dirname, 'readWithPeer.mjs')

const Figures = v.strictObject({ seconds: v.number(), peakMegabytes: v.number(), rows: v.number() })

/** @returns where the peers lie. */
export function installPeers(folder: string): string {
  const peerFolder = join(folder, 'peers')
  mkdirSync(peerFolder, { recursive: true })
  writeFileSync(join(peerFolder, 'package.json'), '{ "private": true }')
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--silent', ...PACKAGES], { cwd: peerFolder })
  return peerFolder
}

/** Reads a table and summarises its columns, as far as the peer does. */
export async function runPeer(
  peer: PeerName,
  peerFolder: string,
  path: string,
): Promise<v.InferOutput<typeof Figures>> {
  const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT, peer, peerFolder, path], {
    maxBuffer: 2 ** 26,
  })
  return v.parse(Figures, JSON.parse(stdout.trim().split('\n').at(-1) ?? ''))
}
