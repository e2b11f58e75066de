#include "tests/sim/grid.h"

#include "tests/sim/theory.h"

#include <math.h>

/* The laws of docs/model-format.md by their mean, each with the squared
 * coefficient of variation that follows from its other numbers. */

static double constant(struct grid_point *p, double mean)
{
	grid_add(p, "%.12g", mean);
	return 0.0;
}

static double exponential(struct grid_point *p, double mean)
{
	grid_add(p, "{'law':'exponential','mean':%.12g}", mean);
	return 1.0;
}

static double uniform(struct grid_point *p, double mean)
{
	double off = grid_real(p, 0.1, 1.0);

	grid_add(p, "{'law':'uniform','low':%.12g,'high':%.12g}",
		 mean * (1.0 - off), mean * (1.0 + off));
	return off * off / 3.0;
}

static double lognormal(struct grid_point *p, double mean)
{
	double sigma = grid_real(p, 0.1, 0.9);

	grid_add(p, "{'law':'lognormal','mean':%.12g,'sigma':%.12g}", mean,
		 sigma);
	return theory_lognormal_cv2(sigma);
}

static double erlang(struct grid_point *p, double mean)
{
	int k = grid_whole(p, 2, 20);

	grid_add(p, "{'law':'erlang','mean':%.12g,'k':%d}", mean, k);
	return 1.0 / k;
}

static double hyperexponential(struct grid_point *p, double mean)
{
	double cv2 = grid_real(p, 1.1, 4.0);

	grid_add(p, "{'law':'hyperexponential','mean':%.12g,'cv2':%.12g}", mean,
		 cv2);
	return cv2;
}

static double gamma_law(struct grid_point *p, double mean)
{
	double shape = grid_real(p, 0.4, 6.0);

	grid_add(p, "{'law':'gamma','mean':%.12g,'shape':%.12g}", mean, shape);
	return 1.0 / shape;
}

static double weibull(struct grid_point *p, double mean)
{
	double shape = grid_real(p, 0.7, 4.0);
	double first = tgamma(1.0 + 1.0 / shape);

	grid_add(p, "{'law':'weibull','scale':%.12g,'shape':%.12g}",
		 mean / first, shape);
	return tgamma(1.0 + 2.0 / shape) / first / first - 1.0;
}

/* The n-th moment of the law that is cut at `high`, from 1 on. */
static double pareto_moment(double shape, double high, int n)
{
	double share = 1.0 - pow(high, -shape);

	return shape / share * (1.0 - pow(high, n - shape)) / (shape - n);
}

static double pareto(struct grid_point *p, double mean)
{
	double shape = grid_real(p, 2.1, 3.9), high = grid_real(p, 5.0, 50.0);
	double first = pareto_moment(shape, high, 1);

	grid_add(p, "{'law':'pareto','low':%.12g,'high':%.12g,'shape':%.12g}",
		 mean / first, mean / first * high, shape);
	return pareto_moment(shape, high, 2) / first / first - 1.0;
}

static double empirical(struct grid_point *p, double mean)
{
	double weights = 0.0, sum = 0.0, squares = 0.0, value[3], weight[3];

	for (int i = 0; i < 3; i++) {
		value[i] = grid_real(p, 0.2, 5.0);
		weight[i] = grid_real(p, 0.5, 3.0);
		weights += weight[i];
		sum += weight[i] * value[i];
		squares += weight[i] * value[i] * value[i];
	}
	grid_add(p, "{'law':'empirical','scale':%.12g,", mean * weights / sum);
	grid_add(p, "'values':[%.12g,%.12g,%.12g],", value[0], value[1],
		 value[2]);
	grid_add(p, "'weights':[%.12g,%.12g,%.12g]}", weight[0], weight[1],
		 weight[2]);
	return squares * weights / sum / sum - 1.0;
}

double grid_law(struct grid_point *point, double mean)
{
	static double (*const laws[])(struct grid_point *, double) = {
		constant,	  exponential, uniform, lognormal, erlang,
		hyperexponential, gamma_law,   weibull, pareto,	   empirical,
	};
	int count = (int)(sizeof laws / sizeof laws[0]);

	return laws[grid_whole(point, 0, count - 1)](point, mean);
}
