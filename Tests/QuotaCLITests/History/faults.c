/* Stands before the C library and spoils one file call of a program: the call whose number is FAULT_AT, among those that
   touch a file under FAULT_DIR. FAULT_KIND says how: count (nothing is spoiled), kill (the program dies before the
   call), term (it is asked to end before the call, and has a moment for it), race (it is asked to end and goes on), torn (half of a write is done, then it dies),
   full (no room from this call on), error (an I/O error).
   The number of calls goes to FAULT_REPORT when the program ends. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static char watched[1024];
static int calls, at = -1;
static const char *kind = "count";
static int is_full;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void begin(void) {
  const char *number = getenv("FAULT_AT"), *how = getenv("FAULT_KIND");
  if (number) at = atoi(number);
  if (how) kind = how;
}

__attribute__((destructor)) static void end(void) {
  const char *path = getenv("FAULT_REPORT");
  FILE *file = path ? fopen(path, "w") : NULL;
  if (!file) return;
  fprintf(file, "%d\n", calls);
  fclose(file);
}

static int is_watched_path(const char *path) {
  const char *folder = getenv("FAULT_DIR");
  return folder && path && strncmp(path, folder, strlen(folder)) == 0;
}

static int is_watched(int fd) { return fd >= 0 && fd < (int)sizeof watched && watched[fd]; }

/* Counts a call; 1 when this is the one to spoil. */
static int spoils(void) {
  calls++;
  if (calls != at) return 0;
  if (strcmp(kind, "kill") == 0) raise(SIGKILL);
  if (strcmp(kind, "term") == 0) {
    raise(SIGTERM);
    usleep(300000);
  }
  if (strcmp(kind, "race") == 0) raise(SIGTERM);
  return strcmp(kind, "count") != 0;
}

static int fails(int writes) {
  int here = spoils();
  if (strcmp(kind, "full") == 0) {
    is_full |= here;
    if (is_full && writes) { errno = ENOSPC; return 1; }
    return 0;
  }
  if (here && strcmp(kind, "error") == 0) { errno = EIO; return 1; }
  return 0;
}

static int opened(int fd, const char *path) {
  if (fd >= 0 && fd < (int)sizeof watched) watched[fd] = is_watched_path(path);
  return fd;
}

static mode_t mode_of(int flags, va_list list) { return flags & (O_CREAT | O_TMPFILE) ? va_arg(list, mode_t) : 0; }

#define OPEN(name)                                                                        \
  int name(const char *path, int flags, ...) {                                            \
    va_list list;                                                                         \
    va_start(list, flags);                                                                \
    mode_t mode = mode_of(flags, list);                                                   \
    va_end(list);                                                                         \
    if (is_watched_path(path) && fails(flags & O_CREAT)) return -1;                       \
    return opened(REAL(name)(path, flags, mode), path);                                   \
  }
OPEN(open)
OPEN(open64)

/* Half of what should be written, then the end. */
static void tear(int fd, const void *bytes, size_t count, off64_t offset) {
  if (strcmp(kind, "torn") != 0) return;
  if (offset < 0) REAL(write)(fd, bytes, count / 2);
  else REAL(pwrite64)(fd, bytes, count / 2, offset);
  raise(SIGKILL);
}

ssize_t write(int fd, const void *bytes, size_t count) {
  if (is_watched(fd)) {
    if (fails(1)) return -1;
    if (calls == at) tear(fd, bytes, count, -1);
  }
  return REAL(write)(fd, bytes, count);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t offset) {
  if (is_watched(fd)) {
    if (fails(1)) return -1;
    if (calls == at) tear(fd, bytes, count, offset);
  }
  return REAL(pwrite64)(fd, bytes, count, offset);
}

ssize_t read(int fd, void *bytes, size_t count) {
  if (is_watched(fd) && fails(0)) return -1;
  return REAL(read)(fd, bytes, count);
}

ssize_t pread64(int fd, void *bytes, size_t count, off64_t offset) {
  if (is_watched(fd) && fails(0)) return -1;
  return REAL(pread64)(fd, bytes, count, offset);
}

int fsync(int fd) { return is_watched(fd) && fails(0) ? -1 : REAL(fsync)(fd); }
int fdatasync(int fd) { return is_watched(fd) && fails(0) ? -1 : REAL(fdatasync)(fd); }
int ftruncate64(int fd, off64_t size) { return is_watched(fd) && fails(0) ? -1 : REAL(ftruncate64)(fd, size); }
int rename(const char *from, const char *to) { return is_watched_path(to) && fails(0) ? -1 : REAL(rename)(from, to); }
int link(const char *from, const char *to) { return is_watched_path(to) && fails(1) ? -1 : REAL(link)(from, to); }
int unlink(const char *path) { return is_watched_path(path) && fails(0) ? -1 : REAL(unlink)(path); }

int fcntl64(int fd, int command, ...) {
  va_list list;
  va_start(list, command);
  void *argument = va_arg(list, void *);
  va_end(list);
  if (is_watched(fd) && command == F_SETLK && fails(0)) return -1;
  return REAL(fcntl64)(fd, command, argument);
}

int close(int fd) {
  if (is_watched(fd)) {
    spoils();
    watched[fd] = 0;
  }
  return REAL(close)(fd);
}
