#!/usr/bin/env python3
"""Ends the real program at random moments and looks for what it said it had kept.

    power.py kill  BINARY [--rounds N] [--strace] [--seed N]
    power.py order BINARY [--answers N]

kill   runs a scripted session again and again, ends it with SIGKILL at a random moment, and checks
       that every acknowledged attempt is in `log --json` and that `doctor` finds nothing wrong. With
       --strace it also tells between which system calls the kills fell.
order  traces one session and checks that each acknowledgement comes after a sync of the journal
       file that comes after its write.

Exit code 0 if nothing was lost, 1 if something was. Needs Python 3.9 and, for traces, strace.
"""

import argparse
import collections
import json
import os
import pathlib
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time

CARDS = 3000
# What answers one recall card: reveal, then Good.
KEYS = ["space", "3"]
ACK = re.compile(rb"([a-z0-9]+):(\d+)")
CALL = re.compile(r"(?:\d+ )?(write|writev|pwrite64|fdatasync|fsync)\(\d+<([^>]*)>.*?(= \d+)?$")


class Home:
    """A fresh home with one deck of plain cards."""

    def __init__(self, binary):
        self.binary = binary
        self.folder = tempfile.TemporaryDirectory(prefix="hotseat-power-")
        self.root = pathlib.Path(self.folder.name)
        cards = [
            {"id": f"c{n}", "kind": "recall", "prompt": f"What is {n}?", "answer": f"It is {n}."}
            for n in range(CARDS)
        ]
        decks = self.root / "data" / "decks"
        decks.mkdir(parents=True, mode=0o700)
        os.chmod(self.root / "data", 0o700)
        deck = {"format": "hotseat/1", "id": "power", "title": "Power", "cards": cards}
        (decks / "power.json").write_text(json.dumps(deck))
        self.script = self.root / "script"
        self.script.write_text("\n".join(KEYS * CARDS) + "\n")
        self.environment = dict(os.environ, HOTSEAT_HOME=str(self.root))

    def drill(self, before=(), script=None):
        """Starts a session; returns the process and what it acknowledges, as it arrives."""
        reader, writer = os.pipe()
        command = [*before, self.binary, "drill", "power", "--minutes", "240"]
        command += ["--script", str(script or self.script), "--ack-fd", str(writer)]
        process = subprocess.Popen(
            command,
            env=self.environment,
            pass_fds=[writer],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        os.close(writer)
        return process, Acknowledged(reader)

    def run(self, *arguments):
        return subprocess.run(
            [self.binary, *arguments], env=self.environment, capture_output=True, check=False
        )

    def attempts(self):
        log = self.run("log", "--json")
        if log.returncode != 0:
            raise SystemExit(f"log failed: {log.stderr.decode(errors='replace')}")
        entries = [json.loads(line) for line in log.stdout.splitlines()]
        return {(e["d"], e["s"]) for e in entries if e.get("e") == "attempt"}


class Acknowledged(threading.Thread):
    """Reads acknowledgements from a pipe until its other end is closed."""

    def __init__(self, reader):
        super().__init__(daemon=True)
        self.reader = reader
        self.ids = set()
        self.first = threading.Event()
        self.start()

    def run(self):
        with os.fdopen(self.reader, "rb") as lines:
            for line in lines:
                # The last line may have been cut short with its writer.
                match = ACK.search(line) if line.endswith(b"\n") else None
                if match:
                    self.ids.add((match[1].decode(), int(match[2])))
                    self.first.set()
        self.first.set()


def strace(trace):
    """The words that trace a command; with -D the process started is the command's own."""
    calls = "trace=write,writev,pwrite64,fdatasync,fsync"
    return ["strace", "-D", "-f", "-y", "-e", calls, "-o", str(trace)]


def calls(trace, ack):
    """The journal's and the acknowledgements' system calls: (call, 'journal' or 'ack', finished)."""
    for line in trace.read_text(errors="replace").splitlines():
        match = CALL.match(line)
        if not match:
            continue
        call, path, done = match.groups()
        if path.endswith(".jsonl"):
            yield call, "journal", bool(done)
        elif path == ack and call == "write" and ACK.search(line.encode()):
            yield call, "ack", bool(done)


def moment(trace, ack):
    """Between which calls a trace ends."""
    last = None
    for last in calls(trace, ack):
        pass
    match last:
        case None:
            return "before the first write"
        case (call, "journal", False) if "write" in call:
            return "in the write"
        case (call, "journal", True) if "write" in call:
            return "between write and sync"
        case (_, "journal", False):
            return "in the sync"
        case (_, "journal", True):
            return "between sync and acknowledgement"
        case _:
            return "after an acknowledgement"


def kill(options):
    chance = random.Random(options.seed)
    where = collections.Counter()
    home, lost, unclean, total, longest = Home(options.binary), 0, 0, 0, 0.05
    told = set()
    for number in range(options.rounds):
        trace = home.root / "trace"
        process, acknowledged = home.drill(strace(trace) if options.strace else [])
        pipe = os.readlink(f"/proc/self/fd/{acknowledged.reader}")
        if chance.random() < 0.8:
            acknowledged.first.wait(timeout=30)
        time.sleep(chance.uniform(0, longest))
        process.kill()
        # The end of this is the end of strace too.
        errors = process.stderr.read().decode(errors="replace")
        process.stderr.close()
        code = process.wait()
        acknowledged.join(timeout=30)
        told |= acknowledged.ids
        total += len(acknowledged.ids)
        if code not in (-signal.SIGKILL, 128 + signal.SIGKILL, 0, 4):
            raise SystemExit(f"round {number}: the session ended with {code}: {errors}")
        kept = home.attempts()
        missing = told - kept
        if missing:
            lost += len(missing)
            print(f"round {number}: lost {sorted(missing)}", file=sys.stderr)
        doctor = home.run("doctor", "--json")
        if doctor.returncode != 0:
            unclean += 1
            print(f"round {number}: doctor: {doctor.stdout.decode()}", file=sys.stderr)
        if options.strace:
            where[moment(trace, pipe)] += 1
        else:
            where["with an entry not acknowledged" if kept - told else "with none"] += 1
        told |= kept
        if len(kept) > CARDS - 400:
            home, told = Home(options.binary), set()
    print(f"{options.rounds} kills, {total} acknowledged, {lost} lost, {unclean} unclean starts")
    for what, count in where.most_common():
        print(f"  {count:6} {what}")
    return 1 if lost or unclean else 0


def order(options):
    home = Home(options.binary)
    script = home.root / "short"
    script.write_text("\n".join(KEYS * options.answers) + "\n")
    trace = home.root / "trace"
    process, acknowledged = home.drill(strace(trace), script)
    pipe = os.readlink(f"/proc/self/fd/{acknowledged.reader}")
    errors = process.stderr.read().decode(errors="replace")
    if process.wait() != 0:
        raise SystemExit(f"the session failed: {errors}")
    acknowledged.join(timeout=30)
    state, good, early = "nothing", 0, 0
    for call, what, done in calls(trace, pipe):
        if what == "journal":
            state = "written" if "write" in call else "synced" if done else state
        elif state == "synced":
            good, state = good + 1, "nothing"
        else:
            early += 1
    print(f"{good} acknowledged after their sync, {early} before it")
    return 0 if early == 0 and good == len(acknowledged.ids) == options.answers else 1


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=["kill", "order"])
    parser.add_argument("binary", type=os.path.abspath)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--answers", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--strace", action="store_true")
    options = parser.parse_args()
    return kill(options) if options.what == "kill" else order(options)


if __name__ == "__main__":
    sys.exit(main())
