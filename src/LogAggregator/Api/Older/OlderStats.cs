using System;
using System.Collections.Generic;
using System.Text;
using System.Threading.Tasks;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Parsing;

namespace LogAggregator.Api.Older;

/// <summary>Counts of records by service and level.</summary>
sealed class OlderStats
{
    readonly LineParser _parser = new();

    public long Total { get; private set; }

    /// <summary>Of them, from the last hour by event time.</summary>
    public long Recent { get; private set; }

    public SortedDictionary<string, long> Services { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, long> Levels { get; } = new(StringComparer.Ordinal);

    public static async Task<OlderStats> CountAsync(IAsyncEnumerable<StoredRecord> records, long hourAgoNs)
    {
        var stats = new OlderStats();
        await foreach (var record in records) stats.Add(record, hourAgoNs);
        return stats;
    }

    void Add(StoredRecord record, long hourAgoNs)
    {
        Total++;
        if (record.Id.TimestampNs >= hourAgoNs) Recent++;
        Increment(Services, ServiceOf(record));
        Increment(Levels, LevelWords.Name(OlderParameters.WithOlderLevel(record).Level));
    }

    string ServiceOf(StoredRecord record)
    {
        if (record.Source.Service.Length > 0) return record.Source.Service;
        var own = Encoding.UTF8.GetString(_parser.Parse(record.Line).Service.Span);
        return own.Length > 0 ? own : "unknown";
    }

    static void Increment(SortedDictionary<string, long> counts, string key) => counts[key] = counts.GetValueOrDefault(key) + 1;
}
