import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { Annotation, emptyAnnotation, type AnnotationChange } from '@shared/domain/annotation'
import { ProjectId, StudyId } from '@shared/domain/ids'
import { useMarked } from './useMarked'

const projectId = v.parse(ProjectId, 'project01')
const marks: Readonly<Record<string, AnnotationChange>> = {
  second: { isStarred: true, tags: ['b'] },
  third: { isArchived: true, tags: ['a'] },
  fourth: { tags: ['b', 'a'] },
}
const annotationOf = (name: string): Annotation =>
  v.parse(Annotation, {
    ...emptyAnnotation({ kind: 'study', id: v.parse(StudyId, `study-${name}`) }, projectId),
    ...marks[name],
  })
const list = () => useMarked(() => ['first', 'second', 'third', 'fourth'], annotationOf)

describe('useMarked', () => {
  it('shows the starred first and leaves out the archived', () => {
    const { shown, archivedCount, tags } = list()
    expect(shown.value).toEqual(['second', 'first', 'fourth'])
    expect(archivedCount.value).toBe(1)
    expect(tags.value).toEqual(['a', 'b'])
  })

  it('shows the archived where asked, and those of a tag', () => {
    const { shown, isShowingArchived, tag } = list()
    isShowingArchived.value = true
    expect(shown.value).toHaveLength(4)
    tag.value = 'a'
    expect(shown.value).toEqual(['third', 'fourth'])
    tag.value = 'a tag that is gone'
    expect(shown.value).toHaveLength(4)
  })
})
