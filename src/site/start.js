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
  const notice = document.getElementById("start-failed");
  notice?.removeAttribute("hidden");
  // WebKit remembers scripts that failed, past a reload too, until they are asked for in another way.
  const scripts = [...document.querySelectorAll("link[rel=modulepreload]")].map(({ href }) => href);
  notice?.querySelector("a").addEventListener("click", async (event) => {
    event.preventDefault();
    await Promise.allSettled(scripts.map((script) => fetch(script, { cache: "reload" })));
    location.reload();
  });
}
