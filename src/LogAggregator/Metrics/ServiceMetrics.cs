using System.Collections.Generic;

namespace LogAggregator.Metrics;

/// <summary>
/// Every number that the parts of the service count themselves, each declared once; a new one is a property here.
/// What the store or the status already know is not counted again: the metrics page asks them.
/// </summary>
sealed class ServiceMetrics
{
    readonly List<Counter> _counters = [];
    readonly List<Gauge> _gauges = [];

    public ServiceMetrics()
    {
        RecordsIngested = Declare("log_aggregator_records_ingested_total", "Records taken into the store.");
        BytesIngested = Declare("log_aggregator_bytes_ingested_total", "Bytes of their lines.");
        PostsAccepted = Declare("log_aggregator_posted_records_accepted_total", "Records posted over the API and kept.");
        PostsRejected = Declare("log_aggregator_posted_records_rejected_total", "Records posted over the API and refused because they were bad.");
        PostsTurnedAway = Declare("log_aggregator_posts_turned_away_total", "Posts answered with 429 because too much was on its way.");
        RequestsFailed = Declare("log_aggregator_http_requests_failed_total", "Requests answered with 500: a fault of the service.");
        LiveReaders = DeclareGauge("log_aggregator_live_readers", "Readers of the live stream connected now.");
        LiveRecordsDropped = Declare("log_aggregator_live_records_dropped_total", "Records not sent to live readers that were too slow.");
    }

    public IReadOnlyList<Counter> Counters => _counters;

    public IReadOnlyList<Gauge> Gauges => _gauges;

    public Counter RecordsIngested { get; }

    public Counter BytesIngested { get; }

    public Counter PostsAccepted { get; }

    public Counter PostsRejected { get; }

    public Counter PostsTurnedAway { get; }

    public Counter RequestsFailed { get; }

    public Gauge LiveReaders { get; }

    public Counter LiveRecordsDropped { get; }

    Counter Declare(string name, string help)
    {
        var counter = new Counter(name, help);
        _counters.Add(counter);
        return counter;
    }

    Gauge DeclareGauge(string name, string help)
    {
        var gauge = new Gauge(name, help);
        _gauges.Add(gauge);
        return gauge;
    }
}
