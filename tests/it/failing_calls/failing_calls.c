// Owns a library that a test loads before a program (LD_PRELOAD): it counts the file calls that the program makes below some folders, and
// fails one of them, or all from that one on. What it counts and fails stands in the environment:
//
//   FAULT_BELOW   folders, separated by `:`; a call counts where a path that it names, or the path of its open file, lies below one
//   FAULT_KINDS   kinds of calls, each between two commas: stat resolve open read list create write rename link remove folder sync resize
//                 mode lock spawn; `bare` is a file call by number, which is counted and never failed
//   FAULT_AT      the number of the first call that fails, from 1; 0: none
//   FAULT_LASTS   1: every later one fails too
//   FAULT_ERRNO   the number of the error
//   FAULT_SHORT   1: a write that fails writes the half of its bytes first
//   FAULT_LOG     a file that gets a line for each call that counts: `-` or `!` (it failed), kind, function, path
//
// Programs that this one starts are not touched. The library itself makes its calls by number, so that it never counts its own.
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static const char *below, *kinds;
static long first, lasts, number_of_error, is_short;
static int log_file = -1;
static atomic_long count;
// The file of a write that was cut short: its next write fails.
static atomic_int cut_short = -1;

static long (*by_number)(long, ...);

static long number(const char *name) {
  const char *value = getenv(name);
  return value ? atol(value) : 0;
}

__attribute__((constructor)) static void begin(void) {
  by_number = dlsym(RTLD_NEXT, "syscall");
  kinds = getenv("FAULT_KINDS");
  first = number("FAULT_AT"), lasts = number("FAULT_LASTS");
  number_of_error = number("FAULT_ERRNO"), is_short = number("FAULT_SHORT");
  const char *log = getenv("FAULT_LOG");
  if (log) log_file = by_number(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  unsetenv("LD_PRELOAD");
  below = getenv("FAULT_BELOW");
}

static int lies_below(const char *path) {
  for (const char *folder = below; folder && *folder;) {
    size_t length = strcspn(folder, ":");
    if (!strncmp(path, folder, length) && (!path[length] || path[length] == '/')) return 1;
    folder += length + (folder[length] == ':');
  }
  return 0;
}

// The absolute path of a name that is relative to an open folder; of the open file itself where the name is empty.
static const char *absolute(int folder, const char *name, char *out) {
  if (name && *name == '/') return name;
  char link[64];
  if (folder == AT_FDCWD) strcpy(link, "/proc/self/cwd");
  else snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
  long length = by_number(SYS_readlinkat, AT_FDCWD, link, out, PATH_MAX - 1);
  if (length < 0) return "";
  out[length] = 0;
  if (name && *name) snprintf(out + length, PATH_MAX - length, "/%s", name);
  return out;
}

// Counts a call; true where it is to fail.
static int counted(const char *kind, const char *function, const char *path) {
  long own = atomic_fetch_add(&count, 1) + 1;
  int fails = first && (own == first || (lasts && own > first));
  if (log_file >= 0) {
    char line[PATH_MAX + 64];
    int length = snprintf(line, sizeof line, "%c %s %s %s\n", fails ? '!' : '-', kind, function, path);
    if (length > 0) (void)!by_number(SYS_write, log_file, line, (size_t)length);
  }
  if (fails) errno = number_of_error;
  return fails;
}

static int is_meant(const char *kind) {
  char between[32];
  snprintf(between, sizeof between, ",%s,", kind);
  return below && kinds && strstr(kinds, between);
}

// The same for a call that names one or two files.
static int fails_at(const char *kind, const char *function, int folder, const char *name, int other, const char *second) {
  if (!is_meant(kind)) return 0;
  int before = errno;
  char one[PATH_MAX], two[PATH_MAX];
  const char *path = absolute(folder, name, one), *target = second ? absolute(other, second, two) : "";
  int fails = (lies_below(target) && counted(kind, function, target)) ||
              (!lies_below(target) && lies_below(path) && counted(kind, function, path));
  if (!fails) errno = before;
  return fails;
}

// The function of the C library that one of ours stands before.
#define REAL(function) ((__typeof__(&function))dlsym(RTLD_NEXT, #function))
#define AT(kind, function, folder, name) fails_at(kind, function, folder, name, 0, NULL)
#define OF(kind, function, file) fails_at(kind, function, file, "", 0, NULL)

// Functions of one result that names a file or has one open.
#define ON_NAME(kind, function, parameters, arguments) \
  int function parameters { return AT(kind, #function, AT_FDCWD, path) ? -1 : REAL(function) arguments; }
#define ON_NAME_IN(kind, function, parameters, arguments) \
  int function parameters { return AT(kind, #function, folder, path) ? -1 : REAL(function) arguments; }
#define ON_FILE(kind, function, parameters, arguments) \
  int function parameters { return OF(kind, #function, file) ? -1 : REAL(function) arguments; }
#define ON_NAMES(kind, function, parameters, arguments) \
  int function parameters { return fails_at(kind, #function, AT_FDCWD, from, AT_FDCWD, to) ? -1 : REAL(function) arguments; }
#define ON_NAMES_IN(kind, function, parameters, arguments) \
  int function parameters { return fails_at(kind, #function, folder, from, other, to) ? -1 : REAL(function) arguments; }

ON_NAME("stat", stat, (const char *path, struct stat *out), (path, out))
ON_NAME("stat", stat64, (const char *path, struct stat64 *out), (path, out))
ON_NAME("stat", lstat, (const char *path, struct stat *out), (path, out))
ON_NAME("stat", lstat64, (const char *path, struct stat64 *out), (path, out))
ON_FILE("stat", fstat, (int file, struct stat *out), (file, out))
ON_FILE("stat", fstat64, (int file, struct stat64 *out), (file, out))
ON_NAME_IN("stat", fstatat, (int folder, const char *path, struct stat *out, int flags), (folder, path, out, flags))
ON_NAME_IN("stat", fstatat64, (int folder, const char *path, struct stat64 *out, int flags), (folder, path, out, flags))
ON_NAME_IN("stat", statx, (int folder, const char *path, int flags, unsigned mask, struct statx *out), (folder, path, flags, mask, out))
ON_NAME("stat", access, (const char *path, int mode), (path, mode))
ON_NAME_IN("stat", faccessat, (int folder, const char *path, int mode, int flags), (folder, path, mode, flags))

ON_NAME("folder", mkdir, (const char *path, mode_t mode), (path, mode))
ON_NAME("folder", mkfifo, (const char *path, mode_t mode), (path, mode))
ON_NAME_IN("folder", mkdirat, (int folder, const char *path, mode_t mode), (folder, path, mode))
ON_NAME("remove", rmdir, (const char *path), (path))
ON_NAME("remove", unlink, (const char *path), (path))
ON_NAME_IN("remove", unlinkat, (int folder, const char *path, int flags), (folder, path, flags))
ON_NAMES("rename", rename, (const char *from, const char *to), (from, to))
ON_NAMES_IN("rename", renameat, (int folder, const char *from, int other, const char *to), (folder, from, other, to))
ON_NAMES_IN("rename", renameat2, (int folder, const char *from, int other, const char *to, unsigned flags), (folder, from, other, to, flags))
ON_NAMES("link", link, (const char *from, const char *to), (from, to))
ON_NAMES_IN("link", linkat, (int folder, const char *from, int other, const char *to, int flags), (folder, from, other, to, flags))

int symlink(const char *target, const char *path) {
  return AT("link", "symlink", AT_FDCWD, path) ? -1 : REAL(symlink)(target, path);
}
int symlinkat(const char *target, int folder, const char *path) {
  return AT("link", "symlinkat", folder, path) ? -1 : REAL(symlinkat)(target, folder, path);
}

ON_FILE("sync", fsync, (int file), (file))
ON_FILE("sync", fdatasync, (int file), (file))
ON_FILE("resize", ftruncate, (int file, off_t length), (file, length))
ON_FILE("resize", ftruncate64, (int file, off64_t length), (file, length))
ON_FILE("mode", fchmod, (int file, mode_t mode), (file, mode))
ON_NAME("mode", chmod, (const char *path, mode_t mode), (path, mode))
ON_NAME_IN("mode", fchmodat, (int folder, const char *path, mode_t mode, int flags), (folder, path, mode, flags))
ON_FILE("mode", fchown, (int file, uid_t user, gid_t group), (file, user, group))
ON_NAME("mode", chown, (const char *path, uid_t user, gid_t group), (path, user, group))
ON_NAME("mode", lchown, (const char *path, uid_t user, gid_t group), (path, user, group))
ON_FILE("mode", futimens, (int file, const struct timespec times[2]), (file, times))
ON_NAME_IN("mode", utimensat, (int folder, const char *path, const struct timespec times[2], int flags), (folder, path, times, flags))
ON_FILE("lock", flock, (int file, int operation), (file, operation))

ssize_t readlink(const char *path, char *out, size_t size) {
  return AT("resolve", "readlink", AT_FDCWD, path) ? -1 : REAL(readlink)(path, out, size);
}
ssize_t readlinkat(int folder, const char *path, char *out, size_t size) {
  return AT("resolve", "readlinkat", folder, path) ? -1 : REAL(readlinkat)(folder, path, out, size);
}
char *realpath(const char *path, char *out) {
  return AT("resolve", "realpath", AT_FDCWD, path) ? NULL : REAL(realpath)(path, out);
}

// Opening is reading, writing or listing, by its flags.
static const char *kind_of_opening(int flags) {
  if ((flags & O_ACCMODE) != O_RDONLY || (flags & O_CREAT)) return "create";
  return flags & O_DIRECTORY ? "list" : "open";
}
static mode_t mode_of(int flags, va_list rest) {
  return flags & (O_CREAT | __O_TMPFILE) ? (mode_t)va_arg(rest, int) : 0;
}
#define OPENS(function) \
  int function(const char *path, int flags, ...) { \
    va_list rest; \
    va_start(rest, flags); \
    mode_t mode = mode_of(flags, rest); \
    va_end(rest); \
    return AT(kind_of_opening(flags), #function, AT_FDCWD, path) ? -1 : REAL(function)(path, flags, mode); \
  }
#define OPENS_IN(function) \
  int function(int folder, const char *path, int flags, ...) { \
    va_list rest; \
    va_start(rest, flags); \
    mode_t mode = mode_of(flags, rest); \
    va_end(rest); \
    return AT(kind_of_opening(flags), #function, folder, path) ? -1 : REAL(function)(folder, path, flags, mode); \
  }
OPENS(open)
OPENS(open64)
OPENS_IN(openat)
OPENS_IN(openat64)

DIR *opendir(const char *path) { return AT("list", "opendir", AT_FDCWD, path) ? NULL : REAL(opendir)(path); }
DIR *fdopendir(int file) { return OF("list", "fdopendir", file) ? NULL : REAL(fdopendir)(file); }
struct dirent *readdir(DIR *list) { return OF("list", "readdir", dirfd(list)) ? NULL : REAL(readdir)(list); }
struct dirent64 *readdir64(DIR *list) { return OF("list", "readdir64", dirfd(list)) ? NULL : REAL(readdir64)(list); }

#define READS(function, parameters, arguments) \
  ssize_t function parameters { return OF("read", #function, file) ? -1 : REAL(function) arguments; }
READS(read, (int file, void *out, size_t size), (file, out, size))
READS(pread, (int file, void *out, size_t size, off_t offset), (file, out, size, offset))
READS(pread64, (int file, void *out, size_t size, off64_t offset), (file, out, size, offset))
READS(readv, (int file, const struct iovec *parts, int amount), (file, parts, amount))
READS(preadv, (int file, const struct iovec *parts, int amount, off_t offset), (file, parts, amount, offset))
READS(preadv64, (int file, const struct iovec *parts, int amount, off64_t offset), (file, parts, amount, offset))

// A mapped file is read without a further call; memory that is no file passes.
void *mmap(void *place, size_t size, int protection, int flags, int file, off_t offset) {
  if (file >= 0 && OF("read", "mmap", file)) return (void *)-1;
  if (!by_number) by_number = dlsym(RTLD_NEXT, "syscall");
  return (void *)by_number(SYS_mmap, place, size, protection, flags, file, offset);
}
void *mmap64(void *place, size_t size, int protection, int flags, int file, off64_t offset) {
  return mmap(place, size, protection, flags, file, offset);
}

// How many of `size` bytes are written: all, or the half before the rest fails; -1 where nothing is.
static ssize_t writable(const char *function, int file, size_t size) {
  if (atomic_load(&cut_short) == file && below) {
    atomic_store(&cut_short, -1);
    errno = number_of_error;
    return -1;
  }
  if (!OF("write", function, file)) return (ssize_t)size;
  if (!is_short || size < 2) return -1;
  atomic_store(&cut_short, file);
  return (ssize_t)(size / 2);
}
#define WRITES(function, parameters, arguments) \
  ssize_t function parameters { \
    ssize_t part = writable(#function, file, size); \
    return part < 0 ? -1 : REAL(function) arguments; \
  }
WRITES(write, (int file, const void *bytes, size_t size), (file, bytes, (size_t)part))
WRITES(pwrite, (int file, const void *bytes, size_t size, off_t offset), (file, bytes, (size_t)part, offset))
WRITES(pwrite64, (int file, const void *bytes, size_t size, off64_t offset), (file, bytes, (size_t)part, offset))
WRITES(copy_file_range, (int from, off64_t *offset, int file, off64_t *to, size_t size, unsigned flags), (from, offset, file, to, (size_t)part, flags))
WRITES(sendfile, (int file, int from, off_t *offset, size_t size), (file, from, offset, (size_t)part))
WRITES(sendfile64, (int file, int from, off64_t *offset, size_t size), (file, from, offset, (size_t)part))
WRITES(splice, (int from, off64_t *offset, int file, off64_t *to, size_t size, unsigned flags), (from, offset, file, to, (size_t)part, flags))
ssize_t pwritev(int file, const struct iovec *parts, int amount, off_t offset) {
  return OF("write", "pwritev", file) ? -1 : REAL(pwritev)(file, parts, amount, offset);
}
ssize_t writev(int file, const struct iovec *parts, int amount) {
  return OF("write", "writev", file) ? -1 : REAL(writev)(file, parts, amount);
}

// Starting another program. It gives an error, and does not set one.
int posix_spawnp(pid_t *process, const char *program, const posix_spawn_file_actions_t *actions, const posix_spawnattr_t *attributes,
                 char *const arguments[], char *const environment[]) {
  if (is_meant("spawn") && counted("spawn", "posix_spawnp", program)) return (int)number_of_error;
  return REAL(posix_spawnp)(process, program, actions, attributes, arguments, environment);
}
int pipe2(int ends[2], int flags) { return is_meant("spawn") && counted("spawn", "pipe2", "") ? -1 : REAL(pipe2)(ends, flags); }

// A file call by number passes by the functions above, so no test would fail it.
static int is_one_of(long call, const long *calls, size_t amount) {
  for (size_t at = 0; at < amount; at++)
    if (calls[at] == call) return 1;
  return 0;
}
#define IS_ONE_OF(call, ...) is_one_of(call, (const long[]){__VA_ARGS__}, sizeof((const long[]){__VA_ARGS__}) / sizeof(long))

long syscall(long call, ...) {
  va_list rest;
  va_start(rest, call);
  long given[6];
  for (int at = 0; at < 6; at++) given[at] = va_arg(rest, long);
  va_end(rest);
  if (!by_number) by_number = dlsym(RTLD_NEXT, "syscall");
  if (IS_ONE_OF(call, SYS_read, SYS_pread64, SYS_readv, SYS_write, SYS_pwrite64, SYS_writev, SYS_getdents64, SYS_fsync, SYS_fdatasync,
                SYS_ftruncate, SYS_flock, SYS_sendfile, SYS_copy_file_range))
    (void)OF("bare", "syscall", (int)given[0]);
  if (IS_ONE_OF(call, SYS_openat, SYS_openat2, SYS_statx, SYS_mkdirat, SYS_renameat2, SYS_linkat, SYS_unlinkat, SYS_readlinkat,
                SYS_faccessat, SYS_faccessat2, SYS_fchmodat, SYS_utimensat))
    (void)AT("bare", "syscall", (int)given[0], (const char *)given[1]);
#ifdef SYS_open
  if (IS_ONE_OF(call, SYS_open, SYS_stat, SYS_lstat, SYS_access, SYS_mkdir, SYS_rename, SYS_link, SYS_unlink, SYS_rmdir, SYS_readlink))
    (void)AT("bare", "syscall", AT_FDCWD, (const char *)given[0]);
#endif
  return by_number(call, given[0], given[1], given[2], given[3], given[4], given[5]);
}
