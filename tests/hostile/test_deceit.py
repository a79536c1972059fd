"""Submissions that want points without the work: what earns nothing, and what is known to go undetected."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pytest

from grader.catalogue import find_exercise
from grader.judge import Engine
from grader.kit.paths import Kit
from grader.pytest_plugin.grade import judge
from grader.report import Report

pytestmark = pytest.mark.usefixtures("unharmed")

IMPORTS = "import atexit, builtins, gc, io, json, os, sys, threading\nimport keras\nimport numpy as np\n"
# It does nothing, and gets the points of those checks that demand just that.
IDLE = """
class DetectOverfittingCallback(keras.callbacks.Callback):
    def __init__(self, threshold):
        super().__init__()
"""
HOOK = IDLE + "    def on_epoch_end(self, epoch, logs=None):\n        "
FORGED = """'{"event": "begin", "run": "overfits"}', '{"event": "end", "run": "overfits"}', '{"event": "done"}'"""

DECEIT = {
    "an idle Callback for everybody": IDLE
    + "keras.callbacks.Callback.on_epoch_end = lambda self, epoch, logs=None: None",
    "a fit that does nothing": IDLE + "keras.Model.fit = lambda *_, **__: None",
    "a fit that returns an empty history": IDLE + "keras.Model.fit = lambda *_, **__: keras.callbacks.History()",
    "a CallbackList that calls nobody": IDLE + "keras.callbacks.CallbackList.on_epoch_end = lambda *_, **__: None",
    "a CallbackList that is none": IDLE + "keras.callbacks.CallbackList = lambda *_, **__: None",
    "no print": IDLE + "builtins.print = lambda *_, **__: None",
    "another json": IDLE + 'json.dumps = lambda *_, **__: \'{"event": "done"}\'',
    "a json that calls everything true": IDLE + "json.JSONEncoder.default = lambda *_: True",
    "no open": IDLE + "builtins.open = None",
    "no os.write": IDLE + "os.write = lambda fd, data: len(data)",
    "evidence on every descriptor": HOOK
    + f"for line in ({FORGED}):\n"
    + "            for fd in range(3, 64):\n"
    + "                try: os.write(fd, line.encode() + b'\\n')\n"
    + "                except OSError: pass",
    "evidence at import": f"for line in ({FORGED}):\n"
    + "    for fd in range(3, 64):\n"
    + "        try: os.write(fd, line.encode() + b'\\n')\n"
    + "        except OSError: pass\n"
    + IDLE,
    "evidence that is printed": HOOK + f"print({FORGED}, sep='\\n')",
    "a report that is printed": HOOK + 'print(\'\\x1b[2J10 / 10 points\', \'{"status": "passed", "score": 10}\')',
    "closed descriptors": HOOK + "os.closerange(3, 256)",
    "another file behind the descriptors": HOOK
    + "with open('x', 'w') as f:\n"
    + "            for fd in range(3, 64):\n"
    + "                if fd != f.fileno(): os.dup2(f.fileno(), fd)",
    "a flood of warnings": "import warnings\n"
    + IDLE
    + "    def on_train_begin(self, logs=None):\n        for _ in range(8_300): warnings.warn('x' * 2000)",
    "words at exit": IDLE + "atexit.register(print, 'Stopping training due to overfitting...')",
    "a trace function": IDLE + "sys.settrace(lambda *_: None)\nthreading.settrace(lambda *_: None)",
    "a profile function that raises": HOOK + "sys.setprofile(lambda *_: 1 / 0)",
    "an import hook": "class Hook:\n"
    + "    def find_spec(self, name, path=None, target=None):\n"
    + "        if name.startswith('grader'): raise ImportError(name)\n"
    + "sys.meta_path.insert(0, Hook())\n"
    + IDLE,
    "no grader among the modules": IDLE
    + "for name in [name for name in sys.modules if name.startswith('grader')]: del sys.modules[name]",
    "planted files": "for name in ('conftest.py', 'sitecustomize.py', 'keras.py', 'json.py', 'x.pth', 'pytest.ini'):\n"
    + "    open(name, 'w').write('raise SystemExit(0)')\n"
    + IDLE,
    "another environment": IDLE
    + "os.environ.update(PYTEST_ADDOPTS='-k nothing', KERAS_BACKEND='numpy', PYTHONPATH='.')",
    "numbers that equal everything": "class Yes(float):\n"
    + "    def __eq__(self, other): return True\n"
    + "    def __gt__(self, other): return False\n"
    + "    __hash__ = None\n"
    + HOOK
    + "logs.update({key: Yes(value) for key, value in logs.items()})",
    "a callback that equals everything": IDLE + "    def __eq__(self, other): return True\n    __hash__ = None",
    "a case that is rewritten": HOOK
    + "frame = sys._getframe()\n"
    + "        while frame:\n"
    + "            case = frame.f_locals.get('case')\n"
    + "            if isinstance(case, dict): case.update(threshold=1e9, epochs=[])\n"
    + "            frame = frame.f_back",
    "a recorder that is silenced": HOOK
    + "for one in gc.get_objects():\n"
    + "            if type(one).__name__ in ('Record', 'Channel'): one.send = lambda *_, **__: None",
    "a probe that is taken out": HOOK
    + "for one in gc.get_objects():\n"
    + "            if type(one).__name__ == 'CallbackList': one.callbacks[:] = [self]",
    "a clean exit in the middle": HOOK + "os._exit(0)",
    "done, said early": HOOK + "[one.send('done') for one in gc.get_objects() if type(one).__name__ == 'Channel']",
    "a signature that is claimed": "class Meta(type):\n"
    + "    __signature__ = property(lambda cls: 1 / 0)\n"
    + IDLE.replace("Callback):", "Callback, metaclass=Meta):"),
    "a module with every name": IDLE + "def __getattr__(name): return DetectOverfittingCallback",
    "a thread that writes later": HOOK
    + 'threading.Timer(0.01, lambda: [os.write(fd, b\'{"event": "done"}\\n\') for fd in range(5, 12)]).start()',
    "logs that are emptied": HOOK + "logs.clear()",
    "arrays that are all equal": IDLE + "np.array_equal = np.allclose = lambda *_, **__: True",
}

UNDETECTED = {
    "the rule inside Keras, not in the callback": """
thresholds = []
class DetectOverfittingCallback(keras.callbacks.Callback):
    def __init__(self, threshold):
        super().__init__()
        self.threshold = threshold
original = keras.callbacks.CallbackList.on_epoch_end
def on_epoch_end(self, epoch, logs=None):
    for one in self.callbacks:
        if isinstance(one, DetectOverfittingCallback) and logs and 'val_loss' in logs:
            loss, val_loss = logs['loss'], logs['val_loss']
            ratio = val_loss / loss if loss else (float('inf') if val_loss > 0 else 0.0)
            print(f'Epoch: {epoch}, Val/Train loss ratio: {ratio:.2f}')
            if ratio > one.threshold:
                print('Stopping training due to overfitting...')
                self.model.stop_training = True
    original(self, epoch, logs)
keras.callbacks.CallbackList.on_epoch_end = on_epoch_end
""",
    "a recorder that is made to lie": """
class DetectOverfittingCallback(keras.callbacks.Callback):
    def __init__(self, threshold):
        super().__init__()
        self.threshold = threshold
    def on_epoch_end(self, epoch, logs=None):
        self.model.optimizer.learning_rate = 123.0
        if logs and 'val_loss' in logs:
            loss, val_loss = logs['loss'], logs['val_loss']
            ratio = val_loss / loss if loss else (float('inf') if val_loss > 0 else 0.0)
            print(f'Epoch: {epoch}, Val/Train loss ratio: {ratio:.2f}')
            if ratio > self.threshold:
                print('Stopping training due to overfitting...')
                self.model.stop_training = True
sys.modules['grader.child.probe'].rate_of = lambda model: 0.01
""",
    # A callback that does nothing, and the records of one that does everything, sealed.
    "the key of the seals, found": """
import hashlib
class DetectOverfittingCallback(keras.callbacks.Callback):
    def __init__(self, threshold):
        super().__init__()
        self.threshold = threshold
    def on_train_begin(self, logs=None):
        now.update(threshold=self.threshold, ran=0, stopped=False)
now = {}
frame = sys._getframe()
while not hasattr(frame.f_locals.get('self'), '_channel'):
    frame = frame.f_back
channel = frame.f_locals['self']._channel
def write(event, **fields):
    line = json.dumps({'event': event, **fields}, default=sys.modules['grader.child.channel'].plain).encode()
    seal = hashlib.blake2b(b'%d %s' % (channel._sent, line), key=channel._key, digest_size=8)
    os.write(channel._descriptor, seal.hexdigest().encode() + b' ' + line + b'\\n')
    channel._sent += 1
def send(event, **fields):
    hook, logs = fields.get('hook'), fields.get('logs')
    if event == 'fit_end' and now['stopped']:
        history = {name: values[:now['ran']] for name, values in fields['history'].items()}
        fields = {'epochs': fields['epochs'][:now['ran']], 'history': history}
    elif now.get('stopped') and event == 'hook' and hook not in ('on_train_begin', 'on_train_end'):
        return
    elif hook == 'on_epoch_end' and fields['probe'] == 'last':
        now['ran'] += 1
        if 'val_loss' in logs:
            loss, val_loss = float(logs['loss']), float(logs['val_loss'])
            ratio = val_loss / loss if loss else (float('inf') if val_loss > 0 else 0.0)
            write('printed', stream='stdout', text=f"Epoch: {fields['at']}, Val/Train loss ratio: {ratio:.2f}\\n")
            if ratio > now['threshold']:
                write('printed', stream='stdout', text='Stopping training due to overfitting...\\n')
                fields['stop'] = now['stopped'] = True
    write(event, **fields)
channel.send = send
""",
}


def _graded(kit: Kit, engine: Engine, source: str) -> Report:
    file = Path(tempfile.gettempdir()) / "submission.py"
    file.write_text(IMPORTS + source, encoding="utf-8")
    try:
        return judge(engine.attempt(find_exercise(kit, "02"), file, seed=1))
    finally:
        file.unlink()


@pytest.fixture(scope="module")
def points_of_doing_nothing(source_kit: Kit, engine: Engine) -> float:
    """Return what a callback gets that does nothing and does not lie."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", folder)
        return _graded(source_kit, engine, IDLE).score


@pytest.mark.parametrize("kind", DECEIT)
def test_deceit_earns_nothing(source_kit: Kit, engine: Engine, points_of_doing_nothing: float, kind: str) -> None:
    """A lie gets no more than silence, never full points, and is never taken for a fault of the kit."""
    report = _graded(source_kit, engine, DECEIT[kind])

    assert report.status in ("failed", "crashed", "timeout", "invalid")
    assert report.score <= points_of_doing_nothing < report.max_score


@pytest.mark.skipif(sys.platform == "win32", reason="one kernel is enough to document it")
@pytest.mark.parametrize("kind", UNDETECTED)
def test_what_goes_undetected(source_kit: Kit, engine: Engine, kind: str) -> None:
    """These get full points; the threat model says so. One that fails here should move to the list above."""
    report = _graded(source_kit, engine, UNDETECTED[kind])

    assert report.status == "passed", report


@pytest.mark.parametrize("kind", UNDETECTED)
def test_the_threat_model_names_what_goes_undetected(source_kit: Kit, kind: str) -> None:
    """Each kind has its row, with its outcome; and no row is left of a kind that is detected by now."""
    page = (source_kit.root / "lessons" / "threat-model.md").read_text(encoding="utf-8")
    rows = [line.strip("| ").split(" | ") for line in page.splitlines() if line.endswith("| `undetected` |")]

    assert kind in [row[0] for row in rows]
    assert len(rows) == len(UNDETECTED)
