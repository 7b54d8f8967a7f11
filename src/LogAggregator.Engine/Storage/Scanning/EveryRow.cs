using System;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Blocks;
using LogAggregator.Engine.Storage.Columns;
using LogAggregator.Engine.Storage.Outlines;

namespace LogAggregator.Engine.Storage.Scanning;

/// <summary>Wants all rows.</summary>
sealed class EveryRow : ScanFilter
{
    public static EveryRow Filter { get; } = new();

    public override Verdict Judge(LogSource? source, LevelSet levels, long fromNs, long toNs) => Verdict.AllMatch;

    public override Foreseen Foresee(IBlockDigest block, LevelSet levels, long fromNs, long toNs) => Foreseen.Nothing;

    public override RowSelection Select(ColumnBlock block, Func<int, LogSource> sourceOf) => RowSelection.All(block.Count);

    public override bool MayHave(ReadOnlySpan<byte> lines) => true;

    public override bool Matches(LogSource source, RecordId id, Level level, RecordFlags flags, ReadOnlyMemory<byte> line) => true;
}
