import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import * as v from 'valibot'
import { describe, expect, it, onTestFinished } from 'vitest'
import { fillGolden, GOLDEN_FILES } from '../../../../test/golden/goldenContents'
import { makeStudy } from '../../../../test/support/storeContents'
import { emptyAnnotation } from '../../../shared/domain/annotation'
import { ProjectId } from '../../../shared/domain/ids'
import { IN_MEMORY, openStore, type Store } from '..'

const { id: studyId, projectId } = makeStudy('flowers', 'flowers')

function open(): Store {
  const store = openStore({ folder: IN_MEMORY, now: () => 0 })
  onTestFinished(() => store.close())
  return store
}

function filled(): Store {
  const store = open()
  fillGolden(store)
  store.annotations.put({
    ...emptyAnnotation({ kind: 'study', id: studyId }, projectId),
    note: 'why',
    changedAt: 1,
  })
  return store
}

function temporaryFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fettle-project-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return join(folder, 'project.db')
}

/** Everything of a project but identities, which may differ. */
function contentsOf(store: Store, id: ProjectId): unknown {
  const studies = store.studies.list(id)
  return {
    datasets: store.datasets.list(id),
    models: store.models.list(id),
    studies,
    trials: studies.map((study) => store.trials.list(study.id)),
    steps: studies.map((study) => store.trials.list(study.id).map((row) => store.trials.steps(row.id))),
    reports: studies.map((study) => store.reports.get(study.id)),
    annotations: store.annotations.list(id),
  }
}

const createIds = (): (() => string) => {
  let count = 0
  return () => `fresh-${String(++count).padStart(6, '0')}`
}

describe('a project as a database of its own', () => {
  it('comes into an empty store as it was, identities and all', () => {
    const [store, file] = [filled(), temporaryFile()]
    const ids = store.extractProject(projectId, file)
    expect(ids.has(studyId)).toBe(true)
    const other = open()
    const adopted = other.adoptProject(file, createIds())
    expect(adopted).toEqual({ projectId, renamed: new Map() })
    expect(contentsOf(other, projectId)).toEqual(contentsOf(store, projectId))
    expect(other.preferences.get()).not.toEqual(store.preferences.get())
  })

  it('leaves out every other project', () => {
    const [store, file] = [filled(), temporaryFile()]
    store.extractProject(projectId, file)
    const database = new Database(file)
    onTestFinished(() => void database.close())
    expect(database.prepare('SELECT DISTINCT project_id FROM studies').pluck().all()).toEqual([projectId])
    expect(database.prepare('SELECT count(*) FROM preferences').pluck().get()).toBe(0)
  })

  it('comes in twice beside itself, with identities of its own', () => {
    const [store, file] = [filled(), temporaryFile()]
    store.extractProject(projectId, file)
    const before = contentsOf(store, projectId)
    const { projectId: copyId, renamed } = store.adoptProject(file, createIds())
    expect(copyId).not.toBe(projectId)
    expect(contentsOf(store, projectId)).toEqual(before)
    const back = new Map([...renamed].map(([from, to]) => [to, from]))
    const copied = JSON.stringify(contentsOf(store, copyId)).replaceAll(
      /fresh-\d{6}/g,
      (id) => back.get(id) ?? id,
    )
    expect(JSON.parse(copied)).toEqual(before)
  })

  it('is brought to the newest schema first', () => {
    for (const golden of Object.values(GOLDEN_FILES)) {
      const file = temporaryFile()
      copyFileSync(golden, file)
      const one = new Database(file)
      one.pragma('foreign_keys = ON')
      one.prepare('DELETE FROM projects WHERE id <> ?').run(projectId)
      one.close()
      const other = open()
      expect(other.adoptProject(file, createIds()).projectId).toBe(projectId)
      expect(other.trials.list(studyId)).toHaveLength(2)
    }
  })

  it('leaves nothing behind where a row cannot be read', () => {
    const [store, file] = [filled(), temporaryFile()]
    store.extractProject(projectId, file)
    const database = new Database(file)
    database.prepare(`UPDATE trials SET assignment = '[1' WHERE number = 1`).run()
    database.close()
    const other = open()
    expect(() => other.adoptProject(file, createIds())).toThrow('project/broken-file')
    expect(other.projects.cards()).toEqual([])
    expect(() => other.adoptProject(file, createIds())).toThrow('project/broken-file')
  })

  it('is refused where a newer Fettle wrote it, or where it holds no project', () => {
    const [store, file] = [filled(), temporaryFile()]
    store.extractProject(projectId, file)
    const database = new Database(file)
    database.pragma('user_version = 999')
    database.close()
    expect(() => store.adoptProject(file, createIds())).toThrow('store/newer-schema')
    const empty = temporaryFile()
    expect(() => store.extractProject(v.parse(ProjectId, 'nobody'), empty)).toThrow('app/not-found')
    expect(() => store.adoptProject(empty, createIds())).toThrow('project/broken-file')
  })
})
