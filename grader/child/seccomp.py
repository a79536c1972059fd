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
}
# Machine: its place in the table above, its audit number, the number of seccomp itself.
_MACHINES = {"x86_64": (0, 0xC000003E, 317), "aarch64": (1, 0xC00000B7, 277)}
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER, _MACHINE = 0, 4
_ALLOW, _FAIL = 0x7FFF0000, 0x00050000 | errno.EACCES
_X32 = 0x40000000  # the third set of numbers of x86_64, which would pass by the table
_SET_FILTER, _ALL_THREADS = 1, 1


class _Instruction(ctypes.Structure):
    _fields_ = (("code", ctypes.c_uint16), ("yes", ctypes.c_uint8), ("no", ctypes.c_uint8), ("k", ctypes.c_uint32))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("filter", ctypes.POINTER(_Instruction)))


def forbid() -> None:
    """Have the calls of ``FORBIDDEN`` fail from now on; raises OSError where the kernel or the machine cannot."""
    machine = os.uname().machine
    if machine not in _MACHINES:
        raise OSError(errno.ENOSYS, f"no table of system calls for {machine}")
    column, audit, seccomp = _MACHINES[machine]
    instructions = _assembled([both[column] for both in FORBIDDEN.values()], audit)
    program = _Program(len(instructions), instructions)
    kernel.gain_nothing()
    kernel.call(seccomp, ctypes.c_uint(_SET_FILTER), ctypes.c_uint(_ALL_THREADS), ctypes.byref(program))


def _assembled(numbers: list[int], audit: int) -> ctypes.Array[_Instruction]:
    """Return the program: fail on another machine's calls, on those of x32, and on ``numbers``; allow the rest."""
    fail = 5 + len(numbers)

    def jump(here: int) -> int:
        return fail - here - 1

    steps = [
        (_LOAD, 0, 0, _MACHINE),
        (_EQUAL, 0, jump(1), audit),
        (_LOAD, 0, 0, _NUMBER),
        (_AT_LEAST, jump(3), 0, _X32),
    ]
    steps += [(_EQUAL, jump(here), 0, number) for here, number in enumerate(numbers, start=4)]
    steps += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _FAIL)]
    return (_Instruction * len(steps))(*(_Instruction(*step) for step in steps))
