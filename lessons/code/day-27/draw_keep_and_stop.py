"""Draw the losses of `keep_and_stop.py`, and what would have come after the stop.

Run it in lessons/assets to make the picture of day 27, keep_and_stop.svg, again.
"""

from pathlib import Path

from keep_and_stop import best_epoch, build_model, history, x, x_val, y, y_val  # importing it trains

stopped_epoch = len(history.epoch) - 1
rest = build_model().fit(x, y, validation_data=(x_val, y_val), epochs=60, batch_size=16, verbose=0).history

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 640, 340, 52, 46, 48
HIGHEST = 0.5
TITLE = "Loss and validation loss of a training that EarlyStopping ended"
DESC = (
    f"Epochs from left to right, loss from bottom to top. The training loss goes on falling. The validation loss falls "
    f"until epoch {best_epoch + 1}, whose weights are kept, then it swings and rises. Training stops after epoch "
    f"{stopped_epoch + 1}; paler lines show that without the callback the validation loss would have gone on rising."
)


def place(epoch, loss):
    """Return where in the picture a loss of an epoch lies."""
    right = WIDTH - 24
    across = LEFT + (right - LEFT) * epoch / (len(rest["loss"]) - 1)
    return round(across, 1), round(HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * min(loss, HIGHEST) / HIGHEST, 1)


def line(values, first, colour, extra=""):
    """Return a line through the values, which begin with the epoch `first`."""
    points = " ".join("{},{}".format(*place(first + i, value)) for i, value in enumerate(values))
    return f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2.5" {extra}/>'


def text(across, down, words, extra=""):
    """Return words at a place."""
    return f'<text x="{across}" y="{down}" {extra}>{words}</text>'


def upright(epoch, words, anchor):
    """Return a dashed line at an epoch with words above it."""
    across, _ = place(epoch, 0)
    dashes = f'<path d="M{across} {TOP - 4}V{HEIGHT - BOTTOM}" stroke="#57606a" stroke-dasharray="4 4"/>'
    return dashes + text(across, TOP - 12, words, f'text-anchor="{anchor}"')


parts = [f'<rect width="{WIDTH}" height="{HEIGHT}" rx="8" fill="#fbfbfd"/>']
for loss in (0, 0.1, 0.2, 0.3, 0.4, 0.5):
    _, down = place(0, loss)
    parts.append(f'<path d="M{LEFT} {down}H{WIDTH - 24}" stroke="#d8dee4"/>')
    parts.append(text(LEFT - 8, down + 5, f"{loss:.1f}", 'text-anchor="end"'))
for epoch in (1, 10, 20, 30, 40, 50, 60):
    across, _ = place(epoch - 1, 0)
    parts.append(text(across, HEIGHT - BOTTOM + 20, str(epoch), 'text-anchor="middle"'))
parts.append(text(WIDTH / 2, HEIGHT - 10, "epoch", 'text-anchor="middle"'))
parts.append(upright(best_epoch, f"best epoch: {best_epoch + 1}", "end"))
parts.append(upright(stopped_epoch, f"stopped after {stopped_epoch + 1}", "start"))
for name, colour, above in (("loss", "#0a5cc2", 14), ("val_loss", "#b3400e", 34)):
    parts.append(
        line(rest[name][stopped_epoch:], stopped_epoch, colour, 'stroke-opacity="0.45" stroke-dasharray="2 3"')
    )
    parts.append(line(history.history[name], 0, colour))
    across, down = place(len(rest[name]) - 1, rest[name][-1])
    parts.append(text(across, down - above, name, f'text-anchor="end" fill="{colour}" font-weight="bold"'))

body = "\n".join(parts)
Path("keep_and_stop.svg").write_text(
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="title desc"\n'
    f'  font-family="system-ui, sans-serif" font-size="15" fill="#1f2328">\n'
    f'<title id="title">{TITLE}</title>\n<desc id="desc">{DESC}</desc>\n{body}\n</svg>\n'
)
