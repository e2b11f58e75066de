/*
 * The head of the page that `./dev bench` prints: what it was measured on, and
 * how that was built.
 */
#include "bench/harness.h"

int main(void)
{
	harness_machine();
	return 0;
}
