/** @file Handlers of the app itself: about, preferences, projects, samples and files handed over. */
import type { appInvokes } from '../../../shared/contract/invokes/app'
import type { Services } from '../../services'
import type { HandlersOf } from '../router'

export function appHandlers({
  about,
  preferences,
  compute,
  projects,
  files,
  storage,
}: Services): HandlersOf<keyof typeof appInvokes> {
  return {
    'app:about': () => about(),
    'preferences:get': () => preferences.get(),
    'preferences:set': (change) => preferences.set(change),
    'compute:list': () => compute.list(),
    'compute:measure': ({ key }) => compute.measureAgain(key),
    'storage:get': () => storage.get(),
    'storage:free': ({ kinds }) => storage.free(kinds),
    'project:list': () => projects.list(),
    'project:create': ({ name }) => projects.create(name),
    'project:rename': ({ id, name }) => projects.rename(id, name),
    'project:remove': ({ id }) => projects.remove(id),
    'project:restore': ({ id }) => projects.restore(id),
    'file:begin': (request) => files.begin(request),
    'file:append': ({ fileId, base64 }) => files.append(fileId, base64),
    'folder:begin': ({ name }) => files.beginFolder(name),
    'folder:append': ({ fileId, pieces }) => files.appendToFolder(fileId, pieces),
    'file:end': ({ fileId }) => files.end(fileId),
    'file:discard': ({ fileId }) => files.discard(fileId),
  }
}
