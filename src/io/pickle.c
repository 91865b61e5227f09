#include "pickle.h"
#include "bytes.h"

#include <stdlib.h>
#include <string.h>

#define MAX_DEPTH 200

static th_pickled mark_value;
static th_pickled *const mark = &mark_value; /* on the stack: where the items of a list begin */

static unsigned next_byte(th_unpickler *u);
static bool step(th_unpickler *u, unsigned opcode);
static th_pickled *pop(th_unpickler *u);

TH_NORETURN static void damaged(const th_unpickler *u, const char *what)
{
    th_fail(TH_VALUE_ERROR, "%s: the pickle in %s is damaged at byte %llu: %s", u->source->op, u->source->name,
            (unsigned long long)u->at, what);
}

th_pickled *th_unpickle(th_unpickler *u)
{
    u->n_stack = u->n_memo = 0;
    while (step(u, next_byte(u))) continue;
    th_pickled *result = pop(u);
    if (u->n_stack) damaged(u, "values are left over");
    return result;
}

th_pickled *th_pickled_new(th_unpickler *u, th_pickled_type type)
{
    enum { CHUNK = 256 };
    if (u->n_spare == 0) {
        u->spare = th_scratch(CHUNK * sizeof *u->spare);
        u->n_spare = CHUNK;
    }
    th_pickled *value = &u->spare[--u->n_spare];
    *value = (th_pickled){.type = type};
    return value;
}

void th_pickled_add(th_pickled *list, th_pickled *item)
{
    list->as.items = th_grow(list->as.items, list->n, &list->cap, sizeof *list->as.items);
    list->as.items[list->n++] = item;
}

static void check(const th_unpickler *u, th_pickled *v, int depth)
{
    enum { UNSEEN, INSIDE, DONE };
    if (v->type == TH_PICKLED_GLOBAL)
        th_fail(TH_NOT_IMPLEMENTED, "%s: got '%.100s', expected tensors and dictionaries or lists of them",
                u->source->op, v->as.string);
    if (v->type == TH_PICKLED_OTHER) damaged(u, "a storage stands where a tensor should");
    if (v->type != TH_PICKLED_LIST && v->type != TH_PICKLED_TUPLE && v->type != TH_PICKLED_DICT) return;
    if (v->visited == DONE) return;
    if (v->visited == INSIDE) damaged(u, "a list contains itself");
    if (depth == MAX_DEPTH) damaged(u, "lists are nested too deeply");
    v->visited = INSIDE;
    for (int64_t i = 0; i < v->n; i++) {
        const th_pickled *key = v->as.items[i];
        if (v->type == TH_PICKLED_DICT && i % 2 == 0 && key->type != TH_PICKLED_STRING && key->type != TH_PICKLED_INT)
            th_fail(TH_NOT_IMPLEMENTED, "%s: a dictionary's key is neither a string nor a whole number", u->source->op);
        check(u, v->as.items[i], depth + 1);
    }
    v->visited = DONE;
}

void th_pickled_check(const th_unpickler *u, th_pickled *value) { check(u, value, 0); }

/* ---- Bytes ------------------------------------------------------------------------------------- */

static void take(th_unpickler *u, void *to, uint64_t n)
{
    if (n > u->end - u->at) damaged(u, "it is cut off");
    if (u->at < u->buffer_start || u->at + n > u->buffer_end) {
        if (n > sizeof u->buffer) {
            th_source_read(u->source, u->at, to, (size_t)n);
            u->at += n;
            return;
        }
        uint64_t filled = u->end - u->at < sizeof u->buffer ? u->end - u->at : sizeof u->buffer;
        th_source_read(u->source, u->at, u->buffer, (size_t)filled);
        u->buffer_start = u->at;
        u->buffer_end = u->at + filled;
    }
    memcpy(to, u->buffer + (u->at - u->buffer_start), (size_t)n);
    u->at += n;
}

static unsigned next_byte(th_unpickler *u)
{
    unsigned char byte;
    take(u, &byte, 1);
    return byte;
}

static uint64_t take_little(th_unpickler *u, int n)
{
    unsigned char bytes[8];
    take(u, bytes, (uint64_t)n);
    return th_read_little(bytes, n);
}

static double take_double(th_unpickler *u) /* the only number in big-endian order */
{
    unsigned char bytes[8];
    uint64_t bits = 0;
    double value;
    take(u, bytes, sizeof bytes);
    for (int i = 0; i < 8; i++) bits = bits << 8 | bytes[i];
    memcpy(&value, &bits, sizeof value);
    return value;
}

static char *take_text(th_unpickler *u, uint64_t n)
{
    if (n > u->end - u->at) damaged(u, "a string is cut off");
    char *text = th_scratch((size_t)n + 1);
    take(u, text, n);
    text[n] = 0;
    if (memchr(text, 0, (size_t)n)) damaged(u, "a string contains a zero byte");
    return text;
}

static void take_line(th_unpickler *u, char *line, size_t room)
{
    size_t n = 0;
    for (unsigned c; (c = next_byte(u)) != '\n';) {
        if (n + 1 == room || c == 0) damaged(u, "a line is too long");
        line[n++] = (char)c;
    }
    line[n] = 0;
}

/* ---- Stack and memo ---------------------------------------------------------------------------- */

static void push(th_unpickler *u, th_pickled *value)
{
    u->stack = th_grow(u->stack, u->n_stack, &u->cap_stack, sizeof *u->stack);
    u->stack[u->n_stack++] = value;
}

static th_pickled *top(th_unpickler *u)
{
    if (u->n_stack == 0 || u->stack[u->n_stack - 1] == mark) damaged(u, "a value is missing");
    return u->stack[u->n_stack - 1];
}

static th_pickled *pop(th_unpickler *u)
{
    th_pickled *value = top(u);
    u->n_stack--;
    return value;
}

static th_pickled *pop_of(th_unpickler *u, th_pickled_type type)
{
    th_pickled *value = pop(u);
    if (value->type != type) damaged(u, "a value has an unexpected type");
    return value;
}

static void push_int(th_unpickler *u, th_pickled_type type, int64_t i)
{
    th_pickled *value = th_pickled_new(u, type);
    value->as.i = i;
    push(u, value);
}

static void push_double(th_unpickler *u, double d)
{
    th_pickled *value = th_pickled_new(u, TH_PICKLED_FLOAT);
    value->as.d = d;
    push(u, value);
}

static void push_string(th_unpickler *u, th_pickled_type type, const char *string)
{
    th_pickled *value = th_pickled_new(u, type);
    value->as.string = string;
    push(u, value);
}

static int64_t find_mark(th_unpickler *u)
{
    int64_t i = u->n_stack;
    while (i > 0 && u->stack[i - 1] != mark) i--;
    if (i == 0) damaged(u, "a mark is missing");
    return i;
}

/* The items above the mark go to `to`, and the mark with them. */
static void collect(th_unpickler *u, th_pickled *to)
{
    int64_t first = find_mark(u);
    if (to->type == TH_PICKLED_DICT && (u->n_stack - first) % 2) damaged(u, "a key lacks its value");
    for (int64_t i = first; i < u->n_stack; i++) th_pickled_add(to, u->stack[i]);
    u->n_stack = first - 1;
}

static void collect_into_owner(th_unpickler *u, th_pickled_type type)
{
    int64_t first = find_mark(u);
    th_pickled *owner = first > 1 ? u->stack[first - 2] : mark;
    if (owner == mark || owner->type != type) damaged(u, "items without a list or dictionary");
    collect(u, owner);
}

static void push_collected(th_unpickler *u, th_pickled_type type)
{
    th_pickled *list = th_pickled_new(u, type);
    collect(u, list);
    push(u, list);
}

static void push_tuple(th_unpickler *u, int n)
{
    th_pickled *tuple = th_pickled_new(u, TH_PICKLED_TUPLE), *items[3];
    for (int i = n - 1; i >= 0; i--) items[i] = pop(u);
    for (int i = 0; i < n; i++) th_pickled_add(tuple, items[i]);
    push(u, tuple);
}

/* Writers number what they remember one by one, so that the memo has no large gaps. */
static void remember(th_unpickler *u, uint64_t k)
{
    if (k > (uint64_t)u->n_memo + 1000) damaged(u, "a memo number is out of order");
    while ((uint64_t)u->n_memo <= k) {
        u->memo = th_grow(u->memo, u->n_memo, &u->cap_memo, sizeof *u->memo);
        u->memo[u->n_memo++] = NULL;
    }
    u->memo[k] = top(u);
}

static void recall(th_unpickler *u, uint64_t k)
{
    if (k >= (uint64_t)u->n_memo || !u->memo[k]) damaged(u, "it refers to what it has not defined");
    push(u, u->memo[k]);
}

/* ---- Opcodes ----------------------------------------------------------------------------------- */

static void push_global(th_unpickler *u, const char *module, const char *name)
{
    size_t n = strlen(module) + strlen(name) + 2;
    char *full = th_scratch(n);
    snprintf(full, n, "%s.%s", module, name);
    push_string(u, TH_PICKLED_GLOBAL, full);
}

static void global_from_lines(th_unpickler *u)
{
    char module[256], name[256];
    take_line(u, module, sizeof module);
    take_line(u, name, sizeof name);
    push_global(u, module, name);
}

static void global_from_stack(th_unpickler *u)
{
    const char *name = pop_of(u, TH_PICKLED_STRING)->as.string;
    push_global(u, pop_of(u, TH_PICKLED_STRING)->as.string, name);
}

/* Python's long integers, little-endian two's complement of n bytes. */
static void push_long(th_unpickler *u, uint64_t n)
{
    if (n > 8) {
        double value = 0, place = 1;
        unsigned byte = 0;
        for (; n > 0; n--, place *= 256) value += place * (byte = next_byte(u));
        push_double(u, byte < 128 ? value : value - place);
        return;
    }
    uint64_t bits = take_little(u, (int)n), sign = n ? (uint64_t)1 << (8 * n - 1) : 0;
    push_int(u, TH_PICKLED_INT, n == 8 ? (int64_t)bits : (int64_t)(bits ^ sign) - (int64_t)sign);
}

static void push_decimal(th_unpickler *u)
{
    char line[64], *end;
    take_line(u, line, sizeof line);
    if (!strcmp(line, "00") || !strcmp(line, "01")) { push_int(u, TH_PICKLED_BOOL, line[1] == '1'); return; }
    int64_t value = strtoll(line, &end, 10);
    if (end == line || (*end && strcmp(end, "L") != 0)) damaged(u, "a number is not one");
    push_int(u, TH_PICKLED_INT, value);
}

/* Attributes that are set on dictionaries (a state dict's _metadata) are of no use here. */
static void build(th_unpickler *u)
{
    pop(u);
    th_pickled *object = top(u);
    if (object->type != TH_PICKLED_DICT && object->type != TH_PICKLED_TENSOR)
        damaged(u, "attributes are set on something else than a dictionary");
}

static void reduce(th_unpickler *u)
{
    th_pickled *arguments = pop_of(u, TH_PICKLED_TUPLE);
    const char *global = pop_of(u, TH_PICKLED_GLOBAL)->as.string;
    push(u, u->reduce(u, global, arguments));
}

static void set_item(th_unpickler *u)
{
    th_pickled *value = pop(u), *key = pop(u), *dict = top(u);
    if (dict->type != TH_PICKLED_DICT) damaged(u, "an item without a dictionary");
    th_pickled_add(dict, key);
    th_pickled_add(dict, value);
}

static void append(th_unpickler *u)
{
    th_pickled *value = pop(u), *list = top(u);
    if (list->type != TH_PICKLED_LIST) damaged(u, "an item without a list");
    th_pickled_add(list, value);
}

/* Runs one opcode; false: it was the last one. The names are those of Python's pickletools. */
static bool step(th_unpickler *u, unsigned opcode)
{
    switch (opcode) {
    case '.': return false;                                                              /* STOP */
    case 0x80: if (next_byte(u) > 5) damaged(u, "its protocol is unknown"); break;       /* PROTO */
    case 0x95: take_little(u, 8); break;                                                 /* FRAME */
    case '(': push(u, mark); break;                                                      /* MARK */
    case '0': if (u->n_stack && u->stack[u->n_stack - 1] == mark) u->n_stack--; else pop(u); break; /* POP */
    case '1': u->n_stack = find_mark(u) - 1; break;                                      /* POP_MARK */
    case '2': push(u, top(u)); break;                                                    /* DUP */
    case 'N': push(u, th_pickled_new(u, TH_PICKLED_NONE)); break;                        /* NONE */
    case 0x88: push_int(u, TH_PICKLED_BOOL, 1); break;                                   /* NEWTRUE */
    case 0x89: push_int(u, TH_PICKLED_BOOL, 0); break;                                   /* NEWFALSE */
    case 'I': case 'L': push_decimal(u); break;                                          /* INT, LONG */
    case 'J': push_int(u, TH_PICKLED_INT, (int32_t)take_little(u, 4)); break;            /* BININT */
    case 'K': push_int(u, TH_PICKLED_INT, next_byte(u)); break;                          /* BININT1 */
    case 'M': push_int(u, TH_PICKLED_INT, (int64_t)take_little(u, 2)); break;            /* BININT2 */
    case 0x8a: push_long(u, next_byte(u)); break;                                        /* LONG1 */
    case 0x8b: push_long(u, take_little(u, 4)); break;                                   /* LONG4 */
    case 'G': push_double(u, take_double(u)); break;                                     /* BINFLOAT */
    case 'X': push_string(u, TH_PICKLED_STRING, take_text(u, take_little(u, 4))); break; /* BINUNICODE */
    case 0x8c: push_string(u, TH_PICKLED_STRING, take_text(u, next_byte(u))); break;     /* SHORT_BINUNICODE */
    case 0x8d: push_string(u, TH_PICKLED_STRING, take_text(u, take_little(u, 8))); break; /* BINUNICODE8 */
    case 'T': push_string(u, TH_PICKLED_STRING, take_text(u, take_little(u, 4))); break; /* BINSTRING */
    case 'U': push_string(u, TH_PICKLED_STRING, take_text(u, next_byte(u))); break;      /* SHORT_BINSTRING */
    case ']': push(u, th_pickled_new(u, TH_PICKLED_LIST)); break;                        /* EMPTY_LIST */
    case ')': push(u, th_pickled_new(u, TH_PICKLED_TUPLE)); break;                       /* EMPTY_TUPLE */
    case '}': push(u, th_pickled_new(u, TH_PICKLED_DICT)); break;                        /* EMPTY_DICT */
    case 'l': push_collected(u, TH_PICKLED_LIST); break;                                 /* LIST */
    case 't': push_collected(u, TH_PICKLED_TUPLE); break;                                /* TUPLE */
    case 'd': push_collected(u, TH_PICKLED_DICT); break;                                 /* DICT */
    case 0x85: case 0x86: case 0x87: push_tuple(u, (int)opcode - 0x84); break;           /* TUPLE1 to TUPLE3 */
    case 'a': append(u); break;                                                          /* APPEND */
    case 'e': collect_into_owner(u, TH_PICKLED_LIST); break;                             /* APPENDS */
    case 's': set_item(u); break;                                                        /* SETITEM */
    case 'u': collect_into_owner(u, TH_PICKLED_DICT); break;                             /* SETITEMS */
    case 'q': remember(u, next_byte(u)); break;                                          /* BINPUT */
    case 'r': remember(u, take_little(u, 4)); break;                                     /* LONG_BINPUT */
    case 0x94: remember(u, (uint64_t)u->n_memo); break;                                  /* MEMOIZE */
    case 'h': recall(u, next_byte(u)); break;                                            /* BINGET */
    case 'j': recall(u, take_little(u, 4)); break;                                       /* LONG_BINGET */
    case 'c': global_from_lines(u); break;                                               /* GLOBAL */
    case 0x93: global_from_stack(u); break;                                              /* STACK_GLOBAL */
    case 'R': case 0x81: reduce(u); break;                                               /* REDUCE, NEWOBJ */
    case 'b': build(u); break;                                                           /* BUILD */
    case 'Q': push(u, u->persistent(u, pop(u))); break;                                  /* BINPERSID */
    default: damaged(u, "it has an opcode that checkpoints do not use");
    }
    return true;
}
