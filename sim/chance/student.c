#include "sim/chance/student.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>

#define PI 3.14159265358979323846

/* Halves the angle until the series is short. */
static double arc_tangent(double x)
{
	double factor = 1.0, sum = 0.0, power, square;

	while (x > 0.1) {
		x /= 1.0 + sqrt(1.0 + x * x);
		factor *= 2.0;
	}
	power = x;
	square = x * x;
	for (int n = 1; n < 20; n += 2) {
		sum += power / n;
		power *= -square;
	}
	return factor * sum;
}

double student_within(double t, unsigned degrees)
{
	double n = degrees;
	double square = n / (n + t * t); /* of the cosine of the angle */
	double sine = t / sqrt(n + t * t);
	bool odd = degrees % 2 == 1;
	double term = odd ? sqrt(square) : 1.0;
	double sum = degrees > 1 ? term : 0.0;

	for (unsigned k = odd ? 3 : 2; k + 1 < degrees; k += 2) {
		term *= square * (k - 1.0) / k;
		sum += term;
	}
	if (!odd)
		return sine * sum;
	return 2.0 / PI * (arc_tangent(t / sqrt(n)) + sine * sum);
}

double student_quantile(double confidence, unsigned degrees)
{
	double low = 0.0, high = 1.0;

	assert(degrees >= 1 && confidence > 0.0 && confidence < 1.0);
	while (student_within(high, degrees) < confidence && high < 1e12)
		high *= 2.0;
	for (int i = 0; i < 80; i++) {
		double middle = (low + high) / 2.0;

		if (student_within(middle, degrees) < confidence)
			low = middle;
		else
			high = middle;
	}
	return (low + high) / 2.0;
}
