// Runs at npm install: builds what can be built here and says in one line what cannot. It never fails the installation.
const say = (sentence) => console.log(`overparam kernels: ${sentence}`);
try {
  const { buildNative } = await import("./native.mjs");
  const { buildWasm } = await import("./wasm.mjs");
  // Side by side: the native compilers are processes of their own.
  const native = buildNative().then(
    ({ compiler }) => `native kernels ready (${compiler.version}).`,
    (error) =>
      `WebAssembly will be used (up to 4 times slower) because ${error.message}; install g++ or clang++ and run \`npm run build\` for native speed.`,
  );
  try {
    await buildWasm();
  } catch (error) {
    say(`no WebAssembly was built because ${error.message}; run \`npm run build\` later.`);
  }
  say(await native);
} catch (error) {
  say(`nothing was built because ${error.message}; run \`npm run build\` later.`);
}
process.exitCode = 0;
