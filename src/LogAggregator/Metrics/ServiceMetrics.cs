using System.Collections.Generic;

namespace LogAggregator.Metrics;

/// <summary>Every counter of the service, each declared once. A new one is a property here.</summary>
sealed class ServiceMetrics
{
    readonly List<Counter> _counters = [];

    public ServiceMetrics()
    {
        RecordsIngested = Declare("log_aggregator_records_ingested_total", "Records taken into the store.");
        BytesIngested = Declare("log_aggregator_bytes_ingested_total", "Bytes of their lines.");
    }

    public IReadOnlyList<Counter> Counters => _counters;

    public Counter RecordsIngested { get; }

    public Counter BytesIngested { get; }

    Counter Declare(string name, string help)
    {
        var counter = new Counter(name, help);
        _counters.Add(counter);
        return counter;
    }
}
