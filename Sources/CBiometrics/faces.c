#include "CBiometrics.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

struct sextant_face_encoder {
    void *handle;
    int (*encode)(void *, const uint8_t *, int, int, float *);
    void (*close)(void *);
};

sextant_face_encoder *sextant_face_open(const char *library, const char *shape, const char *network, char *error, size_t room) {
    void *l = dlopen(library, RTLD_NOW | RTLD_LOCAL);
    if (!l) {
        snprintf(error, room, "%s", dlerror());
        return NULL;
    }
    void *(*open)(const char *, const char *, char *, size_t);
    sextant_face_encoder *e = calloc(1, sizeof *e);
    *(void **)&open = dlsym(l, "sextant_dlib_open");
    if (e) {
        *(void **)&e->encode = dlsym(l, "sextant_dlib_encode");
        *(void **)&e->close = dlsym(l, "sextant_dlib_close");
    }
    if (!e || !open || !e->encode || !e->close || !(e->handle = open(shape, network, error, room))) {
        if (!open) snprintf(error, room, "%s is no face encoder", library);
        free(e);
        return NULL;
    }
    return e;
}

int sextant_face_encode(sextant_face_encoder *e, const uint8_t *pixels, int width, int height, float *out) {
    return e->encode(e->handle, pixels, width, height, out);
}

void sextant_face_close(sextant_face_encoder *e) {
    if (!e) return;
    e->close(e->handle);
    free(e);
}
