/*
 * Python's pickles, read as data: a program for a small stack machine that can build numbers,
 * strings, lists and dictionaries. Whatever would call something is handed to the two functions
 * of the unpickler, which know what they accept; nothing is ever executed.
 */
#ifndef TH_PICKLE_H
#define TH_PICKLE_H

#include "source.h"

typedef enum {
    TH_PICKLED_NONE, TH_PICKLED_BOOL, TH_PICKLED_INT, TH_PICKLED_FLOAT, TH_PICKLED_STRING, TH_PICKLED_LIST,
    TH_PICKLED_TUPLE, TH_PICKLED_DICT, TH_PICKLED_TENSOR,
    TH_PICKLED_GLOBAL, /* "module.name" of a class or function */
    TH_PICKLED_OTHER   /* what the unpickler's functions made for themselves */
} th_pickled_type;

typedef struct th_pickled {
    th_pickled_type type;
    int8_t visited;
    int64_t n, cap; /* items; a dictionary has n / 2 pairs of key and value */
    union { int64_t i; double d; const char *string; struct th_pickled **items; th_tensor *tensor; void *other; } as;
    void *handle;   /* for who walks the result: values may be shared */
} th_pickled;

typedef struct th_unpickler {
    const th_source *source;
    uint64_t at, end; /* what is left of the pickle */
    void *data;
    th_pickled *(*persistent)(struct th_unpickler *u, th_pickled *id);
    th_pickled *(*reduce)(struct th_unpickler *u, const char *global, th_pickled *arguments);
    /* the machine */
    th_pickled **stack, **memo, *spare;
    int64_t n_stack, cap_stack, n_memo, cap_memo, n_spare;
    unsigned char buffer[4096];
    uint64_t buffer_start, buffer_end;
} th_unpickler;

/* Reads one pickle from u->at on and leaves u->at behind it. Values live in scratch memory. */
th_pickled *th_unpickle(th_unpickler *u);
th_pickled *th_pickled_new(th_unpickler *u, th_pickled_type type);
void th_pickled_add(th_pickled *list, th_pickled *item);
/* Fails unless the value is finite in depth and made of data only; what: for the message. */
void th_pickled_check(const th_unpickler *u, th_pickled *value);

#endif
