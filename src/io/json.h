/*
 * A strict reader of JSON text, pulled value by value. It does not recurse, so that nesting cannot
 * exhaust the stack, and decodes strings in place:
 *
 *     th_json_open(&json, '{');
 *     while (th_json_more(&json, '}')) {
 *         const char *key = th_json_key(&json);
 *         ...one value...
 *     }
 *     th_json_end(&json);
 */
#ifndef TH_JSON_H
#define TH_JSON_H

#include "../core/core.h"

typedef struct {
    const char *op, *what;   /* for messages: "torch_load: the header is not valid JSON ..." */
    char *start, *at, *end;
    bool fresh;              /* just after an opening bracket */
} th_json;

th_json th_json_of(const char *op, const char *what, char *text, size_t n);
char th_json_peek(th_json *json);             /* first character of the next value; 0 at the end */
void th_json_open(th_json *json, char bracket);
bool th_json_more(th_json *json, char closing); /* another element? or steps over the closing bracket */
const char *th_json_key(th_json *json);
const char *th_json_string(th_json *json);    /* UTF-8, ends with 0, lives in the text */
int64_t th_json_count(th_json *json);         /* a whole number from 0 to 2^63 - 1 */
bool th_json_bool(th_json *json);
void th_json_skip(th_json *json);             /* one value of any kind */
void th_json_end(th_json *json);              /* nothing but white space is left */

/* The text of a JSON string with its quotes, appended at *at unless NULL; returns its length. */
size_t th_json_quote(char *at, const char *string);

#endif
