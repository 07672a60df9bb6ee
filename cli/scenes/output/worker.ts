import { parentPort, workerData } from 'node:worker_threads';
import { type Job, makeSceneFile, type SceneRecord } from './job';

const records: SceneRecord[] = [];
for (const job of workerData as Job[]) records.push(await makeSceneFile(job));
parentPort?.postMessage(records);
