using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Segments;

namespace LogAggregator.Engine.Storage.Recent;

/// <summary>
/// The newest sealed records in memory, the newest first. What is not sealed yet is in memory anyway; both together
/// hold the newest N of the store, and more. Never changed, only replaced.
/// </summary>
/// <param name="Capacity">N.</param>
/// <param name="Records">With lines of their own.</param>
/// <param name="Floor">Every sealed record of this id or a greater one is here. <see cref="RecordId.Max"/> if nothing is sure.</param>
sealed record RecentRecords(int Capacity, ImmutableArray<StoredRecord> Records, RecordId Floor)
{
    /// <summary>Of a store without segments: all of its sealed records are here.</summary>
    public static RecentRecords OfNothing(int capacity) => new(capacity, [], capacity == 0 ? RecordId.Max : default);

    /// <summary>Of a store whose sealed records could not all be read: none is taken from here.</summary>
    public static RecentRecords OfNoneSure(int capacity) => new(capacity, [], RecordId.Max);

    /// <summary>Of a store whose newest sealed records these are; fewer than the capacity if there are no more.</summary>
    public static RecentRecords OfNewest(int capacity, ImmutableArray<StoredRecord> records) =>
        capacity == 0 ? OfNothing(0) : new(capacity, records, records.Length < capacity ? default : records[^1].Id);

    /// <summary>After more records were sealed.</summary>
    /// <param name="added">The newest of them first, as many as the capacity at least, unless there are fewer. Their lines are copied.</param>
    public RecentRecords With(IEnumerable<StoredRecord> added)
    {
        if (Capacity == 0) return this;
        var merged = ImmutableArray.CreateBuilder<StoredRecord>();
        var lines = new LineCopies();
        var old = 0;
        foreach (var record in added)
        {
            if (record.Id < Floor) break;
            while (old < Records.Length && Records[old].Id > record.Id && merged.Count < Capacity) merged.Add(Records[old++]);
            if (merged.Count == Capacity) return new RecentRecords(Capacity, merged.ToImmutable(), merged[^1].Id);
            merged.Add(record with { Line = lines.Copy(record.Line.Span) });
        }

        var rest = Math.Min(Records.Length - old, Capacity - merged.Count);
        merged.AddRange(Records.AsSpan(old, rest));
        return new RecentRecords(Capacity, merged.ToImmutable(), old + rest < Records.Length ? merged[^1].Id : Floor);
    }

    /// <summary>After segments were removed.</summary>
    public RecentRecords Without(ImmutableArray<Segment> gone) =>
        this with { Records = [.. Records.Where(record => !gone.Any(segment => Holds(segment, record.Id.Sequence)))] };

    static bool Holds(Segment segment, ulong sequence) =>
        sequence >= segment.Directory.Bounds.MinSequence && sequence <= segment.Directory.Bounds.MaxSequence;
}
