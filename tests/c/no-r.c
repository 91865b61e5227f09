/* Linked with every object of the engine, without R: see Makefile. */
int main(void) { return 0; }
