using System;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Active;
using LogAggregator.Engine.Storage.Segments;

namespace LogAggregator.Engine.Storage.Scanning;

/// <summary>Takes the rows that match, in any order: a block at a time where they are stored so. Not for use by two threads at once.</summary>
abstract class RowConsumer
{
    /// <summary>False if it wants no more.</summary>
    public abstract bool Take(StoredRecord record);

    /// <summary>
    /// Works out what the rows of a block say: beside every other call, on any thread. The result takes them, and is called in turn like all
    /// else; false if it wants no more.
    /// </summary>
    public abstract Func<bool> Prepare(FoundBlock block);

    /// <summary>All records of a full chunk match: they stay as they are. True if it takes them at once; else they come one by one.</summary>
    public abstract bool TryTake(FullChunk chunk);

    /// <summary>How many rows match is all it wants to know. Any thread.</summary>
    public abstract bool WantsCounts { get; }

    /// <summary>So many rows match. Only where <see cref="WantsCounts"/> says so. False if it wants no more.</summary>
    public abstract bool Take(long rows);

    /// <summary>All rows that were counted match. True if the counts are enough: then the rows need not come.</summary>
    /// <param name="counts">Of the rows.</param>
    /// <param name="sourceOf">The source of a number there.</param>
    public abstract bool TryTake(RowCounts counts, Func<int, LogSource> sourceOf);
}
