#include "json.h"

#include <stdio.h>
#include <string.h>

#define MAX_DEPTH 64

TH_NORETURN static void refuse(const th_json *json, const char *expected);
static char *decode_escape(th_json *json, char *to);
static char *copy_character(th_json *json, char *to);

th_json th_json_of(const char *op, const char *what, char *text, size_t n)
{
    return (th_json){.op = op, .what = what, .start = text, .at = text, .end = text + n};
}

char th_json_peek(th_json *json)
{
    while (json->at < json->end && strchr(" \t\r\n", *json->at) && *json->at) json->at++;
    return json->at < json->end ? *json->at : 0;
}

static void expect(th_json *json, char c, const char *expected)
{
    if (th_json_peek(json) != c) refuse(json, expected);
    json->at++;
}

void th_json_open(th_json *json, char bracket)
{
    expect(json, bracket, bracket == '{' ? "'{'" : "'['");
    json->fresh = true;
}

bool th_json_more(th_json *json, char closing)
{
    bool first = json->fresh;
    json->fresh = false;
    if (th_json_peek(json) == closing) {
        json->at++;
        return false;
    }
    if (!first) expect(json, ',', closing == '}' ? "',' or '}'" : "',' or ']'");
    return true;
}

const char *th_json_key(th_json *json)
{
    const char *key = th_json_string(json);
    expect(json, ':', "':'");
    return key;
}

const char *th_json_string(th_json *json)
{
    expect(json, '"', "a string");
    char *string = json->at, *to = string;
    while (json->at < json->end && *json->at != '"')
        to = *json->at == '\\' ? decode_escape(json, to) : copy_character(json, to);
    if (json->at == json->end) refuse(json, "'\"'");
    json->at++;
    *to = 0; /* at the closing quote or before it */
    return string;
}

int64_t th_json_count(th_json *json)
{
    char c = th_json_peek(json);
    int64_t value = 0;
    if (c < '0' || c > '9') refuse(json, "a whole number");
    const char *first = json->at;
    for (; json->at < json->end && *json->at >= '0' && *json->at <= '9'; json->at++) {
        int digit = *json->at - '0';
        if (value > (INT64_MAX - digit) / 10) refuse(json, "a number below 2^63");
        value = 10 * value + digit;
    }
    if (*first == '0' && json->at - first > 1) refuse(json, "a number without leading zeros");
    return value;
}

static bool accept(th_json *json, const char *word)
{
    size_t n = strlen(word);
    if ((size_t)(json->end - json->at) < n || memcmp(json->at, word, n) != 0) return false;
    json->at += n;
    return true;
}

bool th_json_bool(th_json *json)
{
    th_json_peek(json);
    if (accept(json, "true")) return true;
    if (accept(json, "false")) return false;
    refuse(json, "true or false");
}

static void skip_scalar(th_json *json)
{
    if (th_json_peek(json) == '"') { th_json_string(json); return; }
    if (accept(json, "true") || accept(json, "false") || accept(json, "null")) return;
    const char *first = json->at;
    while (json->at < json->end && *json->at && strchr("+-.0123456789eE", *json->at)) json->at++;
    if (json->at == first) refuse(json, "a value");
}

void th_json_skip(th_json *json)
{
    char closing[MAX_DEPTH];
    int depth = 0;
    do {
        if (depth > 0) {
            if (!th_json_more(json, closing[depth - 1])) { depth--; continue; }
            if (closing[depth - 1] == '}') th_json_key(json);
        }
        char c = th_json_peek(json);
        if (c != '{' && c != '[') { skip_scalar(json); continue; }
        if (depth == MAX_DEPTH) refuse(json, "less deeply nested values");
        th_json_open(json, c);
        closing[depth++] = c == '{' ? '}' : ']';
    } while (depth > 0);
}

void th_json_end(th_json *json)
{
    if (th_json_peek(json) || json->at < json->end) refuse(json, "nothing more");
}

size_t th_json_quote(char *at, const char *string)
{
    size_t n = 2;
    if (at) *at++ = '"';
    for (; *string; string++) {
        char text[8];
        unsigned char c = (unsigned char)*string;
        int length = c == '"' || c == '\\' ? snprintf(text, sizeof text, "\\%c", c)
                   : c < 0x20 ? snprintf(text, sizeof text, "\\u%04x", c)
                   : snprintf(text, sizeof text, "%c", c);
        if (at) { memcpy(at, text, (size_t)length); at += length; }
        n += (size_t)length;
    }
    if (at) *at = '"';
    return n;
}

/* ---- Inside strings ---------------------------------------------------------------------------- */

static void refuse(const th_json *json, const char *expected)
{
    char got[16] = "its end";
    if (json->at < json->end) {
        unsigned char c = (unsigned char)*json->at;
        snprintf(got, sizeof got, c >= 0x20 && c < 0x7f ? "'%c'" : "byte 0x%02x", c);
    }
    th_fail(TH_VALUE_ERROR, "%s: %s is not valid JSON at byte %lld: got %s, expected %s", json->op, json->what,
            (long long)(json->at - json->start) + 1, got, expected);
}

static unsigned hex4(th_json *json)
{
    unsigned value = 0;
    for (int i = 0; i < 4; i++, json->at++) {
        const char *digits = "0123456789abcdef", *found;
        char c = json->at < json->end ? *json->at : 0;
        if (c >= 'A' && c <= 'F') c = (char)(c - 'A' + 'a');
        if (!c || !(found = strchr(digits, c))) refuse(json, "four hexadecimal digits");
        value = 16 * value + (unsigned)(found - digits);
    }
    return value;
}

static char *put_utf8(char *to, unsigned code)
{
    if (code < 0x80) *to++ = (char)code;
    else if (code < 0x800) { *to++ = (char)(0xc0 | code >> 6); *to++ = (char)(0x80 | (code & 63)); }
    else if (code < 0x10000) {
        *to++ = (char)(0xe0 | code >> 12);
        *to++ = (char)(0x80 | (code >> 6 & 63));
        *to++ = (char)(0x80 | (code & 63));
    } else {
        *to++ = (char)(0xf0 | code >> 18);
        *to++ = (char)(0x80 | (code >> 12 & 63));
        *to++ = (char)(0x80 | (code >> 6 & 63));
        *to++ = (char)(0x80 | (code & 63));
    }
    return to;
}

/* \uXXXX takes at least as many bytes as what it stands for, so that `to` never overtakes. */
static char *decode_unicode(th_json *json, char *to)
{
    unsigned code = hex4(json);
    if (code >= 0xd800 && code < 0xdc00) {
        if (!accept(json, "\\u")) refuse(json, "the second half of a surrogate pair");
        unsigned low = hex4(json);
        if (low < 0xdc00 || low > 0xdfff) refuse(json, "the second half of a surrogate pair");
        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
    } else if (code == 0 || (code >= 0xdc00 && code < 0xe000)) {
        refuse(json, "a character");
    }
    return put_utf8(to, code);
}

static char *decode_escape(th_json *json, char *to)
{
    static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
    json->at++;
    char c = json->at < json->end ? *json->at : 0;
    if (c == 'u') { json->at++; return decode_unicode(json, to); }
    const char *found = c ? strchr(names, c) : NULL;
    if (!found) refuse(json, "an escape");
    json->at++;
    *to++ = values[found - names];
    return to;
}

/* How many bytes a UTF-8 character has, by its first one; 0: none starts so. */
static int utf8_length(unsigned char c)
{
    return c < 0x80 ? 1 : c < 0xc2 ? 0 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : c < 0xf5 ? 4 : 0;
}

static char *copy_character(th_json *json, char *to)
{
    unsigned char c = (unsigned char)*json->at;
    int n = utf8_length(c);
    if (c < 0x20 || n == 0 || json->end - json->at < n) refuse(json, "a character");
    for (int i = 1; i < n; i++)
        if (((unsigned char)json->at[i] & 0xc0) != 0x80) refuse(json, "a character in UTF-8");
    unsigned char second = n > 1 ? (unsigned char)json->at[1] : 0;
    bool overlong = (c == 0xe0 && second < 0xa0) || (c == 0xf0 && second < 0x90);
    bool outside = (c == 0xed && second > 0x9f) || (c == 0xf4 && second > 0x8f);
    if (overlong || outside) refuse(json, "a character in UTF-8");
    memmove(to, json->at, (size_t)n);
    json->at += n;
    return to + n;
}
