/**
 * Lets the event loop turn: messages that came meanwhile are handled first. The encoder runs in the worker's own
 * thread, and promises alone never give it back.
 *
 * Behind all else where the browser can say so: Chromium handles messages of one port in a row, and a port that
 * posts to itself kept those of the page waiting for seconds. (A timer would wait 4 ms each time.)
 */
export function nextTask(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: Pick<Scheduler, 'postTask'> };
  if (scheduler) return scheduler.postTask(() => {}, { priority: 'background' });
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
