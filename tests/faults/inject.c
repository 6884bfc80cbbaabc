// A library to be loaded before a program (LD_PRELOAD): one call of a kind fails, or all from one on, as if the disk
// were full, broken or gone, or memory had run out. tests/faults.py compiles and uses it.
//
//   FAULT_KIND    open | read | write | sync | rename | unlink | truncate | close | mode | stdout | alloc
//   FAULT_AT      which call of that kind fails, counted from 1
//   FAULT_ERROR   the error it fails with, a number
//   FAULT_LASTS   1: all later calls of the kind fail, too
//   FAULT_UNDER   files in this folder only (standard output and memory have none)
//   FAULT_MET     a file that is made when a call has failed
//   FAULT_NAMES   1: the file system knows no files without a name
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

extern void* __libc_malloc(size_t);
extern void* __libc_calloc(size_t, size_t);
extern void* __libc_realloc(void*, size_t);
extern void* __libc_memalign(size_t, size_t);

static const char* kind = NULL;
static const char* under = NULL;
static const char* met = NULL;
static long at = 0;
static int error_number = EIO;
static int lasts = 0;
static int only_names = 0;
static atomic_long num_calls = 0;
static atomic_int ready = 0;
static atomic_int in_main = 0;

__attribute__((constructor)) static void read_plan(void) {
  kind = getenv("FAULT_KIND");
  under = getenv("FAULT_UNDER");
  met = getenv("FAULT_MET");
  const char* text = getenv("FAULT_AT");
  at = text ? atol(text) : 0;
  text = getenv("FAULT_ERROR");
  error_number = text ? atoi(text) : EIO;
  lasts = getenv("FAULT_LASTS") != NULL;
  only_names = getenv("FAULT_NAMES") != NULL;
  ready = kind != NULL;
}

// Whether this call of a kind is to fail.
static int fails(const char* what) {
  if (!ready || strcmp(what, kind) != 0) return 0;
  const long number = ++num_calls;
  if (number != at && !(lasts && number > at)) return 0;
  if (number == at && met) {
    const long descriptor = syscall(SYS_openat, AT_FDCWD, met, O_CREAT | O_WRONLY, 0644);
    if (descriptor >= 0) syscall(SYS_close, descriptor);
  }
  errno = error_number;
  return 1;
}

static int is_ours(const char* path) {
  if (!ready || !under || !path) return 0;
  if (path[0] == '/') return strncmp(path, under, strlen(under)) == 0;
  return 1;  // the program runs in that folder
}

static int is_ours_open(int descriptor) {
  char link[64];
  char path[4096];
  if (!ready || descriptor <= 2) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  const long length = syscall(SYS_readlinkat, AT_FDCWD, link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return path[0] == '/' && is_ours(path);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define FAIL_IF(condition, what, value) \
  if ((condition) && fails(what)) return value

static int may_not_open(const char* path, int flags) {
  if (!is_ours(path)) return 0;
  if (only_names && (flags & O_TMPFILE) == O_TMPFILE) {
    errno = EOPNOTSUPP;
    return 1;
  }
  return fails("open");
}

#define OPEN(name)                                       \
  int name(const char* path, int flags, ...) {           \
    va_list more;                                        \
    va_start(more, flags);                               \
    const mode_t mode = va_arg(more, mode_t);            \
    va_end(more);                                        \
    if (may_not_open(path, flags)) return -1;            \
    return REAL(name)(path, flags, mode);                \
  }
OPEN(open)
OPEN(open64)

FILE* fopen(const char* path, const char* mode) {
  FAIL_IF(is_ours(path), "open", NULL);
  return REAL(fopen)(path, mode);
}

FILE* fopen64(const char* path, const char* mode) {
  FAIL_IF(is_ours(path), "open", NULL);
  return REAL(fopen64)(path, mode);
}

size_t fread(void* to, size_t size, size_t num, FILE* file) {
  if (ready && is_ours_open(fileno(file)) && fails("read")) {
    file->_flags |= 0x20;  // glibc's mark of an error
    return 0;
  }
  return REAL(fread)(to, size, num, file);
}

size_t fwrite(const void* from, size_t size, size_t num, FILE* file) {
  if (ready && file == stdout && fails("stdout")) {
    file->_flags |= 0x20;
    return 0;
  }
  return REAL(fwrite)(from, size, num, file);
}

ssize_t read(int file, void* to, size_t size) {
  FAIL_IF(is_ours_open(file), "read", -1);
  return REAL(read)(file, to, size);
}

ssize_t pread(int file, void* to, size_t size, off_t place) {
  FAIL_IF(is_ours_open(file), "read", -1);
  return REAL(pread)(file, to, size, place);
}

ssize_t pread64(int file, void* to, size_t size, off64_t place) {
  FAIL_IF(is_ours_open(file), "read", -1);
  return REAL(pread64)(file, to, size, place);
}

ssize_t write(int file, const void* from, size_t size) {
  FAIL_IF(is_ours_open(file), "write", -1);
  return REAL(write)(file, from, size);
}

ssize_t pwrite(int file, const void* from, size_t size, off_t place) {
  FAIL_IF(is_ours_open(file), "write", -1);
  return REAL(pwrite)(file, from, size, place);
}

ssize_t pwrite64(int file, const void* from, size_t size, off64_t place) {
  FAIL_IF(is_ours_open(file), "write", -1);
  return REAL(pwrite64)(file, from, size, place);
}

int fsync(int file) {
  FAIL_IF(is_ours_open(file), "sync", -1);
  return REAL(fsync)(file);
}

int fdatasync(int file) {
  FAIL_IF(is_ours_open(file), "sync", -1);
  return REAL(fdatasync)(file);
}

int rename(const char* from, const char* to) {
  FAIL_IF(is_ours(to), "rename", -1);
  return REAL(rename)(from, to);
}

int link(const char* from, const char* to) {
  FAIL_IF(is_ours(to), "rename", -1);
  return REAL(link)(from, to);
}

int linkat(int from_folder, const char* from, int to_folder, const char* to, int flags) {
  FAIL_IF(is_ours(to), "rename", -1);
  return REAL(linkat)(from_folder, from, to_folder, to, flags);
}

int unlink(const char* path) {
  FAIL_IF(is_ours(path), "unlink", -1);
  return REAL(unlink)(path);
}

int ftruncate(int file, off_t size) {
  FAIL_IF(is_ours_open(file), "truncate", -1);
  return REAL(ftruncate)(file, size);
}

int ftruncate64(int file, off64_t size) {
  FAIL_IF(is_ours_open(file), "truncate", -1);
  return REAL(ftruncate64)(file, size);
}

int close(int file) {
  const int ours = is_ours_open(file);
  const int done = REAL(close)(file);
  FAIL_IF(ours, "close", -1);
  return done;
}

int fchmod(int file, mode_t mode) {
  FAIL_IF(is_ours_open(file), "mode", -1);
  return REAL(fchmod)(file, mode);
}

int fchown(int file, uid_t owner, gid_t group) {
  FAIL_IF(is_ours_open(file), "mode", -1);
  return REAL(fchown)(file, owner, group);
}

// Memory counts from where the program begins: before that nobody could say anything.
static int (*real_main)(int, char**, char**) = NULL;

static int main_with_faults(int argc, char** argv, char** environment) {
  in_main = 1;
  const int result = real_main(argc, argv, environment);
  in_main = 0;
  return result;
}

int __libc_start_main(int (*main)(int, char**, char**), int argc, char** argv, void (*init)(void), void (*fini)(void),
                      void (*linker_fini)(void), void* stack_end) {
  typedef int start(int (*)(int, char**, char**), int, char**, void (*)(void), void (*)(void), void (*)(void), void*);
  real_main = main;
  return ((start*)dlsym(RTLD_NEXT, "__libc_start_main"))(main_with_faults, argc, argv, init, fini, linker_fini,
                                                         stack_end);
}

void* malloc(size_t size) {
  FAIL_IF(in_main, "alloc", NULL);
  return __libc_malloc(size);
}

void* calloc(size_t num, size_t size) {
  FAIL_IF(in_main, "alloc", NULL);
  return __libc_calloc(num, size);
}

void* realloc(void* old, size_t size) {
  FAIL_IF(in_main && size > 0, "alloc", NULL);
  return __libc_realloc(old, size);
}

void* aligned_alloc(size_t alignment, size_t size) {
  FAIL_IF(in_main, "alloc", NULL);
  return __libc_memalign(alignment, size);
}

int posix_memalign(void** place, size_t alignment, size_t size) {
  if (in_main && fails("alloc")) return ENOMEM;
  *place = __libc_memalign(alignment, size);
  return *place ? 0 : ENOMEM;
}
