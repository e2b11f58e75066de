#include "sim/chance/numeric.h"

#include "sim/chance/numeric_internal.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#define LN2_HIGH 6.93147180369123816490e-01
#define LN2_LOW 1.90821492927058770002e-10
#define STEPS_PER_1 0x1.71547652b82fep+7 /* 128 / ln2 */
#define STEP_HIGH 0x1.62e42fefp-8 /* ln2 / 128, of few bits: exact products */
#define STEP_LOW 0x1.473de6af278edp-41
#define ROUNDER 0x1.8p52

uint64_t numeric_bits(double x)
{
	uint64_t bits;

	memcpy(&bits, &x, sizeof bits);
	return bits;
}

static double from_bits(uint64_t bits)
{
	double x;

	memcpy(&x, &bits, sizeof x);
	return x;
}

/* x = (128 k + j) ln2 / 128 + r with |r| <= ln2 / 256: 2^k from the exponent,
 * 2^(j/128) from the table, and e^r - 1 from its series.  The method is
 * Tang's (ACM TOMS 15, 1989). */
double numeric_exp(double x)
{
	const struct power_of_two *two;
	double shifted, steps, r, rr, grown, power;
	uint64_t bits;

	if (x > 700.0)
		x = 700.0;
	if (x < -700.0)
		x = -700.0;
	/* Pushes the fraction out: the low bits are the rounded number. */
	shifted = x * STEPS_PER_1 + ROUNDER;
	steps = shifted - ROUNDER;
	bits = numeric_bits(shifted);
	r = x - steps * STEP_HIGH - steps * STEP_LOW;
	two = &numeric_powers[bits % NUMERIC_POWERS];
	rr = r * r;
	grown = two->rest + r +
		rr * (1.0 / 2 + r * (1.0 / 6) +
		      rr * (1.0 / 24 + r * (1.0 / 120)));
	power = from_bits(numeric_bits(two->power) +
			  (bits / NUMERIC_POWERS << 52));
	return power + power * grown;
}

/* x = 2^k * (1 + f) with 1 + f in sqrt(2)/2 .. sqrt(2), and a series in
 * f / (2 + f), as in fdlibm. */
double numeric_log(double x)
{
	uint64_t bits = numeric_bits(x);
	uint64_t high = (bits >> 32) + (0x3ff00000 - 0x3fe6a09e);
	int k = (int)(high >> 20) - 1023;
	double f, s, z, w, odd, even, half;

	high = (high & 0xfffff) + 0x3fe6a09e;
	f = from_bits(high << 32 | (bits & 0xffffffff)) - 1.0;
	s = f / (2.0 + f);
	z = s * s;
	w = z * z;
	even = w *
	       (3.999999999940941908e-01 +
		w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
	odd = z * (6.666666666666735130e-01 +
		   w * (2.857142874366239149e-01 +
			w * (1.818357216161805012e-01 +
			     w * 1.479819860511658591e-01)));
	half = 0.5 * f * f;
	return s * (half + odd + even) + k * LN2_LOW - half + f + k * LN2_HIGH;
}

struct ratio {
	double above[8];
	double below[8];
};

static const struct ratio middle = {
	{ 3.3871328727963666080e0, 1.3314166789178437745e+2,
	  1.9715909503065514427e+3, 1.3731693765509461125e+4,
	  4.5921953931549871457e+4, 6.7265770927008700853e+4,
	  3.3430575583588128105e+4, 2.5090809287301226727e+3 },
	{ 1.0, 4.2313330701600911252e+1, 6.8718700749205790830e+2,
	  5.3941960214247511077e+3, 2.1213794301586595867e+4,
	  3.9307895800092710610e+4, 2.8729085735721942674e+4,
	  5.2264952788528545610e+3 },
};

static const struct ratio side = {
	{ 1.42343711074968357734e0, 4.63033784615654529590e0,
	  5.76949722146069140550e0, 3.64784832476320460504e0,
	  1.27045825245236838258e0, 2.41780725177450611770e-1,
	  2.27238449892691845833e-2, 7.74545014278341407640e-4 },
	{ 1.0, 2.05319162663775882187e0, 1.67638483018380384940e0,
	  6.89767334985100004550e-1, 1.48103976427480074590e-1,
	  1.51986665636164571966e-2, 5.47593808499534494600e-4,
	  1.05075007164441684324e-9 },
};

static const struct ratio tail = {
	{ 6.65790464350110377720e0, 5.46378491116411436990e0,
	  1.78482653991729133580e0, 2.96560571828504891230e-1,
	  2.65321895265761230930e-2, 1.24266094738807843860e-3,
	  2.71155556874348757815e-5, 2.01033439929228813265e-7 },
	{ 1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1,
	  1.48753612908506148525e-2, 7.86869131145613259100e-4,
	  1.84631831751005468180e-5, 1.42151175831644588870e-7,
	  2.04426310338993978564e-15 },
};

static double ratio_at(const struct ratio *ratio, double r)
{
	double above = ratio->above[7];
	double below = ratio->below[7];

	for (size_t i = 7; i-- > 0;) {
		above = above * r + ratio->above[i];
		below = below * r + ratio->below[i];
	}
	return above / below;
}

double numeric_normal_quantile(double p)
{
	double q = p - 0.5;
	double r, x;

	if (q >= -0.425 && q <= 0.425)
		return q * ratio_at(&middle, 0.180625 - q * q);
	r = sqrt(-numeric_log(q < 0 ? p : 1.0 - p));
	x = r <= 5.0 ? ratio_at(&side, r - 1.6) : ratio_at(&tail, r - 5.0);
	return q < 0 ? -x : x;
}
