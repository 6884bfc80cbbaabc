"""The shards of a study as tasks of a Ray cluster."""

import collections
import hashlib
import os
import pathlib
import signal

import program
import table
import worker
from progress import Progress

SECONDS_TO_STOP = 3
STARTS = 4  # of a cluster on this machine; Ray itself gives each half a minute, which is little where much else runs
SECONDS_TO_START = "300"


class Failure(Exception):
    """A sentence for the user."""


def connect(address, limit):
    """Joins a cluster, or starts one on this machine."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ.setdefault("RAY_gcs_server_port_wait_time_s", SECONDS_TO_START)
    os.environ.setdefault("RAY_gcs_server_request_timeout_seconds", SECONDS_TO_START)
    try:
        import ray
    except ImportError as error:
        raise Failure("Ray is not installed\n  = help: pip install -r launch/requirements.txt") from error
    here = {"num_cpus": limit, "include_dashboard": False} if address == "local" else {}
    try:
        start(ray, STARTS if here else 1, address=address, logging_level="ERROR", log_to_driver=False, **here)
    except Exception as error:  # whatever kind it is, there is no cluster
        first = str(error).strip().split("\n")[0]
        raise Failure(f"no Ray cluster at `{address}`: {first}\n  = help: `ray start --head` begins one, "
                      "RAY_AUTH_TOKEN holds the token that one may ask for; `--address local` needs none") from error
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # Ray has put its own there
    ray.cloudpickle.register_pickle_by_value(worker)
    return Cluster(ray, limit, address == "local")


def start(ray, num_tries, **options):
    """Waits for what is slow: a start that timed out is tried again."""
    for left in reversed(range(num_tries)):
        try:
            return ray.init(**options)
        except Exception as error:
            if left == 0 or "timed out" not in str(error):
                raise
            ray.shutdown()


class Cluster:
    def __init__(self, ray, limit, is_local):
        self.ray = ray
        self.limit = limit
        self.is_local = is_local

    def num_workers(self):
        processors = max(1, int(self.ray.cluster_resources().get("CPU", 1)))
        return min(processors, self.limit or processors)

    def num_at_once(self):
        """How many tasks to hand out: where all processors are ours some more, so that none waits for its next one."""
        return self.limit if self.limit and not self.is_local else 2 * self.num_workers()

    def leave(self):
        self.ray.shutdown()


class Run:
    """Tasks on their way. A task is (k, rows that are missing)."""

    def __init__(self, cluster, study, shards, num_shards, chosen, folder):
        self.ray = cluster.ray
        self.cluster = cluster
        self.study = study
        self.num_shards = num_shards
        self.retries = chosen.retries
        self.folder = pathlib.Path(folder)
        self.waiting = collections.deque(shards)
        self.running = {}
        self.attempts = collections.Counter()
        self.progress = Progress(sum(missing for _, missing in shards))
        self.solve = self.ray.remote(num_cpus=1, max_retries=0)(worker.solve_shard)
        self.model = self.ray.put(study.text)
        path = chosen.demarche_there or (study.path if cluster.is_local else None)
        program = pathlib.Path(study.path).read_bytes()
        self.program = path or self.ray.put(program)
        # Rows that a stopped task has left are gone on with by the same build only.
        self.key = study.key(path, hashlib.sha256(program).hexdigest(), num_shards)

    def start(self):
        while self.waiting and len(self.running) < self.cluster.num_at_once():
            shard = self.waiting.popleft()
            options = [*self.study.options, "--threads", "1", "--shard", f"{shard[0]}/{self.num_shards}"]
            model = self.study.model if self.study.text is None else pathlib.Path(self.study.model).name
            task = {"key": f"{self.key}-{shard[0]}", "model": model, "options": options}
            self.running[self.solve.remote(task, self.model, self.program)] = shard

    def collect(self, seconds):
        """Takes the rows of all tasks that have ended, after waiting so long for the first."""
        self.ray.wait(list(self.running), num_returns=1, timeout=seconds)
        ended, _ = self.ray.wait(list(self.running), num_returns=len(self.running), timeout=0)
        files = []
        num_rows = 0
        for reference in ended:
            shard = self.running.pop(reference)
            rows = self.rows_of(reference, shard)
            if rows is None:
                continue
            files.append(str(self.folder / f"{shard[0]}.db"))
            pathlib.Path(files[-1]).write_bytes(rows)
            num_rows += shard[1]
            self.progress.num_failed_rows += table.num_failed(files[-1])
        if files:
            self.study.take(files)
        for name in files:
            pathlib.Path(name).unlink()
        self.progress.num_done += num_rows

    def rows_of(self, reference, shard):
        """The file of a task that ended, as bytes; None where it must be started again or has failed for good."""
        try:
            code, said, rows = self.ray.get(reference)
        except self.ray.exceptions.RayError as error:
            self.again(shard, error)
            return None
        if code not in program.SOLVED or rows is None:
            raise program.Ended(code, said)
        return rows

    def again(self, shard, error):
        reason = str(getattr(error, "cause", None) or type(error).__name__)
        self.attempts[shard[0]] += 1
        if self.attempts[shard[0]] > self.retries:
            self.progress.num_failed += 1
            self.progress.say(f"task {shard[0]} has failed for good: {reason}")
            return
        self.progress.num_again += 1
        self.progress.say(f"task {shard[0]} is started again ({self.attempts[shard[0]]} of {self.retries}): {reason}")
        self.waiting.append(shard)

    def stop(self):
        """Ends what runs; programs end with their tasks."""
        for reference in self.running:
            self.ray.cancel(reference)
        if self.running:
            self.ray.wait(list(self.running), num_returns=len(self.running), timeout=SECONDS_TO_STOP)


def run(cluster, study, shards, num_shards, chosen, folder):
    """Solves the shards and adds their rows to the study -> how many tasks failed for good."""
    work = Run(cluster, study, shards, num_shards, chosen, folder)
    try:
        while work.waiting or work.running:
            work.start()
            work.collect(0.5)
            work.progress.show()
    except KeyboardInterrupt:
        if work.running:
            work.collect(0)
        raise
    finally:
        work.progress.say(work.progress.words())
        work.stop()
    return work.progress.num_failed
