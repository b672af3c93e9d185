import { inject, provide, ref, shallowRef, type InjectionKey, type Ref } from 'vue'
import type { Design } from '@shared/domain/design'
import type { ModelCheck } from '@shared/domain/modelCheck'
import type { TaskFacts } from './taskFacts'
import { invariant } from '@shared/errors/appError'
import type { DesignEdit } from '../design/editDesign'

/** What every part of the builder reads and does. */
export interface BuilderContext {
  readonly design: Ref<Design>
  readonly check: Ref<ModelCheck | undefined>
  /** What the data asks of the model; undefined without data. */
  readonly facts: Ref<TaskFacts | undefined>
  /** Edits with the same key one after the other undo as one. */
  readonly apply: (edit: DesignEdit, key?: string) => void
  /** The layer under the pointer while it is dragged. */
  readonly dragged: Ref<string | null>
  /** The layer that was clicked or has the focus: what the keys to copy and paste mean. */
  readonly chosen: Ref<string | null>
  /** The layers of which only the head is shown. */
  readonly folded: Ref<ReadonlySet<string>>
}

const builderKey: InjectionKey<BuilderContext> = Symbol('builder')

/** @param shared with the builder around this one, where there is one */
export function provideBuilder(
  context: Omit<BuilderContext, 'dragged' | 'chosen' | 'folded'>,
  shared: Pick<BuilderContext, 'chosen' | 'folded'> = { chosen: ref(null), folded: shallowRef(new Set()) },
): BuilderContext {
  const whole = { ...context, dragged: ref(null), chosen: shared.chosen, folded: shared.folded }
  provide(builderKey, whole)
  return whole
}

export function useBuilder(): BuilderContext {
  const context = inject(builderKey)
  invariant(context, 'the builder provides its context')
  return context
}
