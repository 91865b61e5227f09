# What one does with the package from its folder. `make demo` and `make test` start from a bare
# Debian machine: tools/setup.sh installs what is missing.

demo: setup library
	mkdir -p demo-output
	R_LIBS=build/library Rscript inst/examples/demo.R demo-output

# STAGES="structure c r" runs only these; tools/test.sh knows them all.
test: setup
	tools/test.sh $(STAGES)

check: setup
	tools/check.sh

bench: library
	tools/setup.sh bench
	tools/bench.sh

install:
	R CMD INSTALL .

document:
	tools/document.sh

generate:
	Rscript tools/generate.R

library:
	tools/install.sh

setup:
	tools/setup.sh

clean:
	./cleanup
	rm -rf build tests/c/build demo-output torch.Rcheck torch_*.tar.gz

.PHONY: demo test check bench install document generate library setup clean
