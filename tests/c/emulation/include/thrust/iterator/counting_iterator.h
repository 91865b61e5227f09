#ifndef EMULATION_COUNTING_H
#define EMULATION_COUNTING_H
namespace thrust { template <typename T> struct counting_iterator { T first; counting_iterator(T first) : first(first) {} T operator[](size_t i) const { return first + (T)i; } }; }
#endif
