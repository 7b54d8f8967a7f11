using System.Runtime.CompilerServices;
using LogAggregator.Engine.Query.Execution;
using LogAggregator.Engine.Query.Execution.Blocks;
using LogAggregator.Engine.Query.Execution.Groups;
using LogAggregator.Engine.Query.Pipes.Patterns;
using LogAggregator.Engine.Storage.Active;
using LogAggregator.Engine.Storage.Outlines;
using LogAggregator.Engine.Storage.Segments;

namespace LogAggregator.Engine;

/// <summary>What all rows of a block, or of a chunk in memory, say of their patterns: made when it is first asked for, since it never changes. Any thread.</summary>
sealed class KnownTallies
{
    /// <summary>8 MiB: of some 120 blocks of many patterns, or 6 million records; more once they are compacted. Without them a query reads those blocks again.</summary>
    readonly DigestCache<PatternTally> _ofBlocks = new(8 << 20, tally => tally.Size);

    /// <summary>They go with their chunks.</summary>
    readonly ConditionalWeakTable<object, PatternTally> _ofChunks = [];

    public PatternTally Of(FoundBlock block) => _ofBlocks.GetOrRead(block.Segment, block.Index, () => PatternTallies.Of(RowsOf(block)));

    public PatternTally Of(FullChunk chunk) => _ofChunks.GetValue(chunk.Key, _ => PatternTallies.Of(chunk.Records()));

    public static RowGroup RowsOf(FoundBlock block) => new(new BlockView(block.Columns, block.SourceOf), block.Rows, new Candidate());
}
