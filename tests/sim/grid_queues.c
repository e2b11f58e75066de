#include "tests/sim/grid.h"

#include "tests/sim/theory.h"

#include <math.h>

/* Servers and who waits for them, at loads from light to heavy. */

#define EXPONENTIAL "{'law':'exponential','mean':%.12g}"

/* M/M/c with `fields` more, at a load per server between the two. */
struct station {
	double lambda, mu;
	int servers;
};

static struct station markov(struct grid_point *p, int most, double low,
			     double high)
{
	struct station s = { 0.0, 1.0 / grid_real(p, 0.05, 2.0),
			     grid_whole(p, 1, most) };

	s.lambda = grid_real(p, low, high) * s.mu * s.servers;
	grid_people(p, s.lambda, "pool");
	grid_add(p,
		 "'pool':{'type':'pool','servers':%d,'service_s':" EXPONENTIAL,
		 s.servers, 1.0 / s.mu);
	return s;
}

static void mm1_quantile(struct grid_point *p)
{
	static const struct {
		const char *measure;
		double p;
	} quantile[] = { { "sojourn_p50_s", 0.5 },
			 { "sojourn_p95_s", 0.95 },
			 { "sojourn_p99_s", 0.99 } };
	int q = grid_whole(p, 0, 2);
	struct station s = markov(p, 1, 0.2, 0.8);

	grid_add(p, "}}}");
	grid_expect(p, "people", quantile[q].measure,
		    theory_mm1_sojourn_quantile(s.lambda, s.mu, quantile[q].p));
}

static void mmc_wait(struct grid_point *p)
{
	struct station s = markov(p, 30, 0.6, 0.9);

	grid_add(p, "}}}");
	p->weight = 2.0;
	grid_expect(p, "pool", "waiting_s",
		    theory_mmc_wait(s.lambda, s.mu, s.servers));
}

static void mmc_waits(struct grid_point *p)
{
	struct station s = markov(p, 30, 0.5, 0.9);

	grid_add(p, "}}}");
	grid_expect(p, "pool", "waiting_share",
		    theory_erlang_c(s.lambda / s.mu, s.servers));
}

static void mmc_quantile(struct grid_point *p)
{
	struct station s = markov(p, 10, 0.7, 0.85);

	grid_add(p, "}}}");
	p->weight = 2.0;
	grid_expect(p, "pool", "waiting_p99_s",
		    theory_mmc_wait_quantile(s.lambda, s.mu, s.servers, 0.99));
}

static void mmck_blocked(struct grid_point *p)
{
	struct station s = markov(p, 12, 0.7, 1.6);
	int queue = grid_whole(p, 0, 8);

	grid_add(p, ",'queue':%d}}}", queue);
	grid_expect(p, "pool", "blocking",
		    theory_mmck(s.lambda, s.mu, s.servers, s.servers + queue)
			    .blocked);
}

static void mmck_sojourn(struct grid_point *p)
{
	struct station s = markov(p, 12, 0.7, 1.6);
	int queue = grid_whole(p, 0, 20);

	grid_add(p, ",'queue':%d}}}", queue);
	grid_expect(p, "people", "sojourn_s",
		    theory_mmck(s.lambda, s.mu, s.servers, s.servers + queue)
			    .sojourn);
}

static void erlang_b(struct grid_point *p)
{
	int servers = grid_whole(p, 1, 40);
	double load = servers * grid_real(p, 0.7, 1.3);
	double mean = grid_real(p, 0.1, 3.0);

	grid_people(p, load / mean, "pool");
	grid_add(p, "'pool':{'type':'pool','servers':%d,'queue':0,'service_s':",
		 servers);
	grid_law(p, mean);
	grid_add(p, "}}}");
	grid_expect(p, "pool", "blocking", theory_erlang_b(load, servers));
}

/* One server of any law; returns the squared coefficient of variation. */
static double any_server(struct grid_point *p, double load, double mean,
			 const char *discipline)
{
	double cv2;

	grid_people(p, load / mean, "pool");
	grid_add(p,
		 "'pool':{'type':'pool','servers':1,'discipline':'%s',"
		 "'service_s':",
		 discipline);
	cv2 = grid_law(p, mean);
	grid_add(p, "}}}");
	p->weight = 3.0;
	return cv2;
}

static void mg1_order(struct grid_point *p, const char *discipline)
{
	double load = grid_real(p, 0.3, 0.8), mean = grid_real(p, 0.05, 2.0);
	double cv2 = any_server(p, load, mean, discipline);

	grid_expect(p, "pool", "waiting_s",
		    theory_mg1_wait(load / mean, mean, cv2));
}

static void mg1(struct grid_point *p)
{
	mg1_order(p, "fifo");
}

static void mg1_lifo(struct grid_point *p)
{
	mg1_order(p, "lifo");
}

static void mg1_sharing(struct grid_point *p)
{
	double load = grid_real(p, 0.3, 0.8), mean = grid_real(p, 0.05, 2.0);

	any_server(p, load, mean, "ps");
	grid_expect(p, "pool", "sojourn_s",
		    theory_ps_sojourn(load / mean, mean, 1));
}

static void mgc_sharing(struct grid_point *p)
{
	double load = grid_real(p, 0.3, 0.85), mean = grid_real(p, 0.05, 2.0);
	int servers = grid_whole(p, 2, 8);
	double lambda = load * servers / mean;

	grid_people(p, lambda, "pool");
	grid_add(p,
		 "'pool':{'type':'pool','servers':%d,'discipline':'ps',"
		 "'service_s':",
		 servers);
	grid_law(p, mean);
	grid_add(p, "}}}");
	grid_expect(p, "pool", "sojourn_s",
		    theory_ps_sojourn(lambda, mean, servers));
}

static void mginf(struct grid_point *p)
{
	double lambda = grid_real(p, 0.5, 20.0), mean = grid_real(p, 0.1, 5.0);

	grid_people(p, lambda, "pool");
	grid_add(p, "'pool':{'type':'pool','servers':1000000,'service_s':");
	grid_law(p, mean);
	grid_add(p, "}}}");
	grid_expect(p, "pool", "busy", theory_mginf_number(lambda, mean));
}

/* Three classes, each with a rate and a mean of its own. */
static void priority(struct grid_point *p)
{
	static const char *const name[] = { "a", "b", "c" };
	struct theory_class class[3];
	int which = grid_whole(p, 0, 2);

	grid_add(p, "{'attributes':{'class':['a','b','c']},'nodes':{");
	p->rate = 0.0;
	for (int i = 0; i < 3; i++) {
		double mean = grid_real(p, 0.3, 1.5);
		double lambda = grid_real(p, 0.1, 0.27) / mean;

		class[i] = (struct theory_class){ lambda, mean,
						  2.0 * mean * mean };
		p->rate += lambda;
		grid_add(p,
			 "'%s':{'type':'source','rate_per_s':%.12g,"
			 "'attributes':{'class':'%s'},'to':'pool'},",
			 name[i], lambda, name[i]);
	}
	grid_add(p, "'pool':{'type':'pool','servers':1,'discipline':'priority',"
		    "'priority':{'by':'class','order':['a','b','c']},"
		    "'service_s':{'by':'class'");
	for (int i = 0; i < 3; i++)
		grid_add(p, ",'%s':" EXPONENTIAL, name[i], class[i].mean);
	grid_add(p, "}}}}");
	p->weight = 4.0;
	grid_expect(p, name[which], "sojourn_s",
		    class[which].mean + theory_priority_wait(class, 3, which));
}

static void tandem(struct grid_point *p)
{
	static const char *const to[] = { ",'to':'b'}", ",'to':'c'}", "}}}" };
	double lambda = grid_real(p, 0.5, 5.0), sojourn = 0.0;

	grid_people(p, lambda, "a");
	for (int i = 0; i < 3; i++) {
		double mu = lambda / grid_real(p, 0.3, 0.8);

		sojourn += theory_mm1_sojourn(lambda, mu);
		grid_add(p,
			 "%s'%c':{'type':'pool','servers':1,'hold':0,"
			 "'service_s':" EXPONENTIAL "%s",
			 i > 0 ? "," : "", 'a' + i, 1.0 / mu, to[i]);
	}
	p->weight = 2.0;
	grid_expect(p, "people", "sojourn_s", sojourn);
}

/* Those who are refused after their service press again at once. */
static void feedback(struct grid_point *p)
{
	double lambda = grid_real(p, 0.3, 2.0), back = grid_real(p, 0.1, 0.5);
	double mu = lambda / (1.0 - back) / grid_real(p, 0.4, 0.8);

	p->rate = lambda;
	grid_add(p,
		 "{'nodes':{'people':{'type':'source','rate_per_s':%.12g,"
		 "'press_again':{'on_error':1,'max':1000},'to':'pool'},"
		 "'pool':{'type':'pool','servers':1,'hold':0,"
		 "'service_s':" EXPONENTIAL ",'to':'again'},"
		 "'again':{'type':'gate','share':%.12g,'to':'end'},"
		 "'end':{'type':'pool','servers':1000}}}",
		 lambda, 1.0 / mu, back);
	p->weight = 3.0;
	grid_expect(p, "people", "sojourn_s",
		    theory_feedback_sojourn(lambda, mu, back));
}

static void patience_constant(struct grid_point *p)
{
	struct station s = markov(p, 1, 0.7, 1.5);
	double patience = grid_real(p, 1.0, 6.0) / s.mu;

	grid_add(p, ",'max_wait_s':%.12g}}}", patience);
	grid_expect(p, "pool", "abandonment",
		    theory_mm1d_abandoned(s.lambda, s.mu, patience));
}

static void erlang_a(struct grid_point *p)
{
	struct station s = markov(p, 60, 0.9, 1.4);
	double theta = s.mu * grid_real(p, 0.3, 3.0);

	grid_add(p, ",'patience_s':" EXPONENTIAL "}}}", 1.0 / theta);
	grid_expect(p, "pool", "abandonment",
		    theory_erlang_a_abandoned(s.lambda, s.mu, s.servers,
					      theta));
}

static void dm1(struct grid_point *p)
{
	double lambda = grid_real(p, 0.3, 5.0);
	double mu = lambda / grid_real(p, 0.4, 0.85);

	p->rate = lambda;
	grid_add(p,
		 "{'nodes':{'people':{'type':'source','arrivals':"
		 "'deterministic','rate_per_s':%.12g,'to':'pool'},'pool':"
		 "{'type':'pool','servers':1,'service_s':" EXPONENTIAL "}}}",
		 lambda, 1.0 / mu);
	grid_expect(p, "people", "sojourn_s", theory_dm1_sojourn(lambda, mu));
}

static void closed(struct grid_point *p)
{
	int clients = grid_whole(p, 1, 60), servers = grid_whole(p, 1, 10);
	double think = grid_real(p, 0.1, 2.0), mu = grid_real(p, 0.2, 5.0);
	struct theory_closed t = theory_closed(think, mu, servers, clients);

	p->rate = t.throughput;
	grid_add(p,
		 "{'nodes':{'people':{'type':'source','arrivals':'closed',"
		 "'clients':%d,'think_s':" EXPONENTIAL ",'to':'pool'},"
		 "'pool':{'type':'pool','servers':%d,'service_s':" EXPONENTIAL
		 "}}}",
		 clients, 1.0 / think, servers, 1.0 / mu);
	grid_expect(p, "people", "sojourn_s", t.sojourn);
}

static void jobs(struct grid_point *p)
{
	int workers = grid_whole(p, 1, 20);
	double mean = grid_real(p, 0.1, 3.0), notify = grid_real(p, 0.0, 2.0);
	double lambda = grid_real(p, 0.5, 0.85) * workers / mean;

	grid_people(p, lambda, "jobs");
	grid_add(p,
		 "'jobs':{'type':'job-queue','workers':%d,'notify_s':%.12g,"
		 "'to':'work'},'work':{'type':'pool','servers':1000,"
		 "'service_s':" EXPONENTIAL "}}}",
		 workers, notify, mean);
	p->weight = 2.0;
	grid_expect(p, "people", "sojourn_s",
		    mean + notify +
			    theory_mmc_wait(lambda, 1.0 / mean, workers));
}

/* So many calls all the time that half a server less would be enough. */
static void autoscaler(struct grid_point *p)
{
	int busy = grid_whole(p, 2, 30), servers = grid_whole(p, busy + 1, 90);
	double mean = grid_real(p, 0.5, 5.0);

	p->rate = busy / mean;
	grid_add(p,
		 "{'nodes':{'people':{'type':'source','arrivals':"
		 "'deterministic','rate_per_s':%.12g,'to':'pool'},'pool':"
		 "{'type':'pool','servers':100,'service_s':%.12g},",
		 p->rate, mean);
	grid_add(p,
		 "'scaler':{'type':'autoscaler','pool':'pool','max':100,"
		 "'target':%.12g,'period_s':5,'delay_s':1,'down_after_s':9}}}",
		 busy / (servers - 0.5));
	grid_expect(p, "pool", "servers", servers);
}

const struct grid_family grid_queues[] = {
	{ "M/M/1", "time in the system, p50, p95, p99", "Kleinrock 1, 5.12",
	  mm1_quantile },
	{ "M/M/c", "wait, mean", "Gross 2.3", mmc_wait },
	{ "M/M/c", "share that waits", "Erlang C, Gross 2.3", mmc_waits },
	{ "M/M/c", "wait, p99", "Gross 2.3", mmc_quantile },
	{ "M/M/c/K", "share turned away", "Gross 2.4", mmck_blocked },
	{ "M/M/c/K", "time in the system, mean", "Gross 2.4", mmck_sojourn },
	{ "M/G/c/c, any law", "share turned away", "Erlang B, Gross 2.5",
	  erlang_b },
	{ "M/G/1, any law", "wait, mean", "Pollaczek-Khinchine", mg1 },
	{ "M/G/1 LIFO, any law", "wait, mean", "Kleinrock 2, 3.4", mg1_lifo },
	{ "M/G/1 shared, any law", "time in the system, mean",
	  "Kleinrock 2, 4.4", mg1_sharing },
	{ "M/G/c shared, any law", "time in the system, mean", "Kelly 3.3",
	  mgc_sharing },
	{ "M/G/infinity, any law", "in service", "Gross 5.2", mginf },
	{ "M/M/1, three classes", "time of one of them, mean", "Cobham",
	  priority },
	{ "Three stations in a row", "time in the system, mean", "Burke",
	  tandem },
	{ "Feedback", "time in the system, mean", "Jackson", feedback },
	{ "M/M/1+D", "share that leaves", "Barrer", patience_constant },
	{ "M/M/c+M", "share that leaves", "Erlang A, Palm", erlang_a },
	{ "D/M/1", "time in the system, mean", "Kleinrock 1, 6.3", dm1 },
	{ "M/M/c//N", "time in the system, mean", "Gross 2.7", closed },
	{ "M/M/c as a job queue", "time to the notification", "Gross 2.3",
	  jobs },
	{ "Autoscaler, even load", "servers", "load over target", autoscaler },
	{ NULL, NULL, NULL, NULL },
};
