"""Runs commands for whoever connects: a line of JSON asks for a launch, a line of JSON says what came of it.

Asked for: {"argv": [...], "environment": {...}, "profile": name, "files": {name: content}, "input": text}
Answered:  {"exitCode": n} or {"ended": "by-signal" | "by-us" | "not-started"}, and {"output": text}

A connection is one launch. Whatever comes after its request, or its end, ends the launch. Each launch runs below a
process of its own, which adopts whatever loses its parent there: nothing that a client leaves behind gets away.
"""

import ctypes
import json
import os
import resource
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile

PORT = 7000
OUTPUT_LIMIT = 1 << 20
PR_SET_CHILD_SUBREAPER = 36
libc = ctypes.CDLL(None, use_errno=True)


def main():
    # many a program closes every descriptor that it may have, one by one
    resource.setrlimit(resource.RLIMIT_NOFILE, (1024, 1024))
    listener = socket.create_server(("", PORT), backlog=256)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    # the kernel buries what has ended
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        connection, _ = listener.accept()
        if os.fork() == 0:
            listener.close()
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            try:
                serve(connection)
            except OSError:
                pass  # nobody is there any more
            finally:
                os._exit(0)
        connection.close()


def serve(connection):
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    connection.sendall(b"ready\r\n")
    request, more = read_request(connection)
    if request is None:
        return
    folder = tempfile.mkdtemp(prefix="launch-")
    os.chmod(folder, 0o755)  # for clients that work under another user's name
    try:
        answer = {"ended": "by-us", "output": ""} if more else launch(json.loads(request), folder, connection)
        connection.sendall(json.dumps(answer).encode() + b"\n")
        connection.shutdown(socket.SHUT_WR)
        # what is left unread when a connection closes would reset it, and take the answer with it
        while connection.recv(4096):
            pass
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def read_request(connection):
    """The line that asks for a launch, and what has come behind it; nothing if the connection ends before that."""
    said = b""
    while b"\n" not in said:
        read = connection.recv(65536)
        if not read:
            return None, b""
        said += read
    request, _, more = said.partition(b"\n")
    return request, more


def launch(request, folder, connection):
    home = os.path.join("/profiles", request["profile"])
    os.makedirs(home, exist_ok=True)
    for name, content in request["files"].items():
        with open(os.open(os.path.join(folder, name), os.O_CREAT | os.O_WRONLY, 0o600), "wb") as file:
            file.write(content.encode())
    environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "USER": "root", "LOGNAME": "root", "HOME": home}
    reader, writer = os.pipe()
    libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    with tempfile.TemporaryFile() as given:
        given.write(request["input"].encode())
        given.seek(0)
        try:
            process = subprocess.Popen(
                request["argv"],
                stdin=given,
                stdout=writer,
                stderr=writer,
                cwd=folder,
                env=environment | request["environment"],
                start_new_session=True,
            )
        except OSError as error:
            return {"ended": "not-started", "output": f"{error.strerror}: {request['argv'][0]}\n"}
        finally:
            os.close(writer)
    output = bytearray()
    ended_by_us = watch(process, reader, connection, output)
    bury_the_rest()
    read_to_end(reader, output)
    said = {"output": output.decode(errors="replace")}
    if ended_by_us:
        return {"ended": "by-us"} | said
    return ({"exitCode": process.returncode} if process.returncode >= 0 else {"ended": "by-signal"}) | said


def watch(process, reader, connection, output):
    """Collects what the process prints until it has ended. True if it was ended on behalf of the other side."""
    over = os.pidfd_open(process.pid)
    poll = select.poll()
    for each in (over, reader, connection):
        poll.register(each, select.POLLIN)
    while True:
        ready = [descriptor for descriptor, _ in poll.poll()]
        if reader in ready and not take(reader, output):
            poll.unregister(reader)
        if over in ready:
            process.wait()
            return False
        if connection.fileno() in ready:
            process.kill()
            process.wait()
            return True


def bury_the_rest():
    """Kills what descends from this process, also what has become a daemon: it ends up here when its parent goes."""
    while True:
        with open(f"/proc/self/task/{os.getpid()}/children") as children:
            left = children.read().split()
        if not left:
            return
        for each in left:
            os.kill(int(each), signal.SIGKILL)
        for each in left:
            os.waitpid(int(each), 0)


def take(reader, output):
    read = os.read(reader, 65536)
    output += read[: max(0, OUTPUT_LIMIT - len(output))]
    return read


def read_to_end(reader, output):
    while take(reader, output):
        pass


main()
