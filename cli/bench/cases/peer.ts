import type { Bench } from '../context';
export async function peer(_: Bench) { return { title: '', how: '', rows: [] }; }
