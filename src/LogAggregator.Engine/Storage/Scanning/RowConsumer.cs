using System;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Blocks;
using LogAggregator.Engine.Storage.Columns;
using LogAggregator.Engine.Storage.Segments;

namespace LogAggregator.Engine.Storage.Scanning;

/// <summary>Takes the rows that match, in any order: a block at a time where they are stored so. Not for use by two threads at once.</summary>
abstract class RowConsumer
{
    /// <summary>False if it wants no more.</summary>
    public abstract bool Take(StoredRecord record);

    /// <summary>As for each of these rows.</summary>
    /// <param name="block">Holds them.</param>
    /// <param name="rows">Those that match.</param>
    /// <param name="sourceOf">The source of a number that the block's rows have.</param>
    public abstract bool Take(ColumnBlock block, RowSet rows, Func<int, LogSource> sourceOf);

    /// <summary>How many rows match is all it wants to know.</summary>
    public abstract bool WantsCounts { get; }

    /// <summary>So many rows match. Only where <see cref="WantsCounts"/> says so. False if it wants no more.</summary>
    public abstract bool Take(long rows);

    /// <summary>All rows of the block match. True if what the directory says of them is enough: then the block is not read.</summary>
    public abstract bool TryTake(BlockEntry entry, Func<int, LogSource> sourceOf);
}
