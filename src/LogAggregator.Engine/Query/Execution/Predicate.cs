using System;
using LogAggregator.Engine.Query.Execution.Blocks;
using LogAggregator.Engine.Storage.Columns;
using LogAggregator.Engine.Storage.Outlines;

namespace LogAggregator.Engine.Query.Execution;

/// <summary>A filter node made ready to decide many records.</summary>
abstract class Predicate
{
    /// <summary>About how many ns a decision takes; cheap ones are asked first.</summary>
    public abstract int Cost { get; }

    public abstract bool Matches(Candidate candidate);

    public abstract Tri Judge(in BlockFacts facts);

    /// <summary>False if none of the lines matches that stand there one behind the other. Cheaper than to ask each; it may be wrong the other way.</summary>
    public virtual bool MayHave(ReadOnlySpan<byte> lines) => true;

    /// <summary>What is known of a block before its columns are read. It is asked only for what may tell.</summary>
    public virtual Foreseen Foresee(IBlockDigest block, in BlockFacts facts) => Foreseen.Nothing;

    /// <summary>Decides all rows of a block by its columns, as far as they tell.</summary>
    public virtual RowSelection Select(BlockView block) => RowSelection.Unknown(block.Count);
}
