#include "CBiometrics.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ONNX Runtime's C interface is one table of functions whose order never changes (version 1 of the table is enough);
   those in use, by position. */
typedef void *ort;
enum {
    f_error_message = 2, f_create_env = 3, f_create_session = 7, f_run = 9, f_create_options = 10, f_optimisation = 23,
    f_threads = 24, f_output_name = 37, f_create_tensor = 49, f_tensor_data = 51, f_dimension_count = 61, f_dimensions = 62,
    f_tensor_shape = 65, f_cpu_memory = 69, f_allocator_free = 76, f_default_allocator = 78, f_release_env = 92,
    f_release_status = 93, f_release_memory = 94, f_release_session = 95, f_release_value = 96, f_release_shape = 99,
    f_release_options = 100,
};

struct sextant_network {
    void *library;
    void *const *api;
    ort env, options, session, memory;
    char *output;
};

static int failed(void *const *api, ort status, char *error, size_t room) {
    if (!status) return 0;
    const char *text = ((const char *(*)(ort))api[f_error_message])(status);
    if (error) snprintf(error, room, "%s", text ? text : "unknown");
    ((void (*)(ort))api[f_release_status])(status);
    return 1;
}

void sextant_network_close(sextant_network *n) {
    if (!n) return;
    if (n->api) {
        if (n->memory) ((void (*)(ort))n->api[f_release_memory])(n->memory);
        if (n->session) ((void (*)(ort))n->api[f_release_session])(n->session);
        if (n->options) ((void (*)(ort))n->api[f_release_options])(n->options);
        if (n->env) ((void (*)(ort))n->api[f_release_env])(n->env);
    }
    /* The library stays loaded: its threads may outlive the session. */
    free(n->output);
    free(n);
}

sextant_network *sextant_network_open(const char *library, const char *model, int threads, char *error, size_t room) {
    sextant_network *n = calloc(1, sizeof *n);
    if (!n) return NULL;
    n->library = dlopen(library, RTLD_NOW | RTLD_LOCAL);
    if (!n->library) {
        snprintf(error, room, "%s", dlerror());
        free(n);
        return NULL;
    }
    typedef struct { void *const *(*table)(uint32_t); const char *(*version)(void); } base;
    const base *(*entry)(void);
    *(void **)&entry = dlsym(n->library, "OrtGetApiBase");
    if (!entry || !entry() || !(n->api = entry()->table(1))) {
        snprintf(error, room, "%s is no ONNX Runtime", library);
        sextant_network_close(n);
        return NULL;
    }
    void *const *api = n->api;
    ort allocator = NULL;
    char *name = NULL;
    if (failed(api, ((ort (*)(int, const char *, ort *))api[f_create_env])(3, "sextant", &n->env), error, room) ||
        failed(api, ((ort (*)(ort *))api[f_create_options])(&n->options), error, room) ||
        failed(api, ((ort (*)(ort, int))api[f_threads])(n->options, threads), error, room) ||
        failed(api, ((ort (*)(ort, int))api[f_optimisation])(n->options, 99), error, room) ||
        failed(api, ((ort (*)(ort, const char *, ort, ort *))api[f_create_session])(n->env, model, n->options, &n->session),
               error, room) ||
        failed(api, ((ort (*)(int, int, ort *))api[f_cpu_memory])(0, 0, &n->memory), error, room) ||
        failed(api, ((ort (*)(ort *))api[f_default_allocator])(&allocator), error, room) ||
        failed(api, ((ort (*)(ort, size_t, ort, char **))api[f_output_name])(n->session, 0, allocator, &name), error, room)) {
        sextant_network_close(n);
        return NULL;
    }
    n->output = strdup(name);
    failed(api, ((ort (*)(ort, void *))api[f_allocator_free])(allocator, name), NULL, 0);
    return n;
}

int sextant_network_run(sextant_network *n, const char *input, float *pixels, int64_t height, int64_t width, float *answer,
                        int64_t channels, char *error, size_t room) {
    void *const *api = n->api;
    int64_t shape[4] = {1, height, width, 1};
    ort in = NULL, out = NULL, info = NULL;
    int good = 0;
    float *data = NULL;
    size_t dimensions = 0;
    if (!failed(api, ((ort (*)(ort, void *, size_t, const int64_t *, size_t, int, ort *))api[f_create_tensor])(
                         n->memory, pixels, (size_t)(height * width) * sizeof(float), shape, 4, 1, &in), error, room) &&
        !failed(api, ((ort (*)(ort, ort, const char *const *, const ort *, size_t, const char *const *, size_t, ort *))api[f_run])(
                         n->session, NULL, &input, (const ort *)&in, 1, (const char *const *)&n->output, 1, &out), error, room) &&
        !failed(api, ((ort (*)(ort, ort *))api[f_tensor_shape])(out, &info), error, room) &&
        !failed(api, ((ort (*)(ort, size_t *))api[f_dimension_count])(info, &dimensions), error, room)) {
        int64_t sizes[8] = {0};
        if (dimensions == 4 && !failed(api, ((ort (*)(ort, int64_t *, size_t))api[f_dimensions])(info, sizes, 4), error, room) &&
            sizes[0] == 1 && sizes[1] == height && sizes[2] == width && sizes[3] == channels &&
            !failed(api, ((ort (*)(ort, void **))api[f_tensor_data])(out, (void **)&data), error, room)) {
            memcpy(answer, data, (size_t)(height * width * channels) * sizeof(float));
            good = 1;
        } else if (error && !*error) {
            snprintf(error, room, "the network's answer has another shape than expected");
        }
    }
    if (info) ((void (*)(ort))api[f_release_shape])(info);
    if (out) ((void (*)(ort))api[f_release_value])(out);
    if (in) ((void (*)(ort))api[f_release_value])(in);
    return good;
}
