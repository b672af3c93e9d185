import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { request } from 'node:http'
import type { ServedModelCard } from '../../../src/shared/domain/serving'
import { type BuiltPrograms, buildPrograms } from '../../support/buildPrograms'
import { type CoreBench, openCore, openSample, untilEnded } from '../../support/coreBench'
import type { TrialId } from '../../../src/shared/domain/ids'

const ROW = { sepal_length: '5.1', sepal_width: 3.5, petal_length: '1.4', petal_width: 0.2 }

let programs: BuiltPrograms
let core: CoreBench
let served: ServedModelCard
let trialId: TrialId

beforeAll(async () => {
  programs = await buildPrograms()
  core = await openCore(programs)
  const { call } = core
  const study = await openSample(call, 'iris', { trials: 2, parallel: 2 })
  await call('study:start', { id: study.id })
  trialId = (await untilEnded(call, study.id)).best?.trialId as TrialId
  const { id } = await call('deployment:add', { trialId, name: 'garden' })
  await call('deployment:set', { id, settings: { name: 'garden', isLogging: true, keptRows: 1000 } })
  served = await call('serving:start', { id, waitMs: 10 })
})
afterAll(async () => {
  await core[Symbol.asyncDispose]()
  await programs.remove()
})

const at = (path: string): string => `http://127.0.0.1:${String(served.port)}${path}`
const ask = (body: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(at('/predict'), {
    method: 'POST',
    body,
    headers: { Authorization: `Bearer ${served.token}`, 'Content-Type': 'application/json', ...headers },
  })

/** Asks with headers that `fetch` does not allow to be set. */
function statusWith(headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request(
      at('/schema'),
      { headers: { Authorization: `Bearer ${served.token}`, ...headers } },
      (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      },
    )
    asked.once('error', reject)
    asked.end()
  })
}

describe('a model that answers over HTTP', () => {
  it('answers rows as the window does, many requests at the same time', async () => {
    const rows = [Object.fromEntries(Object.entries(ROW).map(([name, cell]) => [name, String(cell)]))]
    const [expected] = await core.call('predict:rows', { trialId, rows })
    const answers = await Promise.all(
      Array.from({ length: 40 }, async () => (await ask(JSON.stringify({ rows: [ROW, ROW] }))).json()),
    )
    for (const answer of answers) {
      const { predictions } = answer as {
        predictions: { value: string; probabilities: Record<string, number> }[]
      }
      expect(predictions.map(({ value }) => value)).toEqual([expected?.value, expected?.value])
      const shares = Object.values(predictions[0]?.probabilities ?? {})
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5)
    }
    expect((await core.call('serving:list', null))[0]).toMatchObject({ requests: 40, rows: 80 })
    expect((await core.call('deployment:list', { projectId: null }))[0]?.rows).toBe(80)
  })

  it('calls each row that is kept as the log does, so that a label can name it', async () => {
    const { predictions } = (await (await ask(JSON.stringify([ROW, ROW]))).json()) as {
      predictions: { row: number }[]
    }
    const [card] = await core.call('deployment:list', { projectId: null })
    const kept = await core.call('deployment:rows', { id: card?.id ?? served.id, offset: 0, limit: 2 })
    expect(predictions.map(({ row }) => row)).toEqual(kept.map(({ key }) => key).reverse())
  })

  it('names columns that it does not read', async () => {
    const { petal_length: _petal, ...rest } = ROW
    const rows = [{ ...rest, 'petal length': 1.4 }, ROW]
    expect(await (await ask(JSON.stringify({ rows }))).json()).toMatchObject({ ignored: ['petal length'] })
    expect(await (await ask(JSON.stringify(ROW))).json()).not.toHaveProperty('ignored')
  })

  it('says what it reads, that it is there, and has a page that fetches nothing from elsewhere', async () => {
    expect(await (await fetch(at('/health'))).json()).toEqual({ status: 'ok' })
    const schema = (await (await fetch(at(`/schema?token=${served.token}`))).json()) as { fields: object[] }
    expect(schema).toMatchObject({ name: 'garden', target: 'species' })
    expect(schema.fields).toHaveLength(4)
    const page = await fetch(served.address)
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await page.text()).not.toMatch(/https?:\/\//)
  })

  it('tells what is wrong with a request', async () => {
    const cases: [Promise<Response>, number, string][] = [
      [ask('{'), 400, 'serving/bad-body'],
      [ask('[1]'), 400, 'serving/bad-body'],
      [ask('a,b', { 'Content-Type': 'text/csv' }), 415, 'serving/unknown-kind'],
      [ask(JSON.stringify({ ...ROW, petal_width: 'wide' })), 422, 'predict/not-a-number'],
      [ask(JSON.stringify(Array.from({ length: 10_001 }, () => ROW))), 413, 'serving/too-many-rows'],
      [fetch(at(`/nowhere?token=${served.token}`)), 404, 'serving/path'],
      [fetch(at(`/predict?token=${served.token}`)), 405, 'serving/method'],
    ]
    for (const [asking, status, code] of cases) {
      const response = await asking
      expect(response.status).toBe(status)
      expect(await response.json()).toMatchObject({ error: { code } })
    }
    const lacking = (await (await ask(JSON.stringify([{ ...ROW }, {}]))).json()) as { predictions: object[] }
    expect(lacking.predictions).toHaveLength(2)
  })

  it('hears nobody without the token, from another page or under another name', async () => {
    expect((await fetch(at('/schema'))).status).toBe(401)
    expect((await fetch(at('/schema?token=wrong'))).status).toBe(401)
    expect(await statusWith({})).toBe(200)
    expect(await statusWith({ Host: `evil.example:${String(served.port)}` })).toBe(403)
    expect(await statusWith({ Origin: 'http://evil.example' })).toBe(403)
  })

  it('may be a smaller one that was made of the trial', async () => {
    const { call } = core
    const { id: artifactId } = await call('artifact:compress', {
      trialId,
      method: { kind: 'distil', epochs: 1 },
    })
    const { id } = await call('deployment:add', { trialId, name: 'smaller' })
    const card = await call('serving:start', { id, artifactId })
    expect(card.artifactId).toBe(artifactId)
    const response = await fetch(`http://127.0.0.1:${String(card.port)}/predict`, {
      method: 'POST',
      body: JSON.stringify([ROW]),
      headers: { Authorization: `Bearer ${card.token}`, 'Content-Type': 'application/json' },
    })
    const { predictions } = (await response.json()) as { predictions: { probabilities: object }[] }
    const rows = [Object.fromEntries(Object.entries(ROW).map(([name, cell]) => [name, String(cell)]))]
    const [own] = await call('predict:rows', { trialId, artifactId, rows })
    const shares = (own?.probabilities ?? []).map(({ label, probability }) => [label, probability])
    expect(predictions[0]?.probabilities).toEqual(Object.fromEntries(shares))
    expect(await call('deployment:predict', { id, artifactId, rows })).toEqual([own])
    await call('serving:stop', { id })
  })

  it('is one at a time, and ends when it is told to', async () => {
    await expect(core.call('serving:start', { id: served.id })).rejects.toMatchObject({
      code: 'serving/already',
    })
    const other = await core.call('deployment:add', { trialId, name: 'second' })
    await expect(core.call('serving:start', { id: other.id, port: served.port })).rejects.toMatchObject({
      code: 'serving/port-taken',
    })
    await core.call('serving:stop', { id: served.id })
    await expect(fetch(at('/health'))).rejects.toThrow()
    expect(await core.call('serving:list', null)).toEqual([])
  })
})
