using System;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Blocks;
using LogAggregator.Engine.Storage.Columns;
using LogAggregator.Engine.Storage.Outlines;

namespace LogAggregator.Engine.Storage.Scanning;

/// <summary>What a scan looks for, as far as the storage must know. One for each scan; not for two threads at once.</summary>
abstract class ScanFilter
{
    /// <summary>What is sure of all rows of that source (null: of any), of those levels, between those times, inclusive.</summary>
    public abstract Verdict Judge(LogSource? source, LevelSet levels, long fromNs, long toNs);

    /// <summary>What is known of a block before its columns are read. It is asked only for what may tell.</summary>
    /// <param name="block">The block.</param>
    /// <param name="levels">Every level that occurs.</param>
    /// <param name="fromNs">No event time is smaller.</param>
    /// <param name="toNs">No event time is greater (inclusive).</param>
    public abstract Foreseen Foresee(IBlockDigest block, LevelSet levels, long fromNs, long toNs);

    /// <summary>What the columns of a block say of its rows.</summary>
    /// <param name="block">The block.</param>
    /// <param name="sourceOf">The source of a number that the block's rows have.</param>
    public abstract RowSelection Select(ColumnBlock block, Func<int, LogSource> sourceOf);

    /// <summary>False if none of the lines matches that stand there one behind the other.</summary>
    public abstract bool MayHave(ReadOnlySpan<byte> lines);

    /// <summary>Decides one row. The line holds during the call.</summary>
    public abstract bool Matches(LogSource source, RecordId id, Level level, RecordFlags flags, ReadOnlyMemory<byte> line);
}

/// <summary>What a directory alone says of some rows.</summary>
enum Verdict : byte
{
    NoneMatches,
    LookAtEach,
    AllMatch,
}
