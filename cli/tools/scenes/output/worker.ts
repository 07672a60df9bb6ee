import { parentPort, workerData } from 'node:worker_threads';
import type { Job, SceneRecord } from './job';
import { makeAndKeep } from './parts';

const { shard, thread } = workerData as { shard: Job[]; thread: number };
const records: SceneRecord[] = [];
for (const job of shard) records.push(await makeAndKeep(job, thread));
parentPort?.postMessage(records);
