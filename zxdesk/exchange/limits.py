"""What the reading process may use at most; it binds itself before it opens a foreign file.

Linux has resource limits. Windows has job objects: a process that joins one cannot leave it.
"""

import signal
import sys
import time
from dataclasses import dataclass
from typing import Any

_OPEN_FILES = 64
# https://learn.microsoft.com/windows/win32/api/winnt/ns-winnt-jobobject_basic_limit_information
PROCESS_TIME, ACTIVE_PROCESS, PROCESS_MEMORY = 0x0002, 0x0008, 0x0100
DIE_ON_UNHANDLED, KILL_ON_CLOSE = 0x0400, 0x2000
JOB_FLAGS = PROCESS_TIME | ACTIVE_PROCESS | PROCESS_MEMORY | DIE_ON_UNHANDLED | KILL_ON_CLOSE
EXTENDED_LIMITS = 9
_TICKS = 10_000_000  # hundred nanoseconds, in which Windows counts a process's time


@dataclass(frozen=True)
class Limits:
    """The bounds of one reading.

    Attributes:
        memory: Bytes of address space.
        seconds: Of processor, and of the clock.
        output: Bytes that may come back.
    """

    memory: int = 2 << 30
    seconds: int = 60
    output: int = 2 << 30


def bind(limits: Limits) -> None:
    """Bind this process; a second call moves the time on."""
    if sys.platform == "win32":
        _bind_on_windows(limits)
    else:
        _bind_on_unix(limits)


def _bind_on_unix(limits: Limits) -> None:
    import resource

    spent = int(time.process_time()) + 1
    _at_most(resource.RLIMIT_AS, limits.memory)
    _at_most(resource.RLIMIT_CPU, spent + limits.seconds)
    _at_most(resource.RLIMIT_FSIZE, 0)
    _at_most(resource.RLIMIT_CORE, 0)
    _at_most(resource.RLIMIT_NOFILE, _OPEN_FILES)
    # Where the program that waits has died, the clock still ends this one.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(limits.seconds + 5)


def _at_most(what: int, amount: int) -> None:
    import resource

    _, hard = resource.getrlimit(what)
    soft = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
    resource.setrlimit(what, (soft, hard))


def unbind() -> None:
    """Stop the clock between two readings."""
    if sys.platform != "win32":
        signal.alarm(0)


def job_limits(limits: Limits, *, spent: float) -> Any:
    """Give Windows' structure of a job's limits.

    Args:
        spent: Seconds of processor that were used before.
    """
    found = _structure()()
    basic = found.BasicLimitInformation
    basic.PerProcessUserTimeLimit = int((spent + limits.seconds) * _TICKS)
    basic.LimitFlags = JOB_FLAGS
    basic.ActiveProcessLimit = 1
    found.ProcessMemoryLimit = limits.memory
    return found


def _structure() -> Any:
    """Make JOBOBJECT_EXTENDED_LIMIT_INFORMATION; ctypes pads it as the compiler does."""
    from ctypes import Structure, c_int64, c_size_t, c_uint32, c_uint64

    class Basic(Structure):
        _fields_ = (
            ("PerProcessUserTimeLimit", c_int64),
            ("PerJobUserTimeLimit", c_int64),
            ("LimitFlags", c_uint32),
            ("MinimumWorkingSetSize", c_size_t),
            ("MaximumWorkingSetSize", c_size_t),
            ("ActiveProcessLimit", c_uint32),
            ("Affinity", c_size_t),
            ("PriorityClass", c_uint32),
            ("SchedulingClass", c_uint32),
        )

    class Counters(Structure):
        _fields_ = tuple(
            (name, c_uint64)
            for name in (
                *("ReadOperationCount", "WriteOperationCount", "OtherOperationCount"),
                *("ReadTransferCount", "WriteTransferCount", "OtherTransferCount"),
            )
        )

    class Extended(Structure):
        _fields_ = (
            ("BasicLimitInformation", Basic),
            ("IoInfo", Counters),
            ("ProcessMemoryLimit", c_size_t),
            ("JobMemoryLimit", c_size_t),
            ("PeakProcessMemoryUsed", c_size_t),
            ("PeakJobMemoryUsed", c_size_t),
        )

    return Extended


_job: list[Any] = []  # kept open: its closing ends whoever is in it


def _bind_on_windows(limits: Limits, kernel: Any = None) -> None:
    """Join a job of this process alone; nested jobs are allowed since Windows 8.

    Raises:
        OSError: Windows refuses; nothing foreign is opened then.
    """
    import ctypes

    kernel = kernel or _kernel()
    first = not _job
    if first:
        _job.append(_done(kernel.CreateJobObjectW(None, None)))
    bounds = job_limits(limits, spent=time.process_time())
    size = ctypes.sizeof(bounds)
    _done(kernel.SetInformationJobObject(_job[0], EXTENDED_LIMITS, ctypes.byref(bounds), size))
    if first:
        _done(kernel.AssignProcessToJobObject(_job[0], kernel.GetCurrentProcess()))


def _kernel() -> Any:
    """Give kernel32 with the types of what is called, so that no handle is cut to 32 bits."""
    import ctypes

    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    handle, pointer = ctypes.c_void_p, ctypes.c_void_p
    kernel.CreateJobObjectW.restype = handle
    kernel.CreateJobObjectW.argtypes = (pointer, ctypes.c_wchar_p)
    kernel.GetCurrentProcess.restype = handle
    kernel.GetCurrentProcess.argtypes = ()
    kernel.SetInformationJobObject.restype = ctypes.c_int
    kernel.SetInformationJobObject.argtypes = (handle, ctypes.c_int, pointer, ctypes.c_uint32)
    kernel.AssignProcessToJobObject.restype = ctypes.c_int
    kernel.AssignProcessToJobObject.argtypes = (handle, handle)
    return kernel


def _done(result: Any) -> Any:
    if not result:
        raise OSError("Windows refuses to bind the process")
    return result
