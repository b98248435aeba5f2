// Compile a folder's Python for the Lambda's version of it, on any machine: CPython in WebAssembly runs where Node does.
// node compile.mjs FOLDER VERSION; prints how many files. Compiled files are the same for every processor.
import { loadPyodide } from "pyodide";

const [folder, version] = process.argv.slice(2);
const python = await loadPyodide({ stdout: () => {} });
python.FS.mkdirTree("/task");
python.FS.mount(python.FS.filesystems.NODEFS, { root: folder }, "/task");
python.globals.set("wanted", version);
const count = python.runPython(`
import compileall, pathlib, py_compile, sys
assert "%d.%d" % sys.version_info[:2] == wanted, f"this compiles for {sys.version}, not for {wanted}: change infra/package.json"
unchecked = py_compile.PycInvalidationMode.UNCHECKED_HASH
assert compileall.compile_dir("/task", maxlevels=50, quiet=1, stripdir="/task", prependdir="/var/task", invalidation_mode=unchecked)
len(list(pathlib.Path("/task").rglob("*.pyc")))
`);
console.log(count);
