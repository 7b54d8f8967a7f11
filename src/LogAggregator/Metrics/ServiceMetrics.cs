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
        RecordsCollected = Declare("log_aggregator_collected_records_total", "Records made of the lines of containers.");
        BrokenJsonCollected = Declare("log_aggregator_collected_broken_json_total", "Records of containers that begin like JSON and are none.");
        BareLinesCollected = Declare("log_aggregator_collected_bare_lines_total", "Records of containers that are text in which neither a time nor a level was recognised.");
        RecordsCollectedLate = Declare("log_aggregator_collected_late_messages_total", "Messages that a followed log had left out and a read of the log found.");
        DuplicatesDropped = Declare("log_aggregator_collected_duplicates_total", "Messages that an engine sent again and that were dropped.");
        GapsFound = Declare("log_aggregator_collected_gaps_total", "Places in logs where lines are missing or may be.");
        CatchUps = Declare("log_aggregator_collector_catch_ups_total", "Reads of logs to find what a followed log had left out.");
        LogReadFailures = Declare("log_aggregator_collector_log_failures_total", "Logs that an engine refused or could not read to their end.");
        EngineReconnects = Declare("log_aggregator_collector_reconnects_total", "Connections to engines made again after a loss.");
        LineBytesDropped = Declare("log_aggregator_collected_line_bytes_dropped_total", "Bytes of lines beyond the limit of 1 MiB.");
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

    public Counter RecordsCollected { get; }

    public Counter BrokenJsonCollected { get; }

    public Counter BareLinesCollected { get; }

    public Counter RecordsCollectedLate { get; }

    public Counter DuplicatesDropped { get; }

    public Counter GapsFound { get; }

    public Counter CatchUps { get; }

    public Counter LogReadFailures { get; }

    public Counter EngineReconnects { get; }

    public Counter LineBytesDropped { get; }

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
