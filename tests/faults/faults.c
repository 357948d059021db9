/* Makes the Nth write below a folder fail, be written by half, or kill the process.

   Loaded with LD_PRELOAD; `fault_arm` says where and what, `fault_writes` counts. A write is
   whatever changes the disk: bytes, sizes, names, new files, and the word that they are safe. A full
   disk refuses what needs more space and nothing else: bytes behind the end of a file, new files. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { COUNT = 0, FAIL_ONCE = 1, FAIL_ON = 2, HALF = 3, KILL = 4, KILL_HALF = 5, FULL = 6 };

static char folder[1024], place[1200];
static long nth, writes;
static int mode, code, armed;

void fault_arm(const char *below, long at, int how, int errno_) {
    strncpy(folder, below, sizeof folder - 1);
    place[0] = 0;
    nth = at, writes = 0, mode = how, code = errno_, armed = 1;
}
void fault_off(void) { armed = 0; }
long fault_writes(void) { return writes; }
const char *fault_place(void) { return place; }

static int below(const char *path) {
    return armed && path && strncmp(path, folder, strlen(folder)) == 0;
}
static int open_below(int number, char *path) {
    char link[64];
    if (!armed) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", number);
    ssize_t length = readlink(link, path, 1000);
    if (length <= 0) return 0;
    path[length] = 0;
    return below(path);
}

/* Tells whether bytes would stand behind the end of a file. */
static int grows(int number, off64_t at, size_t size) {
    struct stat64 now;
    return fstat64(number, &now) != 0 || at + (off64_t) size > now.st_size;
}

/* What happens to this write: 0 goes on, 1 fails, 2 by half and fails, 3 by half and dies. */
static int verdict(const char *call, const char *path, int needs_space) {
    writes++;
    int now = writes == nth, since = nth > 0 && writes >= nth;
    if (now) snprintf(place, sizeof place, "%s %s", call, path);
    if (mode == KILL && now) kill(getpid(), SIGKILL), pause();
    if (mode == KILL_HALF && now) return 3;
    if (mode == FAIL_ONCE && now) return 1;
    if (mode == FAIL_ON && since) return 1;
    if (mode == HALF && since) return now ? 2 : 1;
    if (mode == FULL && since && needs_space) return 1;
    return 0;
}
static int stop(int how) {
    if (how == 3) kill(getpid(), SIGKILL), pause();
    errno = code;
    return -1;
}

#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) real = (type (*)(__VA_ARGS__)) dlsym(RTLD_NEXT, #name)

/* Bytes: half of them are written where the verdict says so. */
#define BYTES(name, declared, passed, half, at) \
    ssize_t name declared { \
        REAL(ssize_t, name, REAL_##name); \
        char path[1024]; \
        int how = open_below(number, path) ? verdict(#name, path, grows(number, at, size)) : 0; \
        if (how == 0) return real passed; \
        if (how >= 2 && size > 1) { \
            ssize_t done = real half; \
            if (how == 2) return done; \
        } \
        return stop(how); \
    }
#define REAL_write int, const void *, size_t
#define REAL_pwrite int, const void *, size_t, off_t
#define REAL_pwrite64 int, const void *, size_t, off64_t
BYTES(write, (int number, const void *data, size_t size), (number, data, size),
      (number, data, size / 2), lseek64(number, 0, SEEK_CUR))
BYTES(pwrite, (int number, const void *data, size_t size, off_t at), (number, data, size, at),
      (number, data, size / 2, at), at)
BYTES(pwrite64, (int number, const void *data, size_t size, off64_t at), (number, data, size, at),
      (number, data, size / 2, at), at)

/* Everything else either happens or not. */
#define OPEN_FILE(type, name, types, declared, passed, space) \
    type name declared { \
        REAL(type, name, types); \
        char path[1024]; \
        int how = open_below(number, path) ? verdict(#name, path, space) : 0; \
        return how ? stop(how) : real passed; \
    }
#define T(...) __VA_ARGS__
OPEN_FILE(int, fsync, T(int), (int number), (number), 0)
OPEN_FILE(int, fdatasync, T(int), (int number), (number), 0)
OPEN_FILE(int, ftruncate, T(int, off_t), (int number, off_t size), (number, size),
          grows(number, size, 0))
OPEN_FILE(int, ftruncate64, T(int, off64_t), (int number, off64_t size), (number, size),
          grows(number, size, 0))
OPEN_FILE(ssize_t, writev, T(int, const struct iovec *, int),
          (int number, const struct iovec *parts, int count), (number, parts, count), 1)
OPEN_FILE(ssize_t, sendfile, T(int, int, off_t *, size_t),
          (int number, int from, off_t *at, size_t size), (number, from, at, size), 1)
OPEN_FILE(ssize_t, sendfile64, T(int, int, off64_t *, size_t),
          (int number, int from, off64_t *at, size_t size), (number, from, at, size), 1)

#define NAMED(name, types, declared, passed, path, space) \
    int name declared { \
        REAL(int, name, types); \
        int how = below(path) ? verdict(#name, path, space) : 0; \
        return how ? stop(how) : real passed; \
    }
NAMED(rename, T(const char *, const char *), (const char *from, const char *to), (from, to), to, 0)
NAMED(renameat, T(int, const char *, int, const char *),
      (int a, const char *from, int b, const char *to), (a, from, b, to), to, 0)
NAMED(link, T(const char *, const char *), (const char *from, const char *to), (from, to), to, 0)
/* A full disk never keeps a name from being taken away. */
NAMED(unlink, T(const char *), (const char *path), (path),
      code == ENOSPC && (mode < KILL || mode == FULL) ? 0 : path, 0)
NAMED(mkdir, T(const char *, mode_t), (const char *path, mode_t rights), (path, rights), path, 1)

#define OPENING(name) \
    int name(const char *path, int flags, ...) { \
        REAL(int, name, const char *, int, ...); \
        va_list more; \
        va_start(more, flags); \
        int rights = flags & O_CREAT ? va_arg(more, int) : 0; \
        va_end(more); \
        int makes = flags & O_CREAT && below(path) && access(path, F_OK) != 0; \
        int how = makes ? verdict("create", path, 1) : 0; \
        return how ? stop(how) : real(path, flags, rights); \
    }
OPENING(open)
OPENING(open64)
