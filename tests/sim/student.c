#include "tests/sim/student.h"

#include <math.h>

#define PI 3.14159265358979323846

/* The probability of |T| <= t. */
static double within(int freedom, double t)
{
	double angle = atan(t / sqrt(freedom));
	double cosine = cos(angle), sine = sin(angle);
	double term = freedom % 2 ? cosine : 1.0;
	double sum = 0.0;

	for (int i = freedom % 2 ? 3 : 2; i <= freedom; i += 2) {
		sum += term;
		term *= cosine * cosine * (i - 1) / i;
	}
	if (freedom % 2)
		return 2.0 / PI * (angle + sine * sum);
	return sine * sum;
}

double student_t(int freedom, double level)
{
	double low = 0.0, high = 1.0;

	while (within(freedom, high) < level)
		high *= 2.0;
	for (int i = 0; i < 100; i++) {
		double middle = (low + high) / 2.0;

		if (within(freedom, middle) < level)
			low = middle;
		else
			high = middle;
	}
	return high;
}
