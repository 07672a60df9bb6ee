/**
 * The smallest model that ONNX Runtime opens: y = Identity(x), float [1], opset 13.
 *
 * The runtime fetches and compiles its WebAssembly with the first session and not before; with this
 * one that happens while the real model is still on its way.
 */
export const IDENTITY_MODEL: Uint8Array = Uint8Array.from(
  atob(
    'CAgSADo3ChAKAXgSAXkiCElkZW50aXR5EgFnWg8KAXgSCgoICAESBAoCCAFiDwoBeRIKCggIARIECgIIAUIECgAQDQ==',
  ),
  (character) => character.charCodeAt(0),
);
