/* Line search for the strong Wolfe conditions (Nocedal and Wright 2006, algorithms 3.5 and 3.6), with the
 * safeguards of PyTorch, so that the lengths are the same. */
#include "lbfgs.h"

#include <math.h>

#define SUFFICIENT_DECREASE 1e-4
#define CURVATURE 0.9
#define MAX_TRIALS 25

/* The minimum between low and high of the cubic through two points with their slopes. */
static double cubic_minimum(const th_trial *a, const th_trial *b, double low, double high)
{
    double d1 = a->slope + b->slope - 3 * (a->f - b->f) / (a->t - b->t);
    double square = d1 * d1 - a->slope * b->slope, d2 = sqrt(square);
    if (!(square >= 0)) return (low + high) / 2;
    double t = a->t <= b->t ? b->t - (b->t - a->t) * ((b->slope + d2 - d1) / (b->slope - a->slope + 2 * d2))
                            : a->t - (a->t - b->t) * ((a->slope + d2 - d1) / (a->slope - b->slope + 2 * d2));
    t = low > t ? low : t;
    return high < t ? high : t;
}

typedef struct {
    th_trial start, bracket[2];
    double width, tolerance;
    th_try try;
    void *data;
    int trials;
    bool done; /* bracket[0] satisfies the conditions */
} search;

static bool decreases(const search *s, const th_trial *p)
{
    return p->f <= s->start.f + SUFFICIENT_DECREASE * p->t * s->start.slope;
}
static bool is_flat(const search *s, const th_trial *p) { return fabs(p->slope) <= -CURVATURE * s->start.slope; }

static void set_bracket(search *s, th_trial a, th_trial b) { s->bracket[0] = a, s->bracket[1] = b; }

/* Goes further along the direction until a minimum must lie between two points. */
static void find_bracket(search *s, double t)
{
    th_trial before = s->start, now = s->try(s->data, t);
    for (; s->trials < MAX_TRIALS; s->trials++) {
        if (!decreases(s, &now) || (s->trials > 1 && now.f >= before.f) || (!is_flat(s, &now) && now.slope >= 0)) {
            set_bracket(s, before, now);
            return;
        }
        if (is_flat(s, &now)) {
            set_bracket(s, now, now);
            s->done = true;
            return;
        }
        double next = cubic_minimum(&before, &now, now.t + 0.01 * (now.t - before.t), now.t * 10);
        before = now;
        now = s->try(s->data, next);
    }
    set_bracket(s, s->start, now);
}

/* A length inside the bracket: the cubic's minimum, but not twice in a row close to an end. */
static double inside(const search *s, bool *was_close)
{
    const th_trial *a = &s->bracket[0], *b = &s->bracket[1];
    double low = fmin(a->t, b->t), high = fmax(a->t, b->t), margin = 0.1 * (high - low);
    double t = cubic_minimum(a, b, low, high);
    bool close = fmin(high - t, t - low) < margin, settled = *was_close || t >= high || t <= low;
    *was_close = close && !settled;
    if (!close || !settled) return t;
    return fabs(t - high) < fabs(t - low) ? high - margin : low + margin;
}

static int lower(const search *s) { return s->bracket[0].f <= s->bracket[1].f ? 0 : 1; }

/* Narrows the bracket around a point that satisfies the conditions. Returns which end that is. */
static int zoom(search *s)
{
    bool was_close = false;
    int low = lower(s);
    while (!s->done && s->trials < MAX_TRIALS) {
        if (fabs(s->bracket[1].t - s->bracket[0].t) * s->width < s->tolerance) break;
        th_trial p = s->try(s->data, inside(s, &was_close));
        s->trials++;
        if (!decreases(s, &p) || p.f >= s->bracket[low].f) {
            s->bracket[1 - low] = p;
            low = lower(s);
            continue;
        }
        s->done = is_flat(s, &p);
        if (!s->done && p.slope * (s->bracket[1 - low].t - s->bracket[low].t) >= 0)
            s->bracket[1 - low] = s->bracket[low];
        s->bracket[low] = p;
    }
    return low;
}

th_trial th_strong_wolfe(th_trial start, double t, double width, double tolerance, th_try try, void *data)
{
    search s = {.start = start, .width = width, .tolerance = tolerance, .try = try, .data = data};
    find_bracket(&s, t);
    return s.bracket[s.done ? 0 : zoom(&s)];
}
