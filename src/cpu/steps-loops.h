/* The optimizers' steps of n contiguous elements, included once per type T, with F(sqrt) its functions and
 * NAME(x) its names. p: parameter, g: gradient, a, b, c: states, NULL where the step has none; o: the
 * row's numbers. Operations come in the order of PyTorch's own, so that Float results agree. */

#define STEP(name)                                                                                      \
    TH_CLONES static void NAME(name)(int64_t n, void *p_, const void *g_, void *a_, void *b_, void *c_, \
                                     const double *o)
#define UNUSED(x) (void)(x)

/* momentum_buffer; lr, momentum, dampening, weight_decay, nesterov */
STEP(sgd)
{
    T *p = p_, *v = a_;
    const T *g = g_, lr = (T)o[0], momentum = (T)o[1], fresh = (T)(1 - o[2]), decay = (T)o[3];
    UNUSED(b_), UNUSED(c_);
    if (!v) {
#pragma omp simd
        for (int64_t i = 0; i < n; i++) p[i] -= lr * (g[i] + decay * p[i]);
    } else if (o[4] != 0) {
#pragma omp simd
        for (int64_t i = 0; i < n; i++) {
            T d = g[i] + decay * p[i];
            v[i] = momentum * v[i] + fresh * d;
            p[i] -= lr * (d + momentum * v[i]);
        }
    } else {
#pragma omp simd
        for (int64_t i = 0; i < n; i++) {
            v[i] = momentum * v[i] + fresh * (g[i] + decay * p[i]);
            p[i] -= lr * v[i];
        }
    }
}

/* exp_avg, exp_avg_sq, max_exp_avg_sq; beta1, beta2, eps, weight_decay, shrink, step_size, correction */
STEP(adam)
{
    T *p = p_, *m = a_, *v = b_, *largest = c_;
    const T *g = g_, beta1 = (T)o[0], beta2 = (T)o[1], eps = (T)o[2], decay = (T)o[3], shrink = (T)o[4];
    const T fresh1 = (T)(1 - o[0]), fresh2 = (T)(1 - o[1]), step_size = (T)o[5], correction = (T)o[6];
    if (!largest) {
#pragma omp simd
        for (int64_t i = 0; i < n; i++) {
            T d = g[i] + decay * p[i];
            m[i] = beta1 * m[i] + fresh1 * d;
            v[i] = beta2 * v[i] + fresh2 * d * d;
            p[i] = shrink * p[i] - step_size * m[i] / (F(sqrt)(v[i]) / correction + eps);
        }
    } else {
#pragma omp simd
        for (int64_t i = 0; i < n; i++) {
            T d = g[i] + decay * p[i];
            m[i] = beta1 * m[i] + fresh1 * d;
            v[i] = beta2 * v[i] + fresh2 * d * d;
            largest[i] = largest[i] > v[i] ? largest[i] : v[i];
            p[i] = shrink * p[i] - step_size * m[i] / (F(sqrt)(largest[i]) / correction + eps);
        }
    }
}

/* square_avg, momentum_buffer, grad_avg; lr, alpha, eps, weight_decay, momentum. Two loops: the averages,
 * then the step, which reads the scaled gradient from a block of its own. */
STEP(rmsprop)
{
    T *p = p_, *v = a_, *velocity = b_, *mean = c_, scaled[CPU_BLOCK];
    const T *g = g_, lr = (T)o[0], alpha = (T)o[1], eps = (T)o[2], decay = (T)o[3], momentum = (T)o[4];
    const T fresh = (T)(1 - o[1]);
    for (int64_t at = 0; at < n; at += CPU_BLOCK) {
        int64_t end = n - at < CPU_BLOCK ? n : at + CPU_BLOCK;
        if (!mean) {
#pragma omp simd
            for (int64_t i = at; i < end; i++) {
                T d = g[i] + decay * p[i];
                v[i] = alpha * v[i] + fresh * d * d;
                scaled[i - at] = d / (F(sqrt)(v[i]) + eps);
            }
        } else {
#pragma omp simd
            for (int64_t i = at; i < end; i++) {
                T d = g[i] + decay * p[i];
                v[i] = alpha * v[i] + fresh * d * d;
                mean[i] = alpha * mean[i] + fresh * d;
                scaled[i - at] = d / (F(sqrt)(v[i] - mean[i] * mean[i]) + eps);
            }
        }
        if (!velocity) {
#pragma omp simd
            for (int64_t i = at; i < end; i++) p[i] -= lr * scaled[i - at];
        } else {
#pragma omp simd
            for (int64_t i = at; i < end; i++) {
                velocity[i] = momentum * velocity[i] + scaled[i - at];
                p[i] -= lr * velocity[i];
            }
        }
    }
}

/* sum; lr, eps, weight_decay */
STEP(adagrad)
{
    T *p = p_, *sum = a_;
    const T *g = g_, lr = (T)o[0], eps = (T)o[1], decay = (T)o[2];
    UNUSED(b_), UNUSED(c_);
#pragma omp simd
    for (int64_t i = 0; i < n; i++) {
        T d = g[i] + decay * p[i];
        sum[i] += d * d;
        p[i] -= lr * d / (F(sqrt)(sum[i]) + eps);
    }
}

/* square_avg, acc_delta; lr, rho, eps, weight_decay */
STEP(adadelta)
{
    T *p = p_, *v = a_, *u = b_;
    const T *g = g_, lr = (T)o[0], rho = (T)o[1], eps = (T)o[2], decay = (T)o[3], fresh = (T)(1 - o[1]);
    UNUSED(c_);
#pragma omp simd
    for (int64_t i = 0; i < n; i++) {
        T d = g[i] + decay * p[i];
        v[i] = rho * v[i] + fresh * d * d;
        T delta = F(sqrt)(u[i] + eps) / F(sqrt)(v[i] + eps) * d;
        u[i] = rho * u[i] + fresh * delta * delta;
        p[i] -= lr * delta;
    }
}

/* ax; eta, mu, shrink, weight_decay */
STEP(asgd)
{
    T *p = p_, *mean = a_;
    const T *g = g_, eta = (T)o[0], mu = (T)o[1], shrink = (T)o[2], decay = (T)o[3];
    UNUSED(b_), UNUSED(c_);
#pragma omp simd
    for (int64_t i = 0; i < n; i++) {
        T d = g[i] + decay * p[i];
        p[i] = shrink * p[i] - eta * d;
        mean[i] = mu == 1 ? p[i] : mean[i] + (p[i] - mean[i]) * mu;
    }
}

/* prev, step_size; etaminus, etaplus, smallest, largest */
STEP(rprop)
{
    T *p = p_, *prev = a_, *size = b_;
    const T *g = g_, shrink = (T)o[0], grow = (T)o[1], smallest = (T)o[2], largest = (T)o[3];
    UNUSED(c_);
#pragma omp simd
    for (int64_t i = 0; i < n; i++) {
        T turn = g[i] * prev[i], d = turn < 0 ? 0 : g[i];
        T next = size[i] * (turn > 0 ? grow : turn < 0 ? shrink : 1);
        size[i] = next < smallest ? smallest : next > largest ? largest : next;
        p[i] -= (T)((d > 0) - (d < 0)) * size[i];
        prev[i] = d;
    }
}

#undef STEP
#undef UNUSED
