// Writes tests/testthat/golden/print.txt: tensors, and what libtorch's stream operator makes of them.
// Needs libtorch and its headers (Debian: libtorch-dev), older than 2.10: what newer ones print indents less and gives
// single numbers with all their digits, but R users know the older form from the package's help and from their snapshots.
//
//   g++ -I/usr/include/torch/csrc/api/include tools/golden-print.cpp -ltorch -ltorch_cpu -lc10 -o golden
//   ./golden > tests/testthat/golden/print.txt
//
// A case is a line "# <dtype> <sizes> <values>" (sizes joined by commas, "-" for none; values row by
// row as C's %a), then the text.
#include <torch/torch.h>

#include <cmath>
#include <cstdio>
#include <iostream>
#include <sstream>

static void show(const char *dtype, const at::Tensor &x)
{
    std::ostringstream text;
    text << x;
    std::string sizes;
    for (int64_t n : x.sizes()) sizes += (sizes.empty() ? "" : ",") + std::to_string(n);
    std::printf("# %s %s", dtype, sizes.empty() ? "-" : sizes.c_str());
    at::Tensor flat = x.to(at::kDouble).contiguous().view(-1);
    for (int64_t i = 0; i < flat.numel(); i++) std::printf(" %a", flat[i].item<double>());
    std::printf("\n%s\n", text.str().c_str());
}

static at::Tensor normal(at::IntArrayRef sizes, double factor = 1) { return torch::randn(sizes, at::kFloat) * factor; }

int main()
{
    torch::manual_seed(1);
    const double inf = INFINITY;
    for (double x : {3.14159265358979, 1234567.0, -0.5, 1e-10, inf, 0.0}) show("float", torch::tensor(x, at::kFloat));
    for (int64_t x : {3l, 123456789l, -7l}) show("int64", torch::tensor(x));
    for (int n : {0, 1, 3, 12}) show("float", normal({n}));
    for (double factor : {1e-9, 1e-5, 1e-3, 1e-2, 0.1, 10., 1e3, 1e5, 1e8, 1e30}) show("float", normal({4}, factor));
    for (double factor : {1., 100., 1e4, 1e6, 1e9, 1e11}) show("float", (normal({2, 3}, factor)).round());
    show("float", torch::tensor({1e-3f, 1.f, 2e5f}));
    show("float", torch::tensor({-1e5f, 0.5f, 3.f}));
    show("double", torch::tensor({1e-150, 1.5, 2e120}, at::kDouble));
    show("double", normal({3, 3}).to(at::kDouble));
    show("float", torch::tensor({0.1f, (float)inf, NAN}));
    show("float", torch::tensor({(float)inf, -(float)inf}));
    show("float", torch::tensor({1.f, (float)inf, 20.f}));
    show("float", torch::tensor({NAN, NAN}).view({1, 2}));
    show("bool", torch::tensor({true, false, true}));
    show("uint8", torch::tensor({0, 7, 255}, at::kByte));
    show("int8", torch::tensor({-128, 0, 127}, at::kChar).view({1, 3}));
    show("int16", torch::tensor({-300, 30000}, at::kShort));
    show("int32", torch::arange(6, at::kInt).view({2, 3}));
    show("int64", torch::arange(24).view({2, 3, 4}));
    show("int64", torch::tensor({1l, 9999999999l}));
    show("half", normal({2, 2}).to(at::kHalf));
    show("bfloat16", normal({2, 2}).to(at::kBFloat16));
    for (double factor : {1., 1e-6, 1e7}) show("float", normal({2, 16}, factor));
    show("float", normal({3, 25}).round());
    show("float", normal({2, 2, 3}));
    show("float", normal({2, 3, 2, 2}));
    show("float", normal({2, 2, 2, 1, 2}));
    show("float", normal({2, 1, 11}));
    show("float", normal({2, 2, 12}, 1e-4));
    show("float", torch::stack({normal({2, 2}), torch::full({2, 2}, 1234567.f), normal({2, 2}, 1e9)}));
    show("float", torch::zeros({2, 0}));
    show("float", torch::zeros({0, 3, 2}));
}
