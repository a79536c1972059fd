"""Seccomp: system calls that no graded run needs fail, sockets of every kind among them.

The filter is a program for the kernel's packet filter: structures and numbers are those of ``linux/filter.h``,
``linux/seccomp.h`` and the tables of system calls.
"""

from __future__ import annotations

import ctypes
import errno
import os

from grader.child import kernel

# Name: number on x86_64, on aarch64.
FORBIDDEN = {
    "socket": (41, 198),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "pidfd_getfd": (438, 438),
    "io_uring_setup": (425, 425),  # a ring could open sockets unseen by this filter
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "setns": (308, 268),
    "unshare": (272, 97),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "kexec_load": (246, 104),
    "reboot": (169, 142),
    # Memory that belongs to no process passes by every limit.
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "shmget": (29, 194),
    # What sends a signal otherwise than the two calls of SIGNALLING.
    "tkill": (200, 130),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    "pidfd_send_signal": (424, 424),
    # What slows down the processes of others, or moves their memory.
    "setpriority": (141, 140),
    "ioprio_set": (251, 30),
    "migrate_pages": (256, 238),
    "move_pages": (279, 239),
    "process_madvise": (440, 440),
}
# kill and tgkill: a process may signal itself, as `abort` does.
SIGNALLING = [(62, 129), (234, 131)]
# Calls that govern the process of their first argument, 0 for the one that calls: its limits, its cores, how it is
# scheduled. `setrlimit` of the C library is one of them.
GOVERNING = {
    "prlimit64": (302, 261),
    "sched_setaffinity": (203, 122),
    "sched_setparam": (142, 118),
    "sched_setscheduler": (144, 119),
    "sched_setattr": (314, 274),
}
# fcntl can have the kernel send a signal of one's choice to anybody: F_SETOWN, F_SETSIG, F_SETOWN_EX.
FCNTL, OWNING = (72, 25), (8, 10, 15)
# So can ioctl, for a pair of sockets: FIOSETOWN, SIOCSPGRP.
IOCTL, OWNING_SOCKETS = (16, 29), (0x8901, 0x8902)
# Calls that start a process; x86_64 alone has the older ones. `clone` starts threads as well, and says so in a flag.
STARTING = {"x86_64": [57, 58], "aarch64": []}  # fork, vfork
CLONE, CLONE3, THREAD = (56, 220), (435, 435), 0x10000
# In namespaces of its own (all CLONE_NEW...) a process would not be counted with its run any more; nor would one into
# which nobody may look, which PR_SET_DUMPABLE makes.
NAMESPACES = 0x7E020000
PRCTL, DUMPABLE = (157, 167), 4
# Machine: its place in the tables above, its audit number, the number of seccomp itself.
_MACHINES = {"x86_64": (0, 0xC000003E, 317), "aarch64": (1, 0xC00000B7, 277)}
_LOAD, _EQUAL, _AT_LEAST, _ANY_OF, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _MACHINE, _FIRST_ARGUMENT, _SECOND_ARGUMENT = 0, 4, 16, 24  # the lower halves
_ALLOW, _ERROR = 0x7FFF0000, 0x00050000
_X32 = 0x40000000  # the third set of numbers of x86_64, which would pass by the table
_SET_FILTER, _ALL_THREADS = 1, 1


class _Instruction(ctypes.Structure):
    _fields_ = (("code", ctypes.c_uint16), ("yes", ctypes.c_uint8), ("no", ctypes.c_uint8), ("k", ctypes.c_uint32))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("filter", ctypes.POINTER(_Instruction)))


def forbid(*, processes: bool) -> None:
    """Have the calls of ``FORBIDDEN`` fail from now on; raises OSError where the kernel or the machine cannot.

    Signals, limits and the like reach this process alone. Without ``processes`` only threads can be started.
    """
    machine = os.uname().machine
    if machine not in _MACHINES:
        raise OSError(errno.ENOSYS, f"no table of system calls for {machine}")
    column, audit, seccomp = _MACHINES[machine]
    tests = [(both[column], "fail") for both in FORBIDDEN.values()]
    tests += [(both[column], "signal") for both in SIGNALLING]
    tests += [(both[column], "govern") for both in GOVERNING.values()]
    tests += [(FCNTL[column], "fcntl"), (IOCTL[column], "ioctl")]
    # What clone3 starts cannot be seen from here; the C library falls back on clone where it is missing.
    clone = "clone" if processes else "thread"
    tests += [(PRCTL[column], "prctl"), (CLONE[column], clone), (CLONE3[column], "missing")]
    if not processes:
        tests += [(number, "fail") for number in STARTING[machine]]
    instructions = _assembled(tests, audit, os.getpid())
    program = _Program(len(instructions), instructions)
    kernel.gain_nothing()
    kernel.call(seccomp, ctypes.c_uint(_SET_FILTER), ctypes.c_uint(_ALL_THREADS), ctypes.byref(program))


def _assembled(tests: list[tuple[int, str]], audit: int, own: int) -> ctypes.Array[_Instruction]:
    """Return the program: fail on another machine's calls and on those of x32, go where ``tests`` say, allow the rest.

    A test is the number of a call and a place of the program; ``own`` is the process that may be signalled.
    """
    steps: list[tuple[int, str, str, int] | str] = [
        (_LOAD, "", "", _MACHINE),
        (_EQUAL, "", "fail", audit),
        (_LOAD, "", "", _NUMBER),
        (_AT_LEAST, "fail", "", _X32),
        *((_EQUAL, place, "", number) for number, place in tests),
        (_RETURN, "", "", _ALLOW),
        "thread",
        (_LOAD, "", "", _FIRST_ARGUMENT),
        (_ANY_OF, "clone", "", THREAD),
        (_RETURN, "", "", _ERROR | errno.EAGAIN),
        "clone",
        (_LOAD, "", "", _FIRST_ARGUMENT),
        (_ANY_OF, "fail", "ours", NAMESPACES),
        "prctl",
        (_LOAD, "", "", _FIRST_ARGUMENT),
        (_EQUAL, "fail", "ours", DUMPABLE),
        "govern",
        (_LOAD, "", "", _FIRST_ARGUMENT),
        (_EQUAL, "ours", "", 0),
        "signal",
        (_LOAD, "", "", _FIRST_ARGUMENT),
        (_EQUAL, "ours", "theirs", own),
        "fcntl",
        (_LOAD, "", "", _SECOND_ARGUMENT),
        *((_EQUAL, "theirs", "", command) for command in OWNING),
        (_RETURN, "", "", _ALLOW),
        "ioctl",
        (_LOAD, "", "", _SECOND_ARGUMENT),
        *((_EQUAL, "theirs", "", command) for command in OWNING_SOCKETS),
        "ours",
        (_RETURN, "", "", _ALLOW),
        "theirs",
        (_RETURN, "", "", _ERROR | errno.EPERM),
        "fail",
        (_RETURN, "", "", _ERROR | errno.EACCES),
        "missing",
        (_RETURN, "", "", _ERROR | errno.ENOSYS),
    ]
    return _linked(steps)


def _linked(steps: list[tuple[int, str, str, int] | str]) -> ctypes.Array[_Instruction]:
    """Return ``steps`` as the kernel reads them: places become distances, and no place is the next step."""
    places: dict[str, int] = {}
    instructions: list[tuple[int, str, str, int]] = []
    for step in steps:
        if isinstance(step, str):
            places[step] = len(instructions)
        else:
            instructions.append(step)

    def distance(here: int, place: str) -> int:
        return places[place] - here - 1 if place else 0

    return (_Instruction * len(instructions))(
        *(
            _Instruction(code, distance(here, yes), distance(here, no), value)
            for here, (code, yes, no, value) in enumerate(instructions)
        )
    )
