#ifndef EMULATION_COMPLEX_H
#define EMULATION_COMPLEX_H
#include <complex>
namespace thrust { using std::complex; using std::exp; using std::log; using std::sqrt; using std::sin; using std::cos; using std::tan;
using std::sinh; using std::cosh; using std::tanh; using std::pow; using std::asin; using std::acos; using std::atan;
using std::asinh; using std::acosh; using std::atanh; }
#endif
