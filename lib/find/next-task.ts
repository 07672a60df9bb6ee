/**
 * Lets the event loop turn: messages that came meanwhile are handled first. The encoder runs in the worker's own
 * thread, and promises alone never give it back. (A timer would wait 4 ms each time.)
 */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
