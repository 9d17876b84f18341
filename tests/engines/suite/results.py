"""The tables at the end of a run, and what failed."""

import datetime
import subprocess
import sys

from suite.paths import REPOSITORY, RFM


def say(text):
    """Tells on standard error what is going on."""
    print(text, file=sys.stderr, flush=True)


def table(head, rows):
    """A pipe table; the first column is text, the others are numbers."""
    lines = ["| " + " | ".join(head) + " |", "| --- |" + " ---: |" * (len(head) - 1)]
    return "\n".join(lines + ["| " + " | ".join(str(value) for value in row) + " |" for row in rows]) + "\n"


def _said(command):
    done = subprocess.run(command, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                          check=False)
    return done.stdout.strip()


class Report:
    """Collects results, prints them."""

    def __init__(self):
        self._versions = []
        self._compared = []
        self._parsed = []
        self._injected = []
        self._sections = []
        self._notes = []
        self._failures = 0

    def note(self, text):
        self._notes.append(text)
        say(text)

    def engine(self, engine):
        self._versions.append(f"- {engine.name}: {engine.version()}; done to its CSV: {engine.normalised}")

    def fail(self, text):
        self._failures += 1
        say("FAILED " + text)

    def compared(self, engine, orders, tally):
        failed = len(tally.failures)
        say(f"{engine.name}, {orders.name}: {tally.passed} equal, {tally.counts} counts equal, {failed} failed, "
            f"{tally.seconds:.0f} s")
        for case, words in tally.failures[:8]:
            say(f"--- {engine.name}, {orders.name}: {case.name}\n{words}")
        self._failures += failed
        self._compared.append((engine.name, orders.name, f"{len(orders.rows):,}", tally.passed, tally.quoted, tally.counts, failed,
                               f"{tally.seconds:.0f}"))

    def parsed(self, dialect, outcome):
        passed, failures = outcome
        say(f"{dialect}: {passed} queries parsed, {len(failures)} failed")
        for words in failures[:5]:
            say(words)
        self._failures += len(failures)
        self._parsed.append((dialect, passed, len(failures)))

    def injected(self, name, outcome):
        exact, refused, unable, failures = outcome
        say(f"{name}, injection: {exact} exact, {refused} refused by rfm, {unable} that the engine can't hold, "
            f"{len(failures)} failed")
        for words in failures[:10]:
            say(words)
        self._failures += len(failures)
        self._injected.append((name, exact, refused, unable, len(failures)))

    def section(self, text):
        self._sections.append(text)

    def status(self):
        return 1 if self._failures else 0

    def text(self):
        """All of it."""
        parts = ["\n".join([f"- date: {datetime.date.today()}",
                            f"- rfm: {_said([str(RFM), '--version'])}, revision {_said(['git', 'rev-parse', '--short', 'HEAD'])}",
                            *self._versions, *(f"- {note}" for note in self._notes)]) + "\n"]
        if self._compared:
            parts.append("Results equal to `rfm score`, byte for byte; counts equal to its summary:\n")
            parts.append(table(["engine", "orders", "rows", "equal", "of them requoted", "counts equal", "failed", "s"], self._compared))
            parts.append(table(["engine", "equal", "of them requoted", "counts equal", "failed", "s"], self._sums()))
        if self._parsed:
            parts.append("Parsed by sqlglot for the dialect, as exactly one statement; not run:\n")
            parts.append(table(["dialect", "parsed", "failed"], self._parsed))
        if self._injected:
            parts.append("Names and values that try to break out (the last three dialects: by sqlglot, not run):\n")
            parts.append(table(["engine", "exact", "refused by rfm", "the engine can't hold it", "failed"], self._injected))
        return "\n".join(parts + self._sections)

    def _sums(self):
        names = list(dict.fromkeys(row[0] for row in self._compared))
        for name in names:
            rows = [row for row in self._compared if row[0] == name]
            yield (name, *(sum(int(row[i]) for row in rows) for i in (3, 4, 5, 6, 7)))

    def print(self, path):
        print(self.text())
        if path:
            path.write_text("# rfm sql on real engines\n\n" + self.text(), encoding="utf-8")
        print(f"{self._failures} failed" if self._failures else "nothing failed")
