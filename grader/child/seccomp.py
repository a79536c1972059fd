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
}
# Calls that start a process; x86_64 alone has the older ones. `clone` starts threads as well, and says so in a flag.
STARTING = {"x86_64": [57, 58], "aarch64": []}  # fork, vfork
CLONE, CLONE3, THREAD = (56, 220), (435, 435), 0x10000
# Machine: its place in the tables above, its audit number, the number of seccomp itself.
_MACHINES = {"x86_64": (0, 0xC000003E, 317), "aarch64": (1, 0xC00000B7, 277)}
_LOAD, _EQUAL, _AT_LEAST, _ANY_OF, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _MACHINE, _FIRST_ARGUMENT = 0, 4, 16
_ALLOW, _ERROR = 0x7FFF0000, 0x00050000
_X32 = 0x40000000  # the third set of numbers of x86_64, which would pass by the table
_SET_FILTER, _ALL_THREADS = 1, 1


class _Instruction(ctypes.Structure):
    _fields_ = (("code", ctypes.c_uint16), ("yes", ctypes.c_uint8), ("no", ctypes.c_uint8), ("k", ctypes.c_uint32))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("filter", ctypes.POINTER(_Instruction)))


def forbid(*, processes: bool) -> None:
    """Have the calls of ``FORBIDDEN`` fail from now on; raises OSError where the kernel or the machine cannot.

    Without ``processes`` only threads can be started.
    """
    machine = os.uname().machine
    if machine not in _MACHINES:
        raise OSError(errno.ENOSYS, f"no table of system calls for {machine}")
    column, audit, seccomp = _MACHINES[machine]
    forbidden = [both[column] for both in FORBIDDEN.values()]
    starting = [] if processes else STARTING[machine]
    cloning = None if processes else (CLONE[column], CLONE3[column])
    instructions = _assembled(forbidden + starting, cloning, audit)
    program = _Program(len(instructions), instructions)
    kernel.gain_nothing()
    kernel.call(seccomp, ctypes.c_uint(_SET_FILTER), ctypes.c_uint(_ALL_THREADS), ctypes.byref(program))


def _assembled(numbers: list[int], cloning: tuple[int, int] | None, audit: int) -> ctypes.Array[_Instruction]:
    """Return the program: fail on another machine's calls, on those of x32, and on ``numbers``; allow the rest.

    With ``cloning``, the numbers of clone and clone3, the first is allowed to start threads alone, and the second is
    said not to exist: what it starts cannot be seen from here, and the C library falls back on the first.
    """
    tests = [(number, "fail") for number in numbers]
    if cloning:
        tests += [(cloning[0], "clone"), (cloning[1], "missing")]
    allow = 4 + len(tests)
    places = {"fail": allow + 1, "missing": allow + 2, "clone": allow + 3}

    def jump(here: int, place: str) -> int:
        return places[place] - here - 1

    steps = [
        (_LOAD, 0, 0, _MACHINE),
        (_EQUAL, 0, jump(1, "fail"), audit),
        (_LOAD, 0, 0, _NUMBER),
        (_AT_LEAST, jump(3, "fail"), 0, _X32),
        *((_EQUAL, jump(here, place), 0, number) for here, (number, place) in enumerate(tests, start=4)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _ERROR | errno.EACCES),
        (_RETURN, 0, 0, _ERROR | errno.ENOSYS),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_ANY_OF, 0, 1, THREAD),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _ERROR | errno.EAGAIN),
    ]
    return (_Instruction * len(steps))(*(_Instruction(*step) for step in steps))
