/*
 * A model with a node of every type, for tests about the whole: people press
 * again and give up, calls time out and are repeated, limits are met.
 */
#ifndef GAMEDAY_TESTS_SIM_SYSTEM_H
#define GAMEDAY_TESTS_SIM_SYSTEM_H

#define SYSTEM_MODEL \
	"{'attributes':{'plan':['free','pro'],'preset':['720p','1080p']}," \
	"'profiles':{'day':[1,1,1,1,1,1,1,1,1,1,1,1,1.4,1.4,1.4,1,1,1,1,1," \
	"1,1,1,1]},'clock':{'hour_at_zero':11.5},'nodes':{" \
	"'free':{'type':'source','rate_per_s':1.6,'profile':'day'," \
	"'attributes':{'plan':'free','preset':{'720p':3,'1080p':1}}," \
	"'press_again':{'after_s':{'law':'uniform','low':20,'high':60}," \
	"'on_slow':0.4,'on_error':0.6,'think_s':{'law':'exponential'," \
	"'mean':10},'max':4},'give_up_s':{'law':'lognormal','mean':200," \
	"'sigma':0.4},'give_up_acknowledged_s':400,'to':'gateway'}," \
	"'pro':{'type':'source','rate_per_s':0.8,'attributes':{'plan':" \
	"'pro','preset':{'720p':1,'1080p':1}},'give_up_s':300," \
	"'press_again':{'after_s':60,'on_slow':0.3,'on_error':0.5}," \
	"'to':'gateway'}," \
	"'gateway':{'type':'pool','servers':50,'service_s':0.02,'hold':0," \
	"'to':'gate'}," \
	"'gate':{'type':'gate','on':0,'share':0.3,'match':{'plan':['free']}" \
	",'to':'lower'}," \
	"'lower':{'type':'rewrite','on':0,'attribute':'preset','map':" \
	"{'1080p':'720p'},'to':'quota'}," \
	"'quota':{'type':'limiter','on':0,'by':'plan','rate_per_s':1," \
	"'burst':20,'concurrency':60,'to':'path'}," \
	"'path':{'type':'split','share':0,'a':'workers','b':'jobs'}," \
	"'jobs':{'type':'pool','servers':150,'acknowledge':1,'discipline':" \
	"'priority','priority':{'by':'plan','order':['pro']}," \
	"'service_s':0.1,'drop_if_gone':1,'to':'caller'}," \
	"'workers':{'type':'pool','servers':90,'queue':20,'max_wait_s':" \
	"100,'service_s':{'law':'exponential','mean':0.2},'to':" \
	"['caller','gpu']}," \
	"'caller':{'type':'caller','timeout_s':60,'retries':2,'backoff_s':" \
	"0.5,'jitter':1,'to':'cap'}," \
	"'cap':{'type':'spend-cap','on':0,'usd_per_hour':2000,'window_s':" \
	"300,'api':'api','to':'api'}," \
	"'api':{'type':'api','by':'preset','price':{'720p':0.5,'1080p':1.2}" \
	",'task_s':{'720p':{'law':'lognormal','mean':25,'sigma':0.35}," \
	"'1080p':{'law':'lognormal','mean':50,'sigma':0.35}}," \
	"'concurrency':110,'rate_per_s':20,'burst':40,'fail_share':0.01," \
	"'report_lag_s':{'law':'uniform','low':0.2,'high':2}}," \
	"'gpu':{'type':'pool','servers':10,'service_s':{'law':" \
	"'exponential','mean':3}}," \
	"'scaler':{'type':'autoscaler','pool':'gpu','target':0.7,'max':40," \
	"'step':4,'down_after_s':120}}}"

/* What happens to it: a timed change of a parameter. */
struct change {
	double at;
	const char *parameter;
	double value;
};

static const struct change system_changes[] = {
	{ 600, "caller.timeout_s", 25 },  { 900, "api.slowdown", 1.3 },
	{ 1200, "quota.on", 1 },	  { 1300, "caller.idempotent", 1 },
	{ 1500, "gate.on", 1 },		  { 1500, "cap.on", 1 },
	{ 1700, "cap.soft", 1 },	  { 1800, "path.share", 0.7 },
	{ 2000, "lower.on", 1 },	  { 2100, "caller.breaker_share", 0.5 },
	{ 2200, "workers.servers", 300 }, { 2400, "free.rate_per_s", 5 },
	{ 2700, "free.rate_per_s", 0 },	  { 2700, "pro.rate_per_s", 0 },
};
#define SYSTEM_CHANGES (sizeof system_changes / sizeof system_changes[0])
#define SYSTEM_END 3000.0

#endif
