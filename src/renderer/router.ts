import { createRouter, createWebHashHistory, type RouteRecordRaw, type Router } from 'vue-router'

const notFound = () => import('./shell/NotFoundPage.vue')

/** Every screen by name; pages are loaded when they are first shown. */
export const routes: RouteRecordRaw[] = [
  { path: '/', name: 'home', component: () => import('./features/home/HomePage.vue') },
  { path: '/import', name: 'import', component: () => import('./features/data/ImportPage.vue') },
  { path: '/samples', name: 'samples', component: () => import('./features/samples/GalleryPage.vue') },
  {
    path: '/samples/:sampleId',
    name: 'sample',
    component: () => import('./features/samples/SamplePage.vue'),
  },
  {
    path: '/projects/:projectId',
    name: 'project',
    component: () => import('./features/project/ProjectPage.vue'),
  },
  {
    path: '/projects/:projectId/data',
    name: 'datasets',
    component: () => import('./features/data/DatasetListPage.vue'),
  },
  {
    path: '/projects/:projectId/data/:datasetId',
    name: 'dataset',
    component: () => import('./features/data/DatasetPage.vue'),
  },
  {
    path: '/projects/:projectId/models',
    name: 'models',
    component: () => import('./features/model/ModelListPage.vue'),
  },
  {
    path: '/projects/:projectId/models/:modelId',
    name: 'model',
    component: () => import('./features/model/ModelPage.vue'),
  },
  {
    path: '/projects/:projectId/studies',
    name: 'studies',
    component: () => import('./features/study/StudyListPage.vue'),
  },
  {
    path: '/projects/:projectId/studies/new',
    name: 'studyNew',
    component: () => import('./features/study/setup/StudySetupPage.vue'),
  },
  {
    path: '/projects/:projectId/studies/program',
    name: 'programNew',
    component: () => import('./features/study/program/ProgramSetupPage.vue'),
  },
  {
    path: '/projects/:projectId/studies/:studyId',
    name: 'study',
    component: () => import('./features/study/StudyPage.vue'),
  },
  {
    path: '/projects/:projectId/studies/:studyId/trials/:trialId',
    name: 'trial',
    component: () => import('./features/trial/TrialPage.vue'),
  },
  { path: '/learn', name: 'learn', component: () => import('./features/understand/LearnPage.vue') },
  {
    path: '/projects/:projectId/use',
    name: 'inUse',
    component: () => import('./features/inUse/DeploymentListPage.vue'),
  },
  {
    path: '/projects/:projectId/use/:deploymentId',
    name: 'deployment',
    component: () => import('./features/inUse/DeploymentPage.vue'),
  },
  { path: '/settings', name: 'settings', component: () => import('./features/settings/SettingsPage.vue') },
  { path: '/:rest(.*)*', name: 'notFound', component: notFound },
]

/** Hash history works alike from a file, a custom protocol and a server. */
export function createAppRouter(): Router {
  return createRouter({
    history: createWebHashHistory(),
    routes,
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  })
}
