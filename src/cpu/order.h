/* The order of the elements of one lane: keys that compare as unsigned integers, sorted by radix or
 * selected, always with their places, so that equal elements keep their order. */
#ifndef CPU_ORDER_H
#define CPU_ORDER_H

#include "lanes.h"

/* n elements, stride bytes apart. NaN comes last in ascending and first in descending order. */
typedef struct {
    const char *data;
    th_dtype dtype;
    int64_t n, stride;
    bool descending;
} cpu_lane;

/* Bytes of scratch memory that the functions below need for a lane. */
size_t cpu_order_bytes(const cpu_lane *lane);
/* The places of the first k elements in order. */
void cpu_order(const cpu_lane *lane, int64_t k, int64_t *places, void *work);
/* The place of element k of the order, counted from 0. */
int64_t cpu_order_nth(const cpu_lane *lane, int64_t k, void *work);
/* An unsigned number that orders as the element at place i does; equal elements have equal keys. */
uint64_t cpu_order_key(const cpu_lane *lane, int64_t i);
/* How many elements are NaN, and the place of the first one (-1: none). */
int64_t cpu_order_nans(const cpu_lane *lane, int64_t *first);

#endif
