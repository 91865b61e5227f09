/* Reads the signatures of the op table once, when the library starts. */
#include "op.h"
#include "autograd.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Signatures: "self:T dim:A[]?=NULL keepdim:b=FALSE -> T I" ------------------------------- */

static const struct { const char *text; th_sig_type type; } sig_types[] = {
    {"T", TH_SIG_T}, {"N", TH_SIG_N}, {"T[]", TH_SIG_TL}, {"IT", TH_SIG_IT}, {"PT", TH_SIG_PT}, {"IT[]", TH_SIG_ITL},
    {"S", TH_SIG_S}, {"i", TH_SIG_I}, {"i[]", TH_SIG_IS}, {"A", TH_SIG_A}, {"A[]", TH_SIG_AS},
    {"X", TH_SIG_X}, {"b", TH_SIG_B}, {"d", TH_SIG_D}, {"d[]", TH_SIG_DS}, {"D", TH_SIG_DTYPE},
    {"s", TH_SIG_STR}, {"G", TH_SIG_GEN}, {"V", TH_SIG_DEVICE},
};

/* "A[]?" -> AS, optional; "T?[]" -> TL, optional entries are always allowed. */
static void parse_type(th_param *param, const char *text, size_t n)
{
    char plain[16] = "";
    size_t length = 0;
    for (size_t i = 0; i < n && length + 1 < sizeof plain; i++) {
        if (text[i] != '?') plain[length++] = text[i];
        else if (i + 1 == n) param->optional = true;
    }
    for (size_t i = 0; i < sizeof sig_types / sizeof *sig_types; i++)
        if (!strcmp(plain, sig_types[i].text)) param->type = sig_types[i].type;
}

static th_scalar parse_number(const char *text, size_t n)
{
    char buffer[48] = "", *end;
    memcpy(buffer, text, n < sizeof buffer - 1 ? n : sizeof buffer - 1);
    long long i = strtoll(buffer, &end, 10);
    if (*end == 0 || !strcmp(end, "L")) return th_int(i);
    char *slash = strchr(buffer, '/');
    return th_double(slash ? strtod(buffer, NULL) / strtod(slash + 1, NULL) : strtod(buffer, NULL));
}

/* Signature strings live as long as the program, so a quoted default is copied once and kept. */
static const char *parse_string(const char *text, size_t n)
{
    static char strings[2048];
    static size_t used;
    char *copy = strings + used;
    if (n < 2 || used + n > sizeof strings) return "";
    memcpy(copy, text + 1, n - 2);
    copy[n - 2] = 0;
    used += n - 1;
    return copy;
}

/* "2" or "c(1, 2)"; the numbers live as long as the program. */
static th_value parse_integers(const char *text, size_t n, bool axes)
{
    static int64_t pool[128];
    static int used;
    th_value v = {.type = TH_ARG_INTS, .as.ints = pool + used};
    for (const char *at = text, *end = text + n; at < end;) {
        char *after = (char *)at;
        long long value = isdigit((unsigned char)*at) || *at == '-' ? strtoll(at, &after, 10) : 0;
        if (after == at) { at++; continue; }
        at = after;
        if (used == sizeof pool / sizeof *pool) break;
        pool[used++] = axes && value > 0 ? value - 1 : value;
        v.n++;
    }
    return v;
}

static th_value parse_default(th_sig_type type, const char *text, size_t n)
{
    th_value v = {.type = TH_ARG_NONE};
    if (n == 4 && !strncmp(text, "NULL", 4)) return v;
    if (n == 6 && !strncmp(text, "list()", 6)) return v;
    if (n == 3 && !strncmp(text, "NaN", 3)) return v;
    th_scalar number = parse_number(text, n);
    switch (type) {
    case TH_SIG_S: case TH_SIG_N: return th_v_scalar(number);
    case TH_SIG_I: case TH_SIG_X: v.type = TH_ARG_INT; v.as.i = number.re.i; break;
    case TH_SIG_A: v.type = TH_ARG_INT; v.as.i = number.re.i > 0 ? number.re.i - 1 : number.re.i; break;
    case TH_SIG_IS: case TH_SIG_AS: return parse_integers(text, n, type == TH_SIG_AS);
    case TH_SIG_B: v.type = TH_ARG_BOOL; v.as.i = text[0] == 'T'; break;
    case TH_SIG_D: v.type = TH_ARG_DOUBLE; v.as.d = th_scalar_double(number); break;
    case TH_SIG_STR: v.type = TH_ARG_STRING; v.as.string = parse_string(text, n); break;
    default: break;
    }
    return v;
}

static void parse_param(th_param *param, const char *text, size_t n)
{
    const char *colon = memchr(text, ':', n), *equals = memchr(text, '=', n), *end = text + n;
    size_t length = (size_t)(colon - text);
    memcpy(param->name, text, length < sizeof param->name - 1 ? length : sizeof param->name - 1);
    parse_type(param, colon + 1, (size_t)((equals ? equals : end) - colon - 1));
    param->has_default = equals && strncmp(equals + 1, "REQUIRED", 8);
    if (param->has_default) param->fallback = parse_default(param->type, equals + 1, (size_t)(end - equals - 1));
}

static void parse_results(th_op *op, const char *text)
{
    op->n_out = 0;
    for (; *text; text++) {
        if (*text == ' ') continue;
        if (!strncmp(text, "T[]", 3)) { op->n_out = -1; op->result[0] = 'T'; return; }
        if (op->n_out < 4) op->result[op->n_out++] = *text;
    }
}

void th_parse_signature(th_op *op)
{
    const char *at = op->signature, *arrow = strstr(at, "->");
    op->n_out = 1;
    op->result[0] = 'T';
    if (arrow) parse_results(op, arrow + 2);
    while (*at && at != arrow && op->n_params < TH_MAX_ARGS) {
        size_t n = strcspn(at, " ");
        const char *quote = memchr(at, '"', n);
        if (quote) n = (size_t)(strchr(quote + 1, '"') + 1 - at);
        parse_param(&op->params[op->n_params++], at, n);
        at += n;
        while (*at == ' ') at++;
    }
    for (int k = 0; k < op->n_params; k++) op->n_required += !op->params[k].has_default;
}

/* ---- What the gradient reads ------------------------------------------------------------------ */

static bool is_word(char c) { return isalnum((unsigned char)c) || c == '_' || c == '#'; }

static int param_named(const th_op *op, const char *word, size_t n)
{
    for (int k = 0; k < op->n_params; k++)
        if (strlen(op->params[k].name) == n && !strncmp(op->params[k].name, word, n)) return k;
    return -1;
}

/* Elementwise gradients call their inputs x or a, b, c; structured rows list parameter names. */
static int input_named(const th_op *op, const char *word, size_t n)
{
    if (op->kind > TH_KIND_PREDICATE) return param_named(op, word, n);
    if (n != 1) return -1;
    if (word[0] == 'x' || word[0] == 'a') return 0;
    if (word[0] == 'b' && op->kind != TH_KIND_UNARY) return 1;
    if (word[0] == 'c' && op->kind == TH_KIND_TERNARY) return 2;
    return -1;
}

/* y: all outputs; y0, y1, ...: that one */
static uint8_t outputs_named(const char *word, size_t n)
{
    if (word[0] != 'y' || n > 2) return 0;
    if (n == 1) return UINT8_MAX;
    return word[1] >= '0' && word[1] < '8' ? (uint8_t)(1u << (word[1] - '0')) : 0;
}

static void parse_saves(th_op *op)
{
    for (const char *at = op->saves; *at;) {
        size_t n = 0;
        while (is_word(at[n])) n++;
        if (n == 0) { at++; continue; }
        bool shape_only = at[0] == '#';
        int k = input_named(op, at + shape_only, n - shape_only);
        if (k >= 0) *(shape_only ? &op->shaped_inputs : &op->saved_inputs) |= 1u << k;
        else op->saved_outputs |= outputs_named(at, n);
        at += n;
    }
    op->saves_output = op->saved_outputs != 0;
}

const th_op *th_op_find(const char *name)
{
    for (int i = 0; i < TH_N_OPS; i++)
        if (!strcmp(th_ops[i].name, name)) return &th_ops[i];
    return NULL;
}

void th_ops_init(void)
{
    for (int i = 0; i < TH_N_OPS; i++) {
        th_op *op = &th_ops[i];
        op->id = i;
        op->arity = op->kind == TH_KIND_TERNARY ? 3 : op->kind == TH_KIND_BINARY || op->kind == TH_KIND_COMPARE ? 2 : 1;
        op->changes_self = op->name[strlen(op->name) - 1] == '_';
        th_parse_signature(op);
        if (op->gradient == grad_none) op->gradient = NULL;
        if (op->gradient) parse_saves(op);
    }
}
