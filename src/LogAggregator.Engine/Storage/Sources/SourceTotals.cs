using System;
using LogAggregator.Engine.Model;

namespace LogAggregator.Engine.Storage.Sources;

/// <summary>Sums of one source's records.</summary>
record struct SourceTotals(long Records, long LineBytes, long Errors, long FirstTimestampNs, long LastTimestampNs)
{
    public static SourceTotals None => new(0, 0, 0, long.MaxValue, long.MinValue);

    public void Add(long timestampNs, Level level, int lineLength)
    {
        Records++;
        LineBytes += lineLength;
        if (level >= Level.Error) Errors++;
        FirstTimestampNs = Math.Min(FirstTimestampNs, timestampNs);
        LastTimestampNs = Math.Max(LastTimestampNs, timestampNs);
    }

    public void Add(in SourceTotals other)
    {
        Records += other.Records;
        LineBytes += other.LineBytes;
        Errors += other.Errors;
        FirstTimestampNs = Math.Min(FirstTimestampNs, other.FirstTimestampNs);
        LastTimestampNs = Math.Max(LastTimestampNs, other.LastTimestampNs);
    }
}
