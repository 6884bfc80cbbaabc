"""One line on standard error about how far a study is."""

import sys
import time

from shown import shown

SECONDS_BETWEEN_LINES = 30  # where no terminal rewrites the line


def counted(number, what):
    return f"{number:,} {what}{'' if number == 1 else 's'}"


class Progress:
    def __init__(self, num_rows):
        self.num_rows = num_rows
        self.num_done = 0
        self.num_failed_rows = 0
        self.num_again = 0
        self.num_failed = 0
        self.start = time.monotonic()
        self.shown = self.start
        self.on_terminal = sys.stderr.isatty()

    def words(self):
        seconds = max(time.monotonic() - self.start, 1e-9)
        rate = self.num_done / seconds
        rate_text = f"{rate:.3g}" if rate < 100 else f"{rate:,.0f}"
        words = f"{self.num_done:,} of {self.num_rows:,} rows, {rate_text} a second, {seconds:.0f} s"
        if self.num_failed_rows:
            words += f", {self.num_failed_rows} failed"
        if 0 < self.num_done < self.num_rows:
            words += f", about {(self.num_rows - self.num_done) / rate:.0f} s left"
        for number, what in ((self.num_again, "started again"), (self.num_failed, "failed")):
            if number:
                words += f"; {counted(number, 'task')} {what}"
        return words

    def show(self):
        if self.on_terminal:
            print(f"\r\x1b[2Kray_study: {self.words()}", end="", file=sys.stderr, flush=True)
        elif time.monotonic() - self.shown > SECONDS_BETWEEN_LINES:
            self.shown = time.monotonic()
            self.say(self.words())

    def say(self, text):
        clear = "\r\x1b[2K" if self.on_terminal else ""
        print(f"{clear}ray_study: {shown(text)}", file=sys.stderr, flush=True)
