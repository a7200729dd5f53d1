#include "store_faults.h"

#include <fcntl.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SECTOR = 512 };

// ---- Failing calls ----

static atomic_llong calls;
static atomic_llong armed;
static atomic_int armed_full;
static _Atomic(const char *) failed;

void store_faults_arm(int64_t nth, int full) {
    atomic_store(&armed, 0);
    atomic_store(&calls, 0);
    atomic_store(&failed, NULL);
    atomic_store(&armed_full, full);
    atomic_store(&armed, nth);
}

int64_t store_faults_calls(void) { return atomic_load(&calls); }
const char *store_faults_failed(void) { return atomic_load(&failed); }

// Whether this call is the one that fails.
static int fails(const char *name) {
    long long n = atomic_fetch_add(&calls, 1) + 1;
    long long nth = atomic_load(&armed);
    if (nth == 0 || n != nth) return 0;
    atomic_store(&failed, name);
    return 1;
}

// ---- Files in memory until they are synced ----

typedef struct image {
    struct image *next;
    char *path;
    unsigned char *bytes;
    unsigned char *dirty;  // one for each sector
    sqlite3_int64 size, capacity;
    sqlite3_int64 disk_size;
} image;

static pthread_mutex_t images_lock = PTHREAD_MUTEX_INITIALIZER;
static image *images;
static int holding, skipping;

void store_faults_hold_unsynced(void) { holding = 1; }

void store_faults_skip_syncs(void) { skipping = 1; }

static int reserve(image *im, sqlite3_int64 size) {
    if (size <= im->capacity) return 1;
    sqlite3_int64 capacity = im->capacity ? im->capacity : 1 << 16;
    while (capacity < size) capacity *= 2;
    unsigned char *bytes = realloc(im->bytes, (size_t)capacity);
    if (!bytes) return 0;
    im->bytes = bytes;
    unsigned char *dirty = realloc(im->dirty, (size_t)(capacity / SECTOR));
    if (!dirty) return 0;
    im->dirty = dirty;
    memset(bytes + im->capacity, 0, (size_t)(capacity - im->capacity));
    memset(dirty + im->capacity / SECTOR, 0, (size_t)((capacity - im->capacity) / SECTOR));
    im->capacity = capacity;
    return 1;
}

// The image of a file, read from the disk when it is first asked for. Called with the lock held.
static image *image_of(const char *path) {
    for (image *im = images; im; im = im->next)
        if (strcmp(im->path, path) == 0) return im;
    image *im = calloc(1, sizeof *im);
    if (!im) return NULL;
    im->path = strdup(path);
    int fd = open(path, O_RDONLY);
    if (fd >= 0) {
        struct stat st;
        if (fstat(fd, &st) == 0 && st.st_size > 0 && reserve(im, st.st_size)) {
            sqlite3_int64 done = 0;
            while (done < st.st_size) {
                ssize_t n = pread(fd, im->bytes + done, (size_t)(st.st_size - done), done);
                if (n <= 0) break;
                done += n;
            }
            im->size = im->disk_size = st.st_size;
        }
        close(fd);
    }
    im->next = images;
    images = im;
    return im;
}

static void forget(const char *path) {
    pthread_mutex_lock(&images_lock);
    for (image **at = &images; *at; at = &(*at)->next)
        if (strcmp((*at)->path, path) == 0) {
            image *im = *at;
            *at = im->next;
            free(im->path);
            free(im->bytes);
            free(im->dirty);
            free(im);
            break;
        }
    pthread_mutex_unlock(&images_lock);
}

static uint64_t roll;
static int chance(int percent) {
    roll += 0x9E3779B97F4A7C15ull;
    uint64_t z = roll;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    z ^= z >> 31;
    return (int)(z % 100) < percent;
}

// Writes dirty sectors to the disk: all of them, or each with a chance.
static int settle(image *im, int percent) {
    int fd = open(im->path, O_WRONLY);
    if (fd < 0) return 0;
    int ok = 1;
    if (im->size != im->disk_size && (percent >= 100 || chance(percent))) {
        if (ftruncate(fd, im->size) != 0) ok = 0;
        im->disk_size = im->size;
    }
    for (sqlite3_int64 s = 0; s * SECTOR < im->size; s++) {
        if (!im->dirty[s] || (percent < 100 && !chance(percent))) continue;
        sqlite3_int64 start = s * SECTOR, length = im->size - start < SECTOR ? im->size - start : SECTOR;
        if (pwrite(fd, im->bytes + start, (size_t)length, start) != length) ok = 0;
        im->dirty[s] = 0;
    }
    if (close(fd) != 0) ok = 0;
    return ok;
}

void store_faults_cut_power(uint64_t seed, int percent) {
    pthread_mutex_lock(&images_lock);  // nothing moves any more
    roll = seed;
    if (percent > 0)
        for (image *im = images; im; im = im->next) settle(im, percent > 99 ? 99 : percent);
    _exit(86);
}

// ---- The layer ----

typedef struct faulty {
    sqlite3_file base;
    image *held;
    sqlite3_file *real;
} faulty;

static sqlite3_vfs *below;

static int f_close(sqlite3_file *f) { return ((faulty *)f)->real->pMethods->xClose(((faulty *)f)->real); }

static int f_read(sqlite3_file *f, void *to, int n, sqlite3_int64 at) {
    faulty *x = (faulty *)f;
    if (fails("read")) return SQLITE_IOERR_READ;
    if (!x->held) return x->real->pMethods->xRead(x->real, to, n, at);
    pthread_mutex_lock(&images_lock);
    sqlite3_int64 there = x->held->size - at;
    if (there < 0) there = 0;
    if (there > n) there = n;
    if (there > 0) memcpy(to, x->held->bytes + at, (size_t)there);
    pthread_mutex_unlock(&images_lock);
    if (there < n) {
        memset((char *)to + there, 0, (size_t)(n - there));
        return SQLITE_IOERR_SHORT_READ;
    }
    return SQLITE_OK;
}

static int f_write(sqlite3_file *f, const void *from, int n, sqlite3_int64 at) {
    faulty *x = (faulty *)f;
    if (fails("write")) return atomic_load(&armed_full) ? SQLITE_FULL : SQLITE_IOERR_WRITE;
    if (!x->held) return x->real->pMethods->xWrite(x->real, from, n, at);
    int rc = SQLITE_OK;
    pthread_mutex_lock(&images_lock);
    if (!reserve(x->held, at + n)) rc = SQLITE_NOMEM;
    else {
        memcpy(x->held->bytes + at, from, (size_t)n);
        for (sqlite3_int64 s = at / SECTOR; s * SECTOR < at + n; s++) x->held->dirty[s] = 1;
        if (at + n > x->held->size) x->held->size = at + n;
    }
    pthread_mutex_unlock(&images_lock);
    return rc;
}

static int f_truncate(sqlite3_file *f, sqlite3_int64 size) {
    faulty *x = (faulty *)f;
    if (fails("truncate")) return SQLITE_IOERR_TRUNCATE;
    if (!x->held) return x->real->pMethods->xTruncate(x->real, size);
    pthread_mutex_lock(&images_lock);
    if (size < x->held->size) {
        memset(x->held->bytes + size, 0, (size_t)(x->held->size - size));
        x->held->size = size;
    }
    pthread_mutex_unlock(&images_lock);
    return SQLITE_OK;
}

static int f_sync(sqlite3_file *f, int flags) {
    faulty *x = (faulty *)f;
    if (fails("sync")) return SQLITE_IOERR_FSYNC;
    if (!x->held) return skipping ? SQLITE_OK : x->real->pMethods->xSync(x->real, flags);
    pthread_mutex_lock(&images_lock);
    int ok = settle(x->held, 100);
    pthread_mutex_unlock(&images_lock);
    return ok ? SQLITE_OK : SQLITE_IOERR_FSYNC;
}

static int f_size(sqlite3_file *f, sqlite3_int64 *size) {
    faulty *x = (faulty *)f;
    if (fails("size")) return SQLITE_IOERR_FSTAT;
    if (!x->held) return x->real->pMethods->xFileSize(x->real, size);
    pthread_mutex_lock(&images_lock);
    *size = x->held->size;
    pthread_mutex_unlock(&images_lock);
    return SQLITE_OK;
}

static int f_lock(sqlite3_file *f, int level) {
    faulty *x = (faulty *)f;
    if (fails("lock")) return SQLITE_IOERR_LOCK;
    return x->real->pMethods->xLock(x->real, level);
}
static int f_unlock(sqlite3_file *f, int level) {
    return ((faulty *)f)->real->pMethods->xUnlock(((faulty *)f)->real, level);
}
static int f_check(sqlite3_file *f, int *out) {
    return ((faulty *)f)->real->pMethods->xCheckReservedLock(((faulty *)f)->real, out);
}
static int f_control(sqlite3_file *f, int op, void *arg) {
    faulty *x = (faulty *)f;
    if (x->held && (op == SQLITE_FCNTL_SIZE_HINT || op == SQLITE_FCNTL_CHUNK_SIZE)) return SQLITE_OK;
    return x->real->pMethods->xFileControl(x->real, op, arg);
}
static int f_sector(sqlite3_file *f) { return ((faulty *)f)->real->pMethods->xSectorSize(((faulty *)f)->real); }
static int f_device(sqlite3_file *f) {
    return ((faulty *)f)->real->pMethods->xDeviceCharacteristics(((faulty *)f)->real);
}
static int f_shm_map(sqlite3_file *f, int page, int size, int extend, void volatile **out) {
    faulty *x = (faulty *)f;
    if (fails("shm map")) return SQLITE_IOERR_SHMMAP;
    return x->real->pMethods->xShmMap(x->real, page, size, extend, out);
}
static int f_shm_lock(sqlite3_file *f, int offset, int n, int flags) {
    faulty *x = (faulty *)f;
    if (!(flags & SQLITE_SHM_UNLOCK) && fails("shm lock")) return SQLITE_IOERR_SHMLOCK;
    return x->real->pMethods->xShmLock(x->real, offset, n, flags);
}
static void f_shm_barrier(sqlite3_file *f) { ((faulty *)f)->real->pMethods->xShmBarrier(((faulty *)f)->real); }
static int f_shm_unmap(sqlite3_file *f, int delete) {
    return ((faulty *)f)->real->pMethods->xShmUnmap(((faulty *)f)->real, delete);
}

// Version 2: no memory-mapped reads, which would pass this layer by.
static const sqlite3_io_methods methods = {
    2, f_close, f_read, f_write, f_truncate, f_sync, f_size, f_lock, f_unlock, f_check, f_control,
    f_sector, f_device, f_shm_map, f_shm_lock, f_shm_barrier, f_shm_unmap, 0, 0,
};

static int v_open(sqlite3_vfs *v, const char *name, sqlite3_file *f, int flags, int *out) {
    (void)v;
    faulty *x = (faulty *)f;
    memset(x, 0, sizeof *x);
    if (fails("open")) return SQLITE_CANTOPEN;
    x->real = (sqlite3_file *)(x + 1);
    int rc = below->xOpen(below, name, x->real, flags, out);
    if (x->real->pMethods) x->base.pMethods = &methods;
    if (rc == SQLITE_OK && holding && name) {
        pthread_mutex_lock(&images_lock);
        x->held = image_of(name);
        pthread_mutex_unlock(&images_lock);
        if (!x->held) return SQLITE_NOMEM;
    }
    return rc;
}
static int v_delete(sqlite3_vfs *v, const char *name, int dir) {
    (void)v;
    if (fails("delete")) return SQLITE_IOERR_DELETE;
    if (holding) forget(name);
    return below->xDelete(below, name, dir);
}
static int v_access(sqlite3_vfs *v, const char *name, int flags, int *out) {
    (void)v;
    if (fails("access")) return SQLITE_IOERR_ACCESS;
    return below->xAccess(below, name, flags, out);
}
static int v_full(sqlite3_vfs *v, const char *name, int n, char *out) {
    (void)v;
    return below->xFullPathname(below, name, n, out);
}
static void *v_dlopen(sqlite3_vfs *v, const char *name) { (void)v; return below->xDlOpen(below, name); }
static void v_dlerror(sqlite3_vfs *v, int n, char *out) { (void)v; below->xDlError(below, n, out); }
static void (*v_dlsym(sqlite3_vfs *v, void *p, const char *name))(void) { (void)v; return below->xDlSym(below, p, name); }
static void v_dlclose(sqlite3_vfs *v, void *p) { (void)v; below->xDlClose(below, p); }
static int v_random(sqlite3_vfs *v, int n, char *out) { (void)v; return below->xRandomness(below, n, out); }
static int v_sleep(sqlite3_vfs *v, int us) { (void)v; return below->xSleep(below, us); }
static int v_time(sqlite3_vfs *v, double *out) { (void)v; return below->xCurrentTime(below, out); }
static int v_error(sqlite3_vfs *v, int n, char *out) { (void)v; return below->xGetLastError(below, n, out); }
static int v_time64(sqlite3_vfs *v, sqlite3_int64 *out) { (void)v; return below->xCurrentTimeInt64(below, out); }

int store_faults_install(void) {
    static sqlite3_vfs layer;
    below = sqlite3_vfs_find(NULL);
    if (!below) return SQLITE_ERROR;
    layer = (sqlite3_vfs){
        .iVersion = 2, .szOsFile = (int)sizeof(faulty) + below->szOsFile, .mxPathname = below->mxPathname,
        .zName = "sextant-faults", .xOpen = v_open, .xDelete = v_delete, .xAccess = v_access, .xFullPathname = v_full,
        .xDlOpen = v_dlopen, .xDlError = v_dlerror, .xDlSym = v_dlsym, .xDlClose = v_dlclose, .xRandomness = v_random,
        .xSleep = v_sleep, .xCurrentTime = v_time, .xGetLastError = v_error, .xCurrentTimeInt64 = v_time64,
    };
    return sqlite3_vfs_register(&layer, 1);
}
