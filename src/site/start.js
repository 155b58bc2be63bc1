// Begins the app after the first picture: what can be read comes first, and nothing takes the line from it.

const painted = () =>
  document.hidden ? undefined : new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

try {
  await painted();
  const [{ default: init }, wasm] = await Promise.all([
    import("./{js}"),
    fetch(new URL("{wasm}", import.meta.url), { integrity: "{integrity}" }),
  ]);
  await init({ module_or_path: wasm });
} catch (error) {
  console.error(error);
  document.getElementById("start-failed")?.removeAttribute("hidden");
}
