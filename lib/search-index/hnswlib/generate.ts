/**
 * Makes `hnswlib.mjs` and `hnswlib.wasm` from the npm package hnswlib-wasm (Apache-2.0), which as published
 * cannot be used in a page with a strict Content-Security-Policy, nor on Node, nor with a file of one's own:
 *
 * - its WebAssembly is a data: URL inside the script; here it is a file, streamed and cached by itself;
 * - embind makes functions from text ('unsafe-eval'); here the same functions are closures;
 * - its file system is not exported; here it is;
 * - it needs a `window`.
 *
 * npm runs it after an install (`prepare`); what it writes is not checked in.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const HEADER = `// Generated from hnswlib-wasm 0.8.2 (Apache-2.0, https://github.com/ShravanSunder/hnswlib-wasm) by
// generate.ts beside this file, which says what was changed. Do not edit.
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
`;

/** embind's caller of a C++ function, without code made from text. */
const INVOKER = `
      var paramTypes = argTypes.slice(2);
      return function(...args) {
        if (args.length !== paramTypes.length) {
          throwBindingError('function ' + humanName + ' called with ' + args.length + ' arguments, expected ' + paramTypes.length + ' args!');
        }
        var destructors = needsDestructorStack ? [] : null;
        var wired = paramTypes.map((type, i) => type.toWireType(destructors, args[i]));
        if (isClassMethodFunc) wired.unshift(argTypes[1].toWireType(destructors, this));
        var rv = cppInvokerFunc(cppTargetFunc, ...wired);
        if (needsDestructorStack) {
          runDestructors(destructors);
        } else {
          var wiredTypes = isClassMethodFunc ? argTypes.slice(1) : paramTypes;
          wiredTypes.forEach((type, i) => {
            if (type.destructorFunction !== null) type.destructorFunction(wired[i]);
          });
        }
        if (returns) return argTypes[0].fromWireType(rv);
      };
    }
`;

/** embind's caller of a JavaScript method, likewise. */
const METHOD_CALLER = `
      var paramTypes = types.slice(1);
      var invokerFunction = function(handle, name, destructors, args) {
        var offset = 0;
        var values = paramTypes.map((type) => {
          var value = type.readValueFromPointer(args + offset);
          offset += type['argPackAdvance'];
          return value;
        });
        var rv = handle[name](...values);
        paramTypes.forEach((type, i) => {
          if (type['deleteObject']) type.deleteObject(values[i]);
        });
        if (!retType.isVoid) return retType.toWireType(destructors, rv);
      };
`;

/** @returns the changed script and the WebAssembly it held */
export function generate(published: string): { glue: string; wasm: Buffer } {
  const data = /'data:application\/octet-stream;base64,([A-Za-z0-9+/=]+)'/.exec(published);
  if (!data?.[1]) throw new Error('the package holds no WebAssembly');
  let glue = published.replace(data[0], "'hnswlib.wasm'");
  const put = (from: string, until: string, text: string): void => {
    const start = glue.indexOf(from);
    const end = glue.indexOf(until, start + from.length);
    if (start < 0 || end < 0) throw new Error(`the package has no ${JSON.stringify(from)}`);
    glue = glue.slice(0, start) + text + glue.slice(end);
  };
  put('var _scriptDir = import.meta.url', ';', 'var _scriptDir = ""');
  put(
    '\n      var argsList = "";\n      var argsListWired',
    '\n  function heap32VectorToArray',
    INVOKER,
  );
  put(
    '\n      var params = ["retType"];',
    '\n      returnId = emval_addMethodCaller',
    METHOD_CALLER,
  );
  put("if (!(typeof window == 'object' || typeof importScripts", '\n', '');
  put(
    '\n\nrun();\n',
    '\n\n// end include',
    "\n\nObject.defineProperty(Module, 'FS', { value: FS });\nrun();\n",
  );
  glue = glue
    .replace(/\n\/\/# sourceMappingURL=.*/g, '')
    .replace(/[ \t]+$/gm, '')
    .replace('\0', 'NUL');
  return { glue: HEADER + glue.trimStart(), wasm: Buffer.from(data[1], 'base64') };
}

/** The published script, as npm installed it. */
export function readPublished(): string {
  const path = createRequire(import.meta.url).resolve('hnswlib-wasm/lib/hnswlib.mjs');
  return readFileSync(path, 'utf8');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { glue, wasm } = generate(readPublished());
  writeFileSync(new URL('hnswlib.mjs', import.meta.url), glue);
  writeFileSync(new URL('hnswlib.wasm', import.meta.url), wasm);
}
